import { type CredentialMeaning, credentialMeaning, wordsOf } from './credential-name.ts';
import { isPlaceholder } from './detector.ts';
import { isKeptElsewhere, isNoSecret } from './no-secret.ts';
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
const fewestRandom = 8;

/**
 * Sources: crypt(5) of libxcrypt, RFC 2307 userPassword, PHC string format, Apache htpasswd, pg_authid of PostgreSQL, Cisco IOS (types 8
 * and 9).
 */
const passwordHash =
  /^(?:\{[A-Z0-9-]{3,16}\})?\$(?:[156789y]|2[abxy]?|apr1|sha1|argon2\w{0,2}|scrypt|pbkdf2[\w-]{0,10}|md5)[$,]|^\{(?:SSHA|SHA|SMD5|MD5|CRYPT)\d{0,3}\}|^\*[0-9A-F]{40}$|^SCRAM-SHA-\d+\$|^md5[0-9a-f]{32}$/;

/** Whether a text is what a password was made into, so that nobody can read it. */
export function isPasswordHash(text: string): boolean {
  return passwordHash.test(text);
}

const hashedPassword = /^[0-9a-f]{64}$/;
const sumOfKey = /^[0-9a-f]{40}$/;

/**
 * Whether a provider keeps a sum of what was put there under the same name. Sources: the providers of MySQL, `plaintext_password` of
 * `mysql_user`, and of DigitalOcean, `private_key` of `digitalocean_certificate`.
 */
export function isKeptAsSum(name: string, value: string): boolean {
  return (
    (name === 'plaintext_password' && hashedPassword.test(value)) || (name === 'private_key' && sumOfKey.test(value))
  );
}

/**
 * A value under a name that promises a credential, if it looks like one.
 * @param name that holds the value or stands beside it: `DB_PASSWORD`
 */
export function credentialValue(name: string, value: string): CredentialValue | null {
  const meaning = value.length < shortestPassword || value.length > longest ? null : credentialMeaning(name);
  if (meaning === null) return isHook(name, value) ? { meaning: 'token', hashed: false } : null;
  // A sum without salt: weak passwords can be guessed from it. That of a key says nothing of the key.
  if (isKeptAsSum(name, value)) return meaning === 'password' ? { meaning, hashed: true } : null;
  if (uuid.test(value) && isGivenAsUuid(name)) return { meaning, hashed: false };
  return judge(meaning, value.trim()) ?? (isMadeUp(value) && isOutright(name) ? { meaning, hashed: false } : null);
}

/** Names of what machines make and people make up all the same; a `secret` or a `key` alone may be the name of one. */
function isOutright(name: string): boolean {
  return /(?:^| )(?:api|app|application|access|auth|refresh|session|cookie|jwt|encryption|signing|hmac|webhook|shared|registration|consumer|client|security|salt) (?:secret|token|key)$|(?:^| )pepper$/.test(
    wordsOf(name).join(' '),
  );
}

/** `violet.orbit717`: words that are in no name of a thing, and a number that is no size of a key and no year. */
function isMadeUp(value: string): boolean {
  if (value.length < 9) return false;
  const [, words = ''] =
    /^([A-Za-z]{3,16}(?:[-_.][A-Za-z]{3,16}){0,3})[-_.]?(?!(?:19|20)\d\d$)\d{2,4}$/.exec(value) ?? [];
  return words !== '' && !wordsOf(words).some((word) => wordOfNames.test(word) || wordOfAlgorithms.test(word));
}

const wordOfAlgorithms =
  /^(?:rsa\w*|aes\w*|sha|hs|es|ps|ecc?|ecdsa|ed|hmac|symmetric|sign|encrypt\w*|decrypt|kms|pss|pkcs|curve)$/;

/** An address that takes messages of whoever knows it: what is random in its path is all that it asks for. */
function isHook(name: string, value: string): boolean {
  if (value.length > 1024 || !/^https?:\/\/[^\s@]{8,}$/.test(value)) return false;
  if (
    !wordsOf(name).some((word) => /^(?:web)?hook$|^webhooks$/.test(word)) &&
    !/^https?:\/\/[^/]{0,100}hook/i.test(value)
  )
    return false;
  const [, ...path] = value.slice(value.indexOf('//') + 2).split(/[/?#]/);
  return path.some((step) => /^[\w-]{20,}$/.test(step) && !uuid.test(step) && randomCharacters(step) >= 16);
}

/**
 * A key that is a UUID has it for its id, but for the most telling names: services give those, and people make secrets that two sides
 * share of them. Sources: Scaleway, secret keys; MongoDB Atlas, private keys of its API; Opsgenie and Heroku, API keys; Keycloak, older
 * client secrets; Memorystore for Redis, "About AUTH"; Vault, "AppRole auth method".
 */
function isGivenAsUuid(name: string): boolean {
  return /(?:^| )(?:(?:api|secret|secret access|private|integration|security) key|apikey|secretkey|(?:client|consumer|app|application|shared|origin|webhook|hook|signing|jwt|session|cookie) secret|redis auth|auth string|secret id)$/.test(
    wordsOf(name).join(' '),
  );
}

function judge(meaning: CredentialMeaning, value: string): CredentialValue | null {
  const [, second = value] = /^[\w.@-]{1,64}:(\S{4,})$/.exec(value) ?? [];
  if (isPasswordHash(value) || isPasswordHash(second)) return { meaning, hashed: true };
  const bare = value.replace(/^(?:bearer|basic|token|apikey) +/i, '');
  if (isUuidOrNumber(meaning, bare)) return { meaning, hashed: false };
  if (isNoSecret(bare) || isNameOfOne(bare) || isPlaceholder(second) || isKeptElsewhere(second)) return null;
  return counts(meaning, bare, second) ? { meaning, hashed: false } : null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Some tokens are random UUIDs (npm, Splunk); a key or a secret that is one has it for its id. A password may be a long number. */
function isUuidOrNumber(meaning: CredentialMeaning, value: string): boolean {
  if (meaning === 'token') return uuid.test(value) && entropy(value) > 2.7;
  return meaning === 'password' && /^\d{10,32}$/.test(value) && !value.startsWith('1234') && entropy(value) > 2;
}

function counts(meaning: CredentialMeaning, value: string, second: string): boolean {
  if (meaning === 'password') return isPassword(value);
  const pair = meaning === 'key' ? passwordOfUser(value) : null;
  if (pair !== null) return !isNoSecret(pair);
  if (isRandom(value) || isChosen(value) || isMadeWithSigns(value) || isInGroups(value) || praises(value)) return true;
  if ((meaning === 'secret' || meaning === 'token') && isOfWordsAndYear(value)) return true;
  return meaning === 'key' && second !== value && !isNoSecret(second) && isPassword(second);
}

/** What people choose counts too: one word of some length, or letters with something else. */
function isPassword(value: string): boolean {
  if (isPassphrase(value)) return true;
  if (value.length < shortestPassword || /\s/.test(value) || isIdentifier(value)) return false;
  if (value.length >= shortestRandom && randomCharacters(value) >= fewestRandom) return true;
  // A path in a store: prod/db:password.
  if (/^[\w./:@-]+$/.test(value) && value.includes('/')) return false;
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((pattern) => pattern.test(value)).length;
  if (/^[a-z]+(?:[-_./:][a-z]+){1,2}$/i.test(value) && isOfWords(value)) return false;
  return classes >= 2 ? entropy(value) > 1.5 : value.length >= 8 && entropy(value) > 2;
}

/**
 * Words with spaces between them that make no sentence, and four times four letters. Sources: EFF, "Dice-Generated Passphrases"; Google,
 * "Sign in with app passwords".
 */
function isPassphrase(value: string): boolean {
  if (value.length > 128 || !/^[a-z]{3,10}(?: [a-z]{3,10}){3,7}$/.test(value)) return false;
  return !value.split(' ').some((word) => wordOfSentences.test(word));
}

const wordOfSentences =
  /^(?:the|and|are|for|from|with|your|you|this|that|not|has|have|must|should|will|can|may|use|used|see|set|get|when|where|which|who|please|enter|type|new|old|here|only|into|pass\w*|secret\w*|token\w*|keys?|user\w*|login|vault|stored?|kept|managed|generated|default|required|optional|change|confirm|database|server|service|account|admin)$/;

/** Words have some length, `ordersDb-main`; letters of any case, `RAXW-ZtDhDx`, make short ones. */
function isOfWords(value: string): boolean {
  const words = value.split(/[-_./:]|(?<=[a-z])(?=[A-Z])/);
  return words.length * 3 <= value.replaceAll(/[-_./:]/g, '').length;
}

/** Secrets, tokens and keys are made by machines: what reads like words is the name of one. */
function isRandom(value: string): boolean {
  if (value.length < shortestRandom || /\s/.test(value) || isIdentifier(value)) return false;
  return entropy(value) >= leastEntropy(value) && randomCharacters(value) >= fewestRandom;
}

/** A secret that somebody made up: no name has such characters in it, or is written so. */
function isChosen(value: string): boolean {
  return (
    value.length >= 8 &&
    /^[\x21-\x7e]+$/.test(value) &&
    /[!#$%^&*?+=~]|p(?:@|4)[s$5]{2}|pa[$5][s$5]|passw0rd|s3cr3t/i.test(value) &&
    /\d/.test(value) &&
    /[a-z].*[a-z]/i.test(value)
  );
}

/** `my-super-secret-jwt-key-2024`: what it is, said by whoever made it up in place of a random one. */
function praises(value: string): boolean {
  return value.length >= 12 && /^[\w.!-]+$/.test(value) && /(?:super|very|top|ultra)[-_.]?secret/i.test(value);
}

/** Made by a generator with signs among the letters, which cut it in short pieces; an expression has words between them. */
function isMadeWithSigns(value: string): boolean {
  if (isSalt(value)) return true;
  if (value.length < 16 || !/^[\x21-\x7e]+$/.test(value) || isIdentifier(value)) return false;
  const signs = new Set(value.match(/[^A-Za-z0-9]/g));
  const letters = value.replaceAll(/[^A-Za-z0-9]/g, '');
  return signs.size >= 3 && isOfBothCases(letters) && randomCharacters(letters) >= fewestRandom;
}

/** Any characters, a space among them; texts have more words. Source: WordPress, `wp_generate_password` with extra signs. */
function isSalt(value: string): boolean {
  return (
    value.length >= 48 &&
    /^[\x20-\x7e]+$/.test(value) &&
    value.split(' ').length * 8 <= value.length &&
    new Set(value.match(/[^A-Za-z0-9 ]/g)).size >= 8 &&
    isOfBothCases(value)
  );
}

/** Expressions have a range of capitals at most: `[A-Z]`. */
function isOfBothCases(letters: string): boolean {
  return /[a-z].*[a-z].*[a-z]/.test(letters) && /[A-Z].*[A-Z].*[A-Z]/.test(letters);
}

/** `fewkoz-Qihpy1-xybrab`: groups of one length, of letters in both cases and digits. Source: Apple, "Customizing Password AutoFill Rules". */
function isInGroups(value: string): boolean {
  // Keys of licenses, of Windows and of VMware: five times five.
  if (/^(?:[A-Z0-9]{5}-){4}[A-Z0-9]{5}$/.test(value)) return entropy(value) > 3 && /\d.*\d.*\d/.test(value);
  if (!/^([A-Za-z0-9]{4,8})(?:-[A-Za-z0-9]{4,8}){2,7}$/.test(value) || isIdentifier(value)) return false;
  const groups = value.split('-');
  if (groups.some(({ length }) => length !== groups[0]?.length)) return false;
  const joined = groups.join('');
  return (
    joined.length >= 15 &&
    /[a-z]/.test(joined) &&
    /[A-Z]/.test(joined) &&
    /\d/.test(joined) &&
    randomCharacters(joined) >= fewestRandom
  );
}

/** Words of names with a number, `ApiSecret01`, count it low; two other words with a longer one, or a year, are what somebody chose. */
function isOfWordsAndYear(value: string): boolean {
  const [, words = ''] =
    /^([A-Z][a-z]{2,15}(?:[-_]?[A-Z][a-z]{2,15}|[-_][a-z]{3,15}){1,4}[-_]?)(?:\d{2}|(?:19|20)\d{2})$/.exec(value) ?? [];
  const parts = wordsOf(words);
  return parts.length >= 2 && !parts.some((part) => wordOfNames.test(part));
}

const wordOfNames =
  /^(?:prod|production|staging|test|dev|main|default|secrets?|token|keys?|password|client|server|service|account|user|admin|database|name|version|value|group|role|cluster|bucket|public|private|session|cookie|signing|webhook|login|auth|config|app|application|api|oauth|example|sample|dummy|fake|test|demo|your|my|foo|bar|placeholder|change|changeme|stage|stg|prd|web|backend|frontend|worker|job|runner|deploy|backup|monitoring|vault|eu|us|west|east|north|south|central|asia|europe|region|zone|team|org|project|env|environment|core|infra|platform|internal|external|global|shared|primary|secondary|new|old|current|next|v|version|id|ref|store|bot|ci|cd|build|release|node|host|cache|queue|topic|stream|data|file|page|lifetime|ttl|expires?|days?|hours?|minutes?|seconds?|length|size|max|min|count|limit|port|timeout)$/;

/** By alphabet and length: a short text can't have more than log2 of its length. */
function leastEntropy(value: string): number {
  if (/^[0-9a-f]+$/i.test(value)) return value.length < 20 ? 2.2 : 2.7;
  return value.length < 20 ? 2.6 : 3;
}

/** `DB_PASSWORD`, `orders-database-password`: what holds the credential, not the credential. No name has an article in it. */
function isNameOfOne(value: string): boolean {
  if (/(?:^|[-_.])(?:an?|the|not|is|this)[-_.]/i.test(value)) return false;
  // Of what has to be put there: `PASSWORD1`.
  if (/^[A-Z_]{4,40}\d$/.test(value)) return credentialMeaning(value) !== null;
  return (
    /^[A-Za-z]+(?:[-_./:][A-Za-z]+)*$/.test(value) &&
    wordsOf(value).length > 1 &&
    !/^[a-z]+(?:-[a-z]+){2,}-pepper$/.test(value) &&
    credentialMeaning(value) !== null
  );
}

/**
 * Ids that a cloud gave, with their kind before them: `sg-0a1b2c3d`, `mrk-...` of KMS, `AKIA...`, `SCW...`, `ocid1.vaultsecret...`,
 * `projects/a/secrets/b`. Sources: AWS IAM user guide, "IAM identifiers", unique identifiers; Scaleway, IAM, access keys; Oracle Cloud,
 * "Resource Identifiers". `key-` and 32 of hex is an API key of Mailgun, by its rule of Gitleaks.
 */
function isIdentifier(value: string): boolean {
  return (
    /^(?!key-[0-9a-f]{32}$)[a-z]{1,12}-(?:0[0-9a-f]{16}|[0-9a-f]{8}|[0-9a-f]{32})$/.test(value) ||
    /^SCW[0-9A-Z]{17}$/.test(value) ||
    /^ocid\d\.[a-z]/.test(value) ||
    /^A(?:KI|SI|RO|ID|NP|GP|IP|PK|SC|BI|CC)A[A-Z2-7]{16}$/.test(value) ||
    /^\/?(?:projects|subscriptions|organizations|secrets)\//.test(value)
  );
}

/** What stands behind the name of a user in `user:password` in base64, as registries and proxies keep it; null for another text. */
function passwordOfUser(value: string): string | null {
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(value)) return null;
  const decoded = Buffer.from(value, 'base64').toString('latin1');
  return /^[\x21-\x39\x3b-\x7e]{1,128}:([\x20-\x7e]{3,})$/.exec(decoded)?.[1] ?? null;
}
