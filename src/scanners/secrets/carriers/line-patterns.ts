import { codePatterns } from './code-patterns.ts';
import { commands } from './command-patterns.ts';
import { anyName, bareWord, mixed, option, pattern, quoted, user, within, word } from './pattern-parts.ts';
import { scriptPatterns } from './script-patterns.ts';

/** A word to look for first, the name of what stands in the first group, and where it stands; `''` where the first group is the name. */
export type LinePattern = readonly [hint: string, name: string, pattern: RegExp];

/** What this module gives, once it is loaded. */
export interface LinePatterns {
  readonly linePatterns: readonly LinePattern[];
  /** The value in the first group, and in the second the file it is written to. */
  readonly writtenFile: RegExp;
}

/** Options of commands, by their manuals. */
const options: readonly LinePattern[] = [
  option('mongo', 'mongo(?:sh|dump|restore|import|export|stat|top|files)?', '-p '),
  option('cqlsh', 'cqlsh', '-p '),
  // Sources: Monitoring Plugins, check_mysql, check_ldap.
  option('check_', String.raw`check_\w{1,30}`, '(?:-p|-P) '),
  option('ldap', 'ldap(?:search|add|modify|delete|passwd|whoami|compare|modrdn|exop)', '-w '),
  option('sqlcmd', 'sqlcmd|bcp|osql|tsql', '-P ?'),
  option('bcp ', 'bcp', '-P ?'),
  option('ipmitool', 'ipmitool', '-P '),
  option('mosquitto_', 'mosquitto_(?:pub|sub|rr)', '(?:-P|--pw) '),
  option('snmp', 'snmp(?:walk|get|getnext|bulkget|bulkwalk|set|table|trap|inform|status)', '-[cAX] '),
  option('lftp', 'lftp', String.raw`(?:-u|--user) ?["']?[^\s,'"]{1,64},`),
  ['open ', 'password', pattern(String.raw`^[ \t]{0,8}open -u ["']?[^\s,'"]{1,64},${word}`, 'gm')],
  option(
    '%',
    'smbclient|smbget|rpcclient|winexe|wmic|net(?= (?:ads|rpc) )',
    String.raw`(?:-U|--user) ?["']?[^\s%'"]{1,64}%`,
  ),
  option('7z', '7z[ar]?', '-p'),
  option('rar ', '(?:un)?rar', '-h?p'),
  option('zip ', '(?:un)?zip', '-P '),
  // Source: SQL*Plus User's Guide, "Starting SQL*Plus"; Oracle Database Utilities.
  [
    '/',
    'password',
    pattern(
      String.raw`\b(?:sqlplus|sqlldr|expdp|impdp|rman target|sqlcl)${within} ["']?[A-Za-z][\w$#]{0,63}\/["']?([^\s"'$@/]{4,64})["']?@`,
    ),
  ],
  option('sendemail', 'sendemail', '-xp '),
  option('reset-admin-password', 'grafana(?:-cli| cli)', 'reset-admin-password '),
  option(
    'mc ',
    'mc(?= (?:alias set|config host add) )',
    String.raw`https?:\/\/[^\s"']{1,200} [^\s"']{1,128} `,
    'secret key',
  ),
  option('setcookie', 'erl|iex|elixir', '-setcookie ', 'erlang cookie'),
  ['-setcookie', 'erlang cookie', pattern(`^-setcookie ${word}`, 'gm')],
  option('curl', 'curl', String.raw`(?:-b|--cookie) ["']?[\w.-]{1,64}=`, 'token'),
  ['chtasks', 'password', pattern(String.raw`\/rp ${word}`, 'gi')],
  // Of any command: what no person would write behind such an option, and a password beside its user; ports are none.
  [
    ' -',
    'secret',
    pattern(String.raw`[^\n|;] -(?:p|P|pw|pass|w|W) ?(?![\d.:]{3,60}(?:[\s\/]|$)|[^\s'"=]{1,128}=[^\s'"=])${word}`),
  ],
  [
    ' -',
    'password',
    pattern(
      String.raw`[^\n|;] (?:-[uUn]|--user(?:name)?)[ =]["']?[A-Za-z][\w.@\/-]{0,63}["']? [^\n|;]{0,120}?-(?:p|P|pw|w) ${mixed}`,
    ),
  ],
  [' -', 'secret', pattern(String.raw`[^\n|;] (?:-u|-a|--user|--creds|--auth)[ =]${user}${bareWord}`)],
  [' -', 'password', pattern(String.raw`[^\n|;] (?:-u|-a|--user|--creds|--auth)[ =]${user}${mixed}`)],
  ['=', 'password', pattern(String.raw`\b[\w.]{0,40}(?:user|user\.info|auth)=${user}${mixed}`, 'gi')],
  option('openssl', 'openssl', '-k '),
  option('influx', 'influx', '-t ', 'token'),
  // Sources: Windows commands, `netdom join`; SonarScanner, analysis parameters; Anaconda Server, tokens in addresses of channels.
  ['/', 'password', pattern(String.raw`\s\/password[do]:${word}`, 'gi')],
  ['sonar.', 'token', pattern(String.raw`sonar\.(?:login|token)=${word}`)],
  ['/t/', 'token', pattern(String.raw`\bhttps?:\/\/[^\s"'/]{1,253}\/t\/([\w-]{20,200})\/`)],
  // Source: FreeRDP, command line of xfreerdp.
  ['/p:', 'password', pattern(String.raw`\s\/p:${word}`)],
  // Source: Db2 command reference, CONNECT.
  [' using ', 'password', pattern(String.raw`\bconnect to \S{1,64} user \S{1,64} using ${word}`, 'gi')],
  // Of a store, or of settings: `consul kv put app/db/password ...`, `crudini --set file section password ...`.
  [
    '',
    '',
    pattern(
      String.raw`(?:\b(?:set|put|config|put-parameter)|--arg)\b[^\n|;"']{0,200}? [\w./:@-]{0,200}?([A-Za-z_][\w.-]{0,40}(?:pass|pw|passwd|password|secret|token|key)|pw|password|secret|token) (?:${quoted}|((?=[^\s"']{0,128}\d)[^\s"'$<({|;-][^\s"'|;]{5,512}))`,
      'gi',
    ),
  ],
  // Source: Windows commands, `reg add`.
  [
    '/v',
    '',
    pattern(
      String.raw`\breg add\b[^\n|;]{0,300}? \/v ["']?${anyName}["']? [^\n|;]{0,80}?\/d (?:${quoted}|([^\s"'%]{5,256}))`,
      'gi',
    ),
  ],
  // Of a placeholder in a file: `s|__PASSWORD__|...|`.
  [
    's',
    'password',
    pattern(
      String.raw`\bs[|/#,@~][^\s|/#,@~\w]{0,8}[\w.-]{0,40}?(?:password|passwd|pass|secret|token)[\w.-]{0,20}[^\s|/#,@~\w]{0,8}[|/#,@~](?![\w.-]{1,60}[=:])([^\s'"$|/#,@~{}<]{6,256})[|/#,@~]`,
      'gi',
    ),
  ],
  // Texts for a command that decodes them. Sources: about_PowerShell_exe; base64(1).
  [
    '-',
    'encoded',
    pattern(String.raw`\s-e(?:nc|ncodedcommand)? {1,4}["']?([A-Za-z0-9+/]{24,}={0,2})(?![\w+/=])`, 'gi'),
  ],
  [
    'ase64',
    'encoded',
    pattern(
      String.raw`(?:echo|printf|base64|FromBase64String\()[^\n|;]{0,40}?["' (]([A-Za-z0-9+/]{24,}={0,2})(?![\w+/=])`,
    ),
  ],
];

/** What a command writes into a file: a line of it, or the whole, which the name of the file says what it is. */
const written: readonly LinePattern[] = [
  [
    '>',
    'line',
    pattern(
      String.raw`\b(?:echo|printf)(?: -[neE]{1,3}| ["']%s(?:\\n)?["'])? (?:"([^"\n$]{6,1024})"|'([^'\n$]{6,1024})') ?>{1,2}`,
    ),
  ],
  [
    'tee',
    'line',
    pattern(
      String.raw`\b(?:echo|printf)(?: -[neE]{1,3}| ["']%s(?:\\n)?["'])? (?:"([^"\n$]{6,1024})"|'([^'\n$]{6,1024})') ?\| ?(?:sudo )?tee\b`,
    ),
  ],
];

/** Files that a command writes and whose names may say what they hold: the value first, then the name. */
export const writtenFile =
  /\b(?:echo|printf)(?: -[neE]{1,3}| ["']%s(?:\\n)?["'])? ["']?([^\s'"`$|;<>(){}]{6,256})["']? ?>{1,2} ?["']?(?:[^\s"'<>|&;/]{0,80}\/){0,12}([\w.-]{2,80})/g;

/** A password that one command hands to another. */
const handedOver: readonly LinePattern[] = [
  [
    '|',
    'password',
    pattern(
      String.raw`\b(?:echo|printf)(?: -[neE]{1,3}| ["']%s(?:\\n)?["'])? ${word}["']? ?\| ?(?:sudo )?(?:passwd --stdin|realm join|kinit|cryptsetup|sudo -S|smbpasswd|gpg${within} --passphrase-fd|net ads join|su -|adcli join|vncpasswd)`,
    ),
  ],
  [
    '<<<',
    'password',
    pattern(String.raw`\b(?:cryptsetup|kinit|passwd|smbpasswd|sudo -S|realm join|gpg)${within} ?<<< ?${word}`),
  ],
  ['password-command', 'password', pattern(String.raw`\bpassword-command["']?[ =:]{1,4}["']?echo ${word}`)],
  // Source: expect(1), `send`.
  [
    'send ',
    'password',
    pattern(
      String.raw`(?:assword|assphrase)[^\n]{0,60}?["'}]?;?\s{0,40}send (?:-- )?["']([^"'$\s\\]{4,128})\\{1,2}[rn]`,
      'gi',
    ),
  ],
];

/** Files in formats of their own, by their manuals. */
const files: readonly LinePattern[] = [
  // A name that promises a credential, and its value: redis.conf, Fluent Bit, mosquitto, OpenLDAP, FortiOS, `ENV` of a Dockerfile, `setx`.
  [
    '',
    '',
    pattern(
      String.raw`(?:^|[{;])[ \t]{0,40}(?:[A-Za-z][\w-]{0,30}[ \t]{1,8}){0,6}(?:\/[mM][ \t])?([A-Za-z_][\w.-]{0,40}(?:pass|pw|passwd|password|passphrase|secret|token|key|auth|authtok|psk|community|cookie)|(?:pass|password|secret|token|key)_?\w{0,12})[ \t]{1,40}(?:(?:cipher|simple|plaintext|\d)[ \t]{1,8})?(?:${quoted}|((?=[^\s"']{0,128}\d)[^\s"';${'`'}$<({[][^\s"';]{5,512}))[ \t]{0,8}(?:;|\r?$)`,
      'gim',
    ),
  ],
  ['masterauth', 'password', pattern(`^[ \\t]{0,8}masterauth ${word}`, 'gm')],
  // Source: FortiOS CLI reference, `config vpn ipsec phase1-interface`.
  ['psksecret', 'password', pattern(`\\bset psksecret (?!ENC )${word}`)],
  // Sources: syslog-ng, `sql()` destination; Monit, `allow`.
  [
    '(',
    'password',
    pattern(String.raw`\b(?:password|passwd|pwd)\([ \t]{0,4}["']((?=[^\s"']{0,128}\d)[^\s"'$]{6,128})["'][ \t]{0,4}\)`),
  ],
  ['allow ', 'password', pattern(String.raw`^[ \t]{0,16}allow [\w.-]{1,64}:["']([^\s"'$]{6,128})["']`, 'gm')],
  // Source: OpenWrt, "Wireless configuration", `key`.
  ['option key', 'password', pattern(String.raw`\boption key ["']([^"'\s$]{8,64})["']`)],
  // Sources: Apache Shiro, "Configuration", users; CouchDB, configuration of admins.
  [
    '[',
    'password',
    pattern(
      String.raw`^\[(?:users|admins)\][ \t]{0,8}\r?\n[\w.@-]{1,64}[ \t]{0,8}=[ \t]{0,8}([^\s,;$-][^\s,;]{5,128})`,
      'gm',
    ),
  ],
  // Source: davfs2.conf(5), secrets file.
  [
    'http',
    'password',
    pattern(
      String.raw`^https?:\/\/[^\s"']{1,300}[ \t]{1,8}[^\s"':]{1,64}[ \t]{1,8}["']?((?=[^\s"']{0,128}\d)[^\s"'$]{6,128})["']?\r?$`,
      'gm',
    ),
  ],
  // Source: cloginrc(5) of RANCID.
  ['add password', 'password', pattern(String.raw`^add password \S{1,128}[ \t]{1,8}\{?([^\s{}$]{6,128})`, 'gm')],
  // Source: Ceph, "User management", keyring.
  ['key = AQ', 'secret key', pattern(String.raw`\bkey = (AQ[A-Za-z0-9+/]{36}==)`)],
  ['auth-pass', 'password', pattern(String.raw`^[ \t]{0,8}sentinel auth-pass \S{1,128} ${word}`, 'gm')],
  // Source: Redis, "ACL", rules for passwords.
  ['user ', 'password', pattern(String.raw`^[ \t]{0,8}user \S{1,128} (?:[^\s>]{1,128} ){0,20}>([^\s]{5,256})`, 'gm')],
  ['uth ', 'password', pattern(String.raw`\bstats auth [^\s:]{1,64}:${word}`)],
  ['login=', 'password', pattern(String.raw`\blogin=[^\s:=]{1,64}:${word}`)],
  // Source: Net-SNMP, snmpd.conf(5).
  ['community', 'password', pattern(String.raw`^[ \t]{0,8}r[ow]community6? ${word}`, 'gm')],
  // Source: Red Hat, "Kickstart commands", rootpw.
  ['rootpw', 'password', pattern(String.raw`\brootpw (?:--plaintext )?${word}`)],
  // Source: ipsec.secrets(5) of strongSwan.
  [': ', 'password', pattern(String.raw`: {1,4}(?:EAP|XAUTH|NTLM) {1,4}"([^"\s]{6,256})"`)],
  // Source: OpenVPN 2.6 manual, "Inline file support".
  ['<auth-user-pass>', 'password', pattern(String.raw`<auth-user-pass>\s{1,8}\S{1,128}\s{1,8}([^\s<]{4,128})\s{1,8}<`)],
  // Sources: Postfix, SASL_README, "Configuring SASL authentication in the Postfix SMTP client", and DATABASE_README, `static`.
  ['static:', 'password', pattern(String.raw`\bstatic:[^\s:{}]{1,128}:([^\s:$]{5,128})`)],
  [
    ':',
    'password',
    pattern(
      String.raw`^(?:\[[\w.-]{1,253}\](?::\w{2,10})?|[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}:(?:25|465|587|2525|smtps?|submission))[ \t]{1,8}[^\s:]{1,128}:([^\s:$]{5,128})[ \t]{0,8}\r?$`,
      'gm',
    ),
  ],
  // Source: Debian, exim4-config_files(5), passwd.client.
  [
    ':',
    'password',
    pattern(
      String.raw`^(?:\*|(?:[a-z][\w-]{0,62}\.){1,8}[a-z]{2,20}):[A-Za-z_][\w.@+-]{0,127}:(?![vV]?\d)((?=[^\s:/$]{0,128}\d)[^\s:/$]{6,128})\r?$`,
      'gm',
    ),
  ],
  // Source: PostgreSQL, "The Password File".
  [
    ':',
    'password',
    pattern(String.raw`^[\w.*-]{1,253}:(?:\d{4,5}|\*):[^\s:]{1,63}:[^\s:]{1,63}:([^\s:$]{4,128})\r?$`, 'gm'),
  ],
  // Source: pam_radius_auth.conf of FreeRADIUS.
  [
    '.',
    'shared secret',
    pattern(
      String.raw`^(?:\d{1,3}\.){3}\d{1,3}(?::\d{2,5})?[ \t]{1,8}([^\s:/$]{8,128})[ \t]{1,8}\d{1,3}[ \t]{0,8}\r?$`,
      'gm',
    ),
  ],
  // Sources: Apache Kafka, "Authentication using SASL/PLAIN"; ZooKeeper administrator's guide, "DigestLoginModule".
  ['user_', 'password', pattern(String.raw`\buser_\w{1,64}="([^"\s]{5,256})"`)],
  // Source: Consul, agent configuration, `acl.tokens`.
  [
    'tokens',
    'token',
    pattern(
      String.raw`\btokens\s{0,8}=?\s{0,8}\{[^}]{0,400}?"([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})"`,
    ),
  ],
  // Source: Caddyfile, directive `tls`, subdirective `dns`.
  ['dns ', 'token', pattern(String.raw`^[ \t]{1,40}(?:acme_)?dns [a-z]\w{1,30} ${word}`, 'gm')],
  // Sources: Cisco IOS security command reference, `crypto isakmp key`, `tacacs-server host`, `radius-server host`, `password` of a line.
  [
    ' key ',
    'password',
    pattern(String.raw`\b(?:crypto isakmp|(?:tacacs|radius)-server\b[^\n]{0,160}?) key (?:0 )?${word}`),
  ],
  ['assword 0 ', 'password', pattern(String.raw`\bpassword 0 ${word}`)],
  // What people write down for others, and options of a mapping in SQL: `with password "..."`.
  ['assword', 'password', pattern(String.raw`\bpassword:?[ \t]{1,4}["'${'`'}]([^\s"'${'`'}$]{6,128})["'${'`'}]`, 'gi')],
  [
    'assword',
    'password',
    pattern(String.raw`\bpassword[ \t]{0,4}(?:\([ \t]{0,4}|=[ \t]{0,4}N)'([^\s'$]{6,128})'`, 'gi'),
  ],
  ['PASSWORD', 'password', pattern(String.raw`\bPASSWORD[ \t]{0,4}(?:\([ \t]{0,4}|=[ \t]{0,4}N)'([^\s'$]{6,128})'`)],
];

/** Calls in code that take a credential by its place. */
const calls: readonly LinePattern[] = [
  // A name and its value: `setProperty("x.password", "...")`, `.option("password", "...")`, rows of an `INSERT`.
  ['(', '', pattern(String.raw`\(\s{0,40}["']${anyName}["']\s{0,8},\s{0,40}(?:${quoted})`)],
  // Source: Drupal, default.settings.php.
  ['hash_salt', 'secret', pattern(String.raw`\['hash_salt'\]\s{0,8}=\s{0,8}["']([^"'\s$]{16,256})["']`)],
  // Sources: PHP manual, PDO and mysqli; Java SE, DriverManager; DBI of Perl.
  [
    '(',
    'password',
    pattern(
      String.raw`\b(?:new PDO|mysqli_connect|new mysqli|getConnection|DBI->connect)\s{0,4}\(\s{0,40}["'][^"'\n]{1,400}["']\s{0,8},\s{0,40}["'][^"'\n]{0,128}["']\s{0,8},\s{0,40}["']([^"'\s$]{5,256})["']`,
    ),
  ],
  // Source: Requests, "Basic Authentication".
  [
    '(',
    'password',
    pattern(
      String.raw`\b(?:(?:[a-z]{1,10}_)?auth\s{0,4}=\s{0,4}|HTTP(?:Basic|Digest)Auth)\(\s{0,8}["'][^"'\n]{1,128}["']\s{0,4},\s{0,8}["']([^"'\s$]{5,256})["']`,
    ),
  ],
  // Source: Redis, command AUTH, as its clients call it.
  ['auth(', 'password', pattern(String.raw`[\w)](?:[.:]|->)auth\(\s{0,4}["']([^"'\s$]{5,256})["']\s{0,4}\)`)],
  // Parameters of PowerShell's registry commands; AWS CLI, `ssm put-parameter`.
  [
    '-',
    '',
    pattern(
      String.raw`-Name ["']?(?:[\w.-]{0,80}\/){0,10}${anyName}["']?[^\n|;]{0,80}? --?Value (?:${quoted}|([^\s"'$-][^\s"']{5,256}))`,
      'gi',
    ),
  ],
  // Sources: .NET, NetworkCredential and PSCredential; Java, UsernamePasswordCredentials.
  [
    'redential',
    'password',
    pattern(
      String.raw`\w{0,40}Credentials?\s{0,4}\(\s{0,8}["'][^"'\n]{1,128}["']\s{0,4},\s{0,8}["']([^"'\s$]{5,256})["']`,
    ),
  ],
  ['Bearer ', 'token', pattern(String.raw`["' :]Bearer {1,4}([\w.~+/-]{16,4096}={0,2})`)],
];

/** What no assignment is, and what holds a credential all the same. */
export const linePatterns: readonly LinePattern[] = [
  ...commands,
  ...options,
  ...written,
  ...handedOver,
  ...files,
  ...calls,
  ...codePatterns,
  ...scriptPatterns,
];
