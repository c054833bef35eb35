/** Few and short: most of the time goes into policies that have none of them. */
const hint = /pass|pwd|psk|secret|token|key|auth|cred/i;
const commandHint =
  /curl|mysql|IDENTIFIED|data:|SecureString| login |redis-cli|net use|snmp-server|rabbitmqctl|:5432:|bindpw |encoding: |Basic |Bearer |ssh-keygen |createUser |openssl |^"[^"\n]{1,64}" "|\* "|:\$(?:apr1|2[aby]?|[156y])\$/;

/** Commands and lines of files that hand over a credential without a word for it. */
const lineHint =
  /kennwort|senha|contrasena|wachtwoord|mongo|cqlsh|check_|ldap|sqlcmd|\bbcp |ipmitool|mosquitto_|snmp|lftp|open -u|smb|winexe|rpcclient|wmic|net ads|(?:7z|rar|zip) |sqlplus|sqlldr|expdp|impdp|rman |sendemail|\bmc |setcookie|chtasks|ase64|-[eE]nc|kinit|cryptsetup|realm join|sudo -S|community|login=|rootpw|: EAP "|static:|user_| >\S|send "|:(?:25|465|587|2525|smtps?|submission)[ \t]|webhook|hash_salt|option key|^\[(?:users|admins)\]|^https?:\/\/\S{1,300}[ \t]\S{1,64}[ \t]\S|key = AQ| -pw? ?\S| -[wWkPau] ?\S|--user[ =]\S{1,64}:|[Uu][Ss][Ee][Rr]=[^\s:]{1,64}:|\/t\/|^[ \t]{0,16}allow \S|influx|sonar\.|\/p:|connect to| >>? ?|\bdns [a-z]|(?:login|Account|sign|[uU]ser)\(|honeycomb|http-basic|[hH]mac|jwt|wandb|\+login|crypt\(|signWith|PlainAuth|"[ \t]+\*|\w \* \S|USERPWD|addauth|map \$http|:\/\/[\w-]{20,200}@|\battach \S|unseal|SUSEConnect|\binstall eyJ|bundle config|["' ]-p\S/m;

/** Lines of fields with a password for the last one: of Exim, of PostgreSQL. */
const fields =
  /^(?:(?:\*|(?:[\w-]{1,63}\.){1,8}[\w-]{1,63}):[^\s:/]{1,128}:[^\s/]{6,300}|[\w.*-]{1,253}:(?:\d{4,5}|\*):[^\s:]{1,63}:[^\s:]{1,63}:\S{4,128}|\$\{[\w.-]{1,80}:[^\s?+}]{6,512}\})$/m;

/** Longer than words, hosts and most identifiers. */
const longRun = 40;
const shortest = 20;
/** No text shorter than this carries another. */
export const shortestCarrier = 8;
const shortestRunKnown = 16;

/**
 * Whether a text may carry others that are worth a look: it has structure, and a word in it that promises a credential or a run of
 * characters that may be encoded. False for nearly every text, at the cost of a look at its first characters.
 * @param isKnown whether it stands where credentials often do: then short texts and scripts count too
 */
export function mayCarry(text: string, isKnown: boolean): boolean {
  if (text.length < (isKnown ? shortestCarrier : shortest)) return false;
  if (isCommand(text) || text.startsWith('data:')) return true;
  if (isStructured(text)) return hint.test(text) || hasLongRun(text) || (isKnown && hasHint(text));
  if (isEncoded(text, isKnown ? shortestRunKnown : longRun)) return true;
  if (!isKnown) return false;
  return /[= %]/.test(text) ? hint.test(text) || hasHint(text) : fields.test(text);
}

/** A line break, or an address, as they are escaped for a query. */
const escapedText = /%0A|%3A%2F%2F/i;

function hasHint(text: string): boolean {
  return commandHint.test(text) || escapedText.test(text) || lineHint.test(text) || fields.test(text);
}

/** Whether a text is one run of base64, and neither a hash nor a word: texts in base64 have letters of both cases. */
function isEncoded(text: string, shortestRun: number): boolean {
  if (text.length < shortestRun || !isBase64(text.charCodeAt(shortestRun - 1))) return false;
  return /^[A-Za-z0-9+/_-]+={0,2}\s?$/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text) && text.length % 4 !== 1;
}

/** A line for a shell with a credential in it: an option that is named after one, or a password for a user. */
const command =
  /^(?:export [A-Z]\w{1,60}=|[A-Z][A-Z0-9_]{1,60}=[^\s=]{1,512} {1,4}[a-z./]|[a-z./][^\n]{0,400}?(?: --?[a-z-]{0,40}(?:password|passwd|token|secret|key)[= ]| export [A-Z]\w{1,60}=| --from-literal[= ]|[^\s:]:[^\n]{0,200}\| ?(?:sudo )?chpasswd\b))/;

/** A statement for a database that makes a user or a key, and a header. Source: RFC 7617. */
const statement =
  /^\s{0,8}(?:CREATE|ALTER|GRANT|SET|CHANGE|COPY|INSERT INTO)\s[^;]{0,800}?\b(?:PASSWORD|IDENTIFIED|CREDENTIALS)\b|\bBasic [A-Za-z0-9+/]{12}/i;
const statementHints = ['PASSWORD', 'IDENTIFIED', 'CREDENTIALS', 'password', 'Basic '];

/** One of them is in every such line. */
const commandHints = [' -', 'export ', 'chpasswd'];

/** Commands, and lines of settings, that are nearly always followed by a password; wherever in a text they stand. */
const telling =
  /\bmysql(?:dump|admin)? [^\n|;]{0,200}?-p["']?[^\s'"$|;-]|\bcurl [^\n|;]{0,400}?(?:-u|--user) ?["']?[^\s:'"]{1,64}:[^\s'"$|;]|\bsshpass -p ?["']?[^\s'"$-]|\bnet use [^\n]{1,200} \/user:|\b(?:proxy_set_header|RequestHeader set) [^\n]{0,80}(?:[Tt]oken|[Ss]ecret|[Kk]ey|[Aa]uthorization)/;
const tellingHints = ['mysql', 'curl ', 'sshpass ', 'net use ', 'proxy_set_header ', 'RequestHeader '];

/** A header in a list of them, or what somebody noted: `X-Origin-Token: ...`, `initial password: ...`. A word alone is no password there. */
const noted =
  /^[^\n:]{0,80}(?:password|passwd|passphrase|token|secret|key)["']?: (?=[^\s]{0,128}[\d!#$%^&*?])[^\s]{6,}$/i;

/** Whether a text is a line that hands over a credential: to a shell, to a proxy, or to whoever reads it. */
export function isCommand(text: string): boolean {
  if (text.length > 8192 || !text.includes(' ')) return false;
  // Source: RFC 6750, section 2.1.
  if (text.startsWith('Bearer ') || text.startsWith('Authorization: ')) return true;
  if (commandHints.some((hint) => text.includes(hint)) && command.test(text)) return true;
  if (tellingHints.some((hint) => text.includes(hint)) && telling.test(text)) return true;
  if (statementHints.some((hint) => text.includes(hint)) && statement.test(text)) return true;
  return text.length <= 512 && text.includes(': ') && noted.test(text);
}

/** Whether a text is more than a word, a name or a sentence. */
function isStructured(text: string): boolean {
  const first = text.charCodeAt(0);
  // { [ < of JSON and XML around JSON, or anything on several lines, with escapes, or in the form of an assignment or a query.
  if (first === 0x7b || first === 0x5b || first === 0x3c) return true;
  if (first === 0x22 && text.endsWith('"')) return true;
  // The same, and a comment, as they are escaped for a query.
  if (first === 0x25) return /^%(?:7B|5B|3C|22|23)/i.test(text);
  if (text.includes('\n')) return true;
  return text.includes('=') && /^[\w.%?:/&[\]-]{1,400}=[^\s=]\S*$/.test(text);
}

/** Whether forty characters of base64 follow each other; looks at each fortieth character, and at its neighbours where it is one. */
export function hasLongRun(text: string): boolean {
  for (let at = longRun - 1; at < text.length; at += longRun) {
    if (!isBase64(text.charCodeAt(at))) continue;
    let start = at;
    while (start > at - longRun && start > 0 && isBase64(text.charCodeAt(start - 1))) start--;
    let end = at + 1;
    while (end < text.length && end - start < longRun && isBase64(text.charCodeAt(end))) end++;
    if (end - start >= longRun) return true;
  }
  return false;
}

function isBase64(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x2f && code <= 0x39) ||
    code === 0x2b ||
    code === 0x2d ||
    code === 0x5f
  );
}
