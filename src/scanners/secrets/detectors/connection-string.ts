import { type Detector, isPlaceholder } from './detector.ts';
import { isKeptElsewhere, isNoSecret, isStopWord } from './no-secret.ts';
import { type SignedAddress, signedAddress } from './signed-address.ts';

export interface ConnectionString {
  /** Scheme of the address, in lower case: `postgres`, `jdbc:sqlserver`; null for settings without an address. */
  readonly scheme: string | null;
  /** How the secret stands in it: before the host, among settings such as `Password=...;`, or as a signature. */
  readonly form: 'address' | 'settings' | 'signature';
  /** When a signature ends, ISO 8601 UTC; null where it says nothing, and for the other forms. */
  readonly expiresAt: string | null;
}

/** Source: RFC 3986 section 3.2.1, `userinfo`, with a password after the first colon. */
const credentials =
  /\b(?<scheme>[a-z][a-z0-9+.-]{0,30}):\/\/[^\s/?#:@'"<>]{0,256}:(?<password>[^\s/?#@'"]{1,512})@[^\s?#@'"]/gi;

/** Source: go-sql-driver/mysql README, "DSN". */
const goAddress = /(?<![\w.-])[\w.-]{1,64}:(?<password>[^\s@:/'"]{4,256})@(?:tcp|unix)?\(/gi;

/** Source: gosnowflake, package documentation, "Connection String": `user:password@account/database`. */
const accountAddress =
  /^[\w.-]{1,64}:(?<password>[^\s@:/'"]{6,256})@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}(?::\d{2,5})?\/[\w./?=&%-]{0,512}$/;

/** Source: Oracle Database Net Services Administrator's Guide, "Easy Connect naming method", as SQL*Plus takes it. */
const easyConnect = /^[\w.$#-]{1,64}\/(?<password>[^\s/@"']{6,128})@(?:\/\/)?[\w.-]{1,253}:\d{2,5}\/[\w.-]{1,128}$/;

/** Source: Oracle JDBC Developer's Guide, "Database URLs and Database Specifiers". */
const oracleAddress = /\b(?<scheme>jdbc:oracle):(?:thin|oci8?):[^\s/@:"']{1,128}\/(?<password>[^\s/@"']{4,128})@/gi;

/**
 * Sources: StackExchange.Redis, "Configuration" (`host:6380,password=...,ssl=True`); ADO.NET and ODBC connection strings, Azure Storage and Service Bus connection strings, libpq keywords, JDBC properties.
 * What stands before a setting is a separator, so that a shell's `DB_PASSWORD=` is none.
 */
const secretSetting =
  /(?:^|[;,?&"'\s])(?:password|pwd|accountkey|sharedaccesskey|sharedsecretvalue)\s?=\s?(?<password>[^;&\s"'<>]{4,512})/gi;
const otherSetting =
  /(?:^|[;,?&"'\s:])(?:ssl|server|data source|host|hostname|addr|endpoint|accountname|user id|uid|user|username|database|initial catalog|databasename|dbname|sharedaccesskeyname|defaultendpointsprotocol|driver)\s?=/i;
/** Options of a mount go on behind a comma. */
const variableInList = /^\$\{?[A-Za-z_]\w{0,80}\}?,/;
const reach = 400;

/** A password in an address (`postgres://user:password@host`) or among the settings of a connection, and signed addresses. */
export const connectionString: Detector<ConnectionString> = {
  mayMatch: (text) => text.length >= 10 && ((text.includes('@') && text.includes(':')) || hasSetting(text)),
  match(text) {
    return inAddress(text) ?? inSettings(text) ?? signed(text);
  },
};

/** An equals sign that is no padding of base64, and a name that a secret setting has. */
function hasSetting(text: string): boolean {
  const first = text.indexOf('=');
  return first > 0 && first < text.length - 4 && /(?:password|pwd|key|value|sig|signature|code)\s?=/i.test(text);
}

function inAddress(text: string): ConnectionString | null {
  if (!text.includes('@')) return null;
  for (const { groups } of [...text.matchAll(credentials), ...text.matchAll(oracleAddress)]) {
    if (groups?.scheme !== undefined && groups.password !== undefined && isSecret(groups.password)) {
      return { scheme: groups.scheme.toLowerCase(), form: 'address', expiresAt: null };
    }
  }
  for (const { groups } of text.matchAll(goAddress)) {
    if (groups?.password !== undefined && isSecret(groups.password)) {
      return { scheme: null, form: 'address', expiresAt: null };
    }
  }
  for (const { groups } of [accountAddress.exec(text), easyConnect.exec(text)].filter((found) => found !== null)) {
    const password = groups?.password ?? '';
    if (/\d/.test(password) && /[a-z]/i.test(password) && isSecret(password)) {
      return { scheme: null, form: 'address', expiresAt: null };
    }
  }
  return null;
}

function isSecret(password: string): boolean {
  return !isPlaceholder(password) && !isStopWord(password) && !isKeptElsewhere(password);
}

function inSettings(text: string): ConnectionString | null {
  for (const { index, groups } of text.matchAll(secretSetting)) {
    if (groups?.password === undefined || isNoSecret(groups.password) || variableInList.test(groups.password)) continue;
    const before =
      text
        .slice(Math.max(0, index - reach), index)
        .split('\n')
        .at(-1) ?? '';
    const after = text.slice(index + 1, index + reach).split('\n')[0] ?? '';
    if (!otherSetting.test(before) && !otherSetting.test(after.slice(after.indexOf('=') + 1))) continue;
    const scheme = /(?:jdbc:)?[a-z][a-z0-9+]{1,30}(?=:\/\/)/i.exec(before)?.[0].toLowerCase() ?? null;
    return { scheme, form: 'settings', expiresAt: null };
  }
  return null;
}

function signed(text: string): ConnectionString | null {
  const found: SignedAddress | null = signedAddress.mayMatch(text) ? signedAddress.match(text) : null;
  return found === null ? null : { ...found, form: 'signature' };
}
