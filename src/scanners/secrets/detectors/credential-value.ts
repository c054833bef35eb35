import { type CredentialMeaning, credentialMeaning } from './credential-name.ts';
import { isNoSecret } from './no-secret.ts';
import { entropy, randomCharacters } from './randomness.ts';

/** A credential that is known by the name beside it. */
export interface CredentialValue {
  readonly meaning: CredentialMeaning;
  /** A password hash: nobody logs in with it, but weak passwords can be guessed from it. */
  readonly hashed: boolean;
}

/** Shortest password that counts, and longest credential: what is longer carries others. */
export const shortestPassword = 6;
const longest = 4096;
const shortestRandom = 12;

/** Sources: crypt(5) of libxcrypt, RFC 2307 userPassword, PHC string format, Apache htpasswd. */
const passwordHash =
  /^(?:\{[A-Z0-9-]{3,16}\})?\$(?:[1567y]|2[abxy]?|apr1|sha1|argon2\w{0,2}|scrypt|pbkdf2[\w-]{0,10}|md5)[$,]|^\{(?:SSHA|SHA|SMD5|MD5|CRYPT)\d{0,3}\}|^\*[0-9A-F]{40}$|^SCRAM-SHA-\d+\$/;

/**
 * A value under a name that promises a credential, if it looks like one.
 * @param name that holds the value or stands beside it: `DB_PASSWORD`
 */
export function credentialValue(name: string, value: string): CredentialValue | null {
  const meaning = value.length < shortestPassword || value.length > longest ? null : credentialMeaning(name);
  return meaning === null ? null : judge(meaning, value.trim());
}

function judge(meaning: CredentialMeaning, value: string): CredentialValue | null {
  if (passwordHash.test(value)) return { meaning, hashed: true };
  const bare = value.replace(/^(?:bearer|basic|token|apikey) +/i, '');
  if (isNoSecret(bare)) return null;
  const counts =
    meaning === 'password' ? isPassword(bare) : isRandom(bare) || (meaning === 'key' && isUserAndPassword(bare));
  return counts ? { meaning, hashed: false } : null;
}

/** What people choose counts too: one word of some length, or letters with something else. */
function isPassword(value: string): boolean {
  if (value.length < shortestPassword || /\s/.test(value) || isIdentifier(value)) return false;
  if (value.length >= shortestRandom && randomCharacters(value) >= 8) return true;
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((pattern) => pattern.test(value)).length;
  if (/^[a-z]+(?:[-_./][a-z]+){1,2}$/i.test(value)) return false;
  return classes >= 2 ? entropy(value) > 1.5 : value.length >= 8 && entropy(value) > 2;
}

/** Secrets, tokens and keys are made by machines: what reads like words is the name of one. */
function isRandom(value: string): boolean {
  if (value.length < shortestRandom || /\s/.test(value)) return false;
  return entropy(value) >= leastEntropy(value) && randomCharacters(value) >= 8 && !isIdentifier(value);
}

/** By alphabet and length: a short text can't have more than log2 of its length. */
function leastEntropy(value: string): number {
  if (/^[0-9a-f]+$/i.test(value)) return value.length < 20 ? 2.2 : 2.7;
  return value.length < 20 ? 2.6 : 3;
}

/** Ids that a cloud gave, with their kind before them: `sg-0a1b2c3d`, `projects/a/secrets/b`. */
function isIdentifier(value: string): boolean {
  return (
    /^[a-z]{1,12}-(?:0[0-9a-f]{16}|[0-9a-f]{8})$/.test(value) ||
    /^(?:projects|subscriptions|organizations|secrets)\//.test(value.replace(/^\//, ''))
  );
}

/** `user:password` in base64, as registries and proxies keep it. */
function isUserAndPassword(value: string): boolean {
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(value)) return false;
  const decoded = Buffer.from(value, 'base64').toString('latin1');
  return (
    /^[\x21-\x39\x3b-\x7e]{1,128}:[\x20-\x7e]{3,}$/.test(decoded) &&
    !isNoSecret(decoded.slice(decoded.indexOf(':') + 1))
  );
}
