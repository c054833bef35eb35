import type { LinePattern } from './line-patterns.ts';

const quoted = String.raw`"((?:[^"\\\n]|\\.){1,8192})"|'([^'\n]{1,8192})'`;
const bare = String.raw`((?:(?:Bearer|Basic|Token)[ ]{1,4})?[^\s;"'${'`'}]{1,8192})`;
const name = String.raw`([A-Za-z_][\w.-]{1,80})`;

const compared = new RegExp(String.raw`(?<![\w.-])${name}(?:["']\])?[ \t]{0,8}[=!]={1,2}[ \t]{0,8}(?:${quoted})`, 'gi');

/** What stands behind a word of a command: `--password x`, `mysql -px`, `curl -u user:x`, `echo "root:x" | chpasswd`, `IDENTIFIED BY 'x'`; lines of `.pgpass`, `redis.conf`, HAProxy and Fluentd, headers of a proxy. */
export const commands: readonly LinePattern[] = [
  ['--', '', new RegExp(String.raw`(?<![\w-])--${name}[ ]{1,4}(?![-$])(?:${quoted}|${bare})`, 'gi')],
  ['mysql', 'password', /\bmysql(?:dump|admin)?\b[^\n|;]{0,200}? -p["']?([^\s'"$|;-][^\s'"|;]{5,128})/g],
  ['sshpass', 'password', /\bsshpass -p ?["']?([^\s'"$|;-][^\s'"|;]{4,128})/g],
  ['curl', 'password', /\bcurl\b[^\n|;]{0,400}? (?:-u|--user) ?["']?[^\s:'"]{1,64}:([^\s'"$|;]{5,256})/g],
  ['--from-literal', '', new RegExp(`--from-literal[= ]["']?${name}=(?:${quoted}|${bare})`, 'g')],
  ['configure set', '', new RegExp(String.raw`\bconfigure set ${name} {1,4}(?:${quoted}|${bare})`, 'g')],
  ['define(', '', new RegExp(String.raw`\bdefine\(\s{0,4}["']${name}["']\s{0,4},\s{0,4}(?:${quoted})`, 'g')],
  ['IDENTIFIED', 'password', /\bIDENTIFIED\s{1,4}(?:WITH\s{1,4}\w{1,40}\s{1,4})?BY\s{1,4}["']([^"'\s]{4,128})["']/g],
  ['PASSWORD', 'password', /\bPASSWORD\s{1,4}["']([^"'\s]{4,128})["']/g],
  ['machine', 'password', /\blogin\s{1,8}\S{1,128}\s{1,8}password\s{1,8}([^\s$]\S{3,255})/g],
  // An API key of Heroku is a UUID, and stands where the password would. Source: Heroku Dev Center, "CLI authentication".
  ['machine', 'token', /\bpassword\s{1,8}([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/g],
  ['SecureString', 'password', /ConvertTo-SecureString\s{1,4}(?:-String\s{1,4})?["']([^"'$\s]{4,128})["']/g],
  [
    'login',
    'password',
    /\b(?:docker|podman|nerdctl|buildah|skopeo|oras|crane|helm registry|az|argocd|oc) login\b[^\n|;]{0,200}? (?:-p|--password) ?["']?([^\s'"$|;-][^\s'"|;]{4,256})/g,
  ],
  [
    '-stdin',
    'password',
    /\becho (?:-n )?["']?([^\s'"$|;]{6,512})["']? ?\| ?(?:sudo )?[a-z][^\n|;]{0,200} --password-stdin\b/g,
  ],
  ['--with-token', 'token', /\becho (?:-n )?["']?([^\s'"$|;]{6,512})["']? ?\| ?gh auth login --with-token\b/g],
  ['redis-cli', 'password', /\bredis-cli\b[^\n|;]{0,200}? -a ?["']?([^\s'"$|;-][^\s'"|;]{4,256})/g],
  ['net use ', 'password', /\bnet use [^\n]{1,200} \/user:\S{1,128} ["']?([^\s"'$|;/*%][^\s"'|;]{4,128})/g],
  [
    'rabbitmqctl',
    'password',
    /\brabbitmqctl (?:-\S{1,80} )?(?:add_user|change_password) [\w.@-]{1,64} ["']?([^\s"'$|;-][^\s"'|;]{4,128})/g,
  ],
  // Network devices. Sources: Cisco IOS, "Security Command Reference"; Junos, "pre-shared-key".
  ['snmp-server', 'password', /\bsnmp-server community {1,4}([^\s"'$]{6,64})/g],
  [
    'username ',
    'password',
    /\busername {1,4}\S{1,64}(?: privilege \d{1,2})? (?:secret|password)(?: \d)? {1,4}(\S{6,128})/g,
  ],
  ['ascii-text', 'password', /\bascii-text {1,4}"([^"\s]{6,256})"/g],
  ['net user', 'password', /\bnet user [\w.-]{1,64} ["']?([^\s'"$|;/*%][^\s'"|;]{4,128})/g],
  [':5432:', 'password', /^[^\s:]{1,253}:(?:5432|\*):[^\s:]{1,63}:[^\s:]{1,63}:([^\s:$]{4,128})$/gm],
  [
    'uthorization',
    'token',
    /\b(?:Proxy-)?Authorization["']? {1,4}["'](?:Bearer|Basic|Token) {1,4}([^"'\s$]{8,1024})["']/gi,
  ],
  [
    'pass',
    'password',
    /(?:^|[ \t])(?:insecure-password|password|passwd|requirepass|masterauth)[ \t]{1,8}["']?((?=[^\s"']{0,128}\d)[^\s"']{6,128})["']?[ \t]*$/gm,
  ],
  // Parameters of PowerShell. Source: about_Parameters.
  [' -', '', new RegExp(String.raw`(?<=\s)-${name}(?: {1,4}|:)(?![-$@(])(?:${quoted}|${bare})`, 'gi')],
  // Source: ipsec.secrets(5) of strongSwan.
  [': PSK', 'password', /: {1,4}PSK {1,4}"([^"\s]{6,256})"/g],
  // Headers that proxies add. Sources: ngx_http_proxy_module, `proxy_set_header`; Apache mod_headers; HAProxy, `http-request set-header`.
  [
    'eader',
    '',
    new RegExp(
      String.raw`\b(?:proxy_set_header|grpc_set_header|add_header|(?:set|add)-header|RequestHeader {1,4}(?:set|add))[ \t]{1,8}["']?([A-Za-z][\w-]{1,80})["']?[ \t]{1,8}(?:${quoted}|${bare})`,
      'g',
    ),
  ],
  // A type between name and value. Sources: PEP 526; TypeScript, Kotlin and Swift write them so too.
  [
    ': ',
    '',
    new RegExp(
      String.raw`(?<![\w.-])${name}:[ \t]{1,4}[A-Za-z][\w.[\]|?]{0,40}[ \t]{0,4}=[ \t]{0,4}(?:${quoted})`,
      'g',
    ),
  ],
  // What a request is held against: VCL of Fastly, expressions of Cloud Armor, code.
  ['==', '', compared],
  ['!=', '', compared],
  // Source: Vault CLI, "AppRole auth method".
  ['approle', 'token', /\bapprole\b[^\n]{0,200}? secret_id=["']?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/g],
  // Source: openssl-passphrase-options(1); openssl-enc(1).
  [
    'openssl',
    'password',
    /\bopenssl\b[^\n|;]{0,400}? (?:-k|-pass(?:in|out)? pass:) ?["']?([^\s'"$|;-][^\s'"|;]{5,256})/g,
  ],
  // Source: gh secret set, manual of GitHub CLI.
  ['gh secret set', 'secret', /\bgh secret set\b[^\n|;]{0,200}? (?:-b|--body)[ =]["']?([^\s'"$|;-][^\s'"|;]{5,4096})/g],
  // Source: RFC 6750.
  ['Bearer ', 'token', /\bBearer {1,4}([\w.~+/-]{16,4096}={0,2})(?![\w+/=])/g],
  // Source: ssh-keygen(1).
  ['ssh-keygen', 'password', /\bssh-keygen\b[^\n|;]{0,200}? -[NP] ?["']?([^\s'"$|;-][^\s'"|;]{4,256})/g],
  // Source: RFC 7617.
  ['Basic ', 'authorization', /\bBasic {1,4}([A-Za-z0-9+/]{8,1024}={0,2})(?![\w+/=])/g],
  // Source: snmpd.conf(5) of Net-SNMP, `createUser`.
  [
    'createUser',
    'password',
    /\bcreateUser {1,4}(?:-e {1,4}\S{1,64} {1,4})?\S{1,64} {1,4}(?:MD5|SHA(?:-\d{3})?) {1,4}["']?([^\s"'$]{8,128})/g,
  ],
  // Sources: PgBouncer, "Authentication file format"; pppd(8), "Authentication".
  ['" "', 'password', /^"[^"\n]{1,64}" "([^"\n]{6,128})"/gm],
  [
    '"',
    'password',
    /^(?:[\w.@*-]{1,128}|"[^"\n]{1,128}")[ \t]{1,8}(?:\*|[\w.-]{1,128})[ \t]{1,8}"([^"\s]{6,128})"(?:[ \t]{1,8}[*\d./-]{1,40})?[ \t]*$/gm,
  ],
  ['bindpw', 'password', /^[ \t]{0,8}bindpw[ \t]{1,8}["']?([^\s"']{5,128})/gm],
  // Source: htpasswd(1) of Apache, the file's format.
  [':$', 'password', /^[\w.@-]{1,64}:(\$(?:apr1|2[aby]?|[156y])\$[^\s:]{10,256})/gm],
  ['chpasswd', 'password', /["'\s][a-z_][\w-]{0,31}:([^\s"':$]{5,128})["']?\s{0,4}\|\s{0,4}(?:sudo )?chpasswd/g],
];
