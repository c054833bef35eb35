import type { LinePattern } from './line-patterns.ts';
import { anyName, option, pattern, quoted, word } from './pattern-parts.ts';

/** What `echo`, `printf` or a group of them puts out, and the command that takes it for a password. */
const handed = String.raw`\b(?:echo|printf|yes)(?: -[neE]{1,3}| ["']%s(?:\\n)?["'])? ${word}["']? ?\)? ?\| ?(?:sudo )?(?:[\w./-]{1,100}\/)?`;

/** Of a token by itself: nothing that a person would write. */
const random = String.raw`["']?((?=[^\s'"]{0,256}\d)(?=[^\s'"]{0,256}[A-Za-z])[^\s'"${'`'}$|;<>(){}-][^\s'"${'`'}|;<>]{11,1024})["']?`;

const escapes = String.raw`\\{1,3}`;

function replaced(command: string, sign: string): LinePattern {
  return [
    command,
    'line',
    pattern(String.raw`\bs[${sign}][^\n${sign}]{1,300}[${sign}]([^\n${sign}]{6,1024})[${sign}]`),
  ];
}

/** How scripts hand a credential to a command or to a file, by the manuals of shells and of what installs things. */
export const scriptPatterns: readonly LinePattern[] = [
  // What stands in for a variable that is not set. Source: POSIX shell, "Parameter Expansion"; Docker Compose interpolates so too.
  ['${', '', pattern(String.raw`\$\{${anyName}:?[-=:](?![?+])(?:${quoted}|([^\s"'${'`'}${'$'}{}]{6,512}))["']?\}`)],
  // What `sed` puts in a line is a line itself: `s/^password=.*/password=.../`. Sources: sed(1), `s`; perlop, `s///`.
  ...['sed ', 'perl '].flatMap((command) => ['/', '|', '#', ',', '@', '~', '!'].map((sign) => replaced(command, sign))),
  // The last name of a format takes the last value. Source: POSIX, `printf`.
  [
    'printf',
    '',
    pattern(
      String.raw`\bprintf ["'][^"'\n]{0,400}?${anyName}=["\\]{0,2}%s["\\]{0,2}(?:\\n)?["'](?: [^\n|;>]{1,300}?)? (?:${quoted}|([^\s"'$|;>]{6,512})) ?(?:[>|]|$)`,
      'gm',
    ),
  ],
  // A text within a text: `echo "token=\"...\""`, `"set password \"...\""`.
  [
    '\\"',
    '',
    pattern(
      String.raw`(?<![\w.-])${anyName}(?:${escapes}")?[ \t]{0,4}[=:][ \t]{0,4}${escapes}"([^"\\\n]{1,1024})${escapes}"`,
    ),
  ],
  ['\\"', '', pattern(String.raw`(?<![\w.-])${anyName} ${escapes}"([^"\\\n]{6,1024})${escapes}"`)],
  // Sources: chpasswd(8), more lines than one; passwd(1), which asks twice.
  [
    'chpasswd',
    'password',
    pattern(
      String.raw`["'\s][a-z_][\w-]{0,31}:([^\s"':$\\]{5,128})\\n[^"'\n]{0,400}["']\s{0,4}\|\s{0,4}(?:sudo )?chpasswd`,
    ),
  ],
  [
    '|',
    'password',
    pattern(
      String.raw`\b(?:echo|printf)(?: -[neE]{1,3})? ["']([^\s'"${'`'}$|;<>()\\-][^\s'"${'`'}|;<>\\]{4,128})\\n[^"'\n]{0,400}["'] ?\)? ?\| ?(?:sudo )?(?:[\w./-]{1,100}\/)?(?:passwd|smbpasswd|vncpasswd|adduser|mysql_secure_installation|elasticsearch-\w)`,
    ),
  ],
  [
    '|',
    'password',
    pattern(
      `${handed}${String.raw`(?:elasticsearch-keystore add|saslpasswd2|kibana-keystore add|logstash-keystore add|filebeat keystore add|passwd\b|smbpasswd|pdbedit|(?:docker|podman) secret create|wrangler secret put|(?:flyctl|fly|heroku|gh|gcloud) secrets? |gcloud secrets versions add|openconnect|pass insert|security unlock-keychain|doveadm pw|chage|ansible-vault|gpg |openssl enc|rclone obscure|kadmin)`}`,
    ),
  ],
  // Source: debconf-set-selections(1): owner, question, type, value.
  [
    '/',
    'password',
    pattern(String.raw`[\w.-]{1,60}[ \t]{1,4}[\w.-]{1,60}\/[\w./-]{1,100}[ \t]{1,4}password[ \t]{1,4}${word}`),
  ],
  // Source: AWS CLI, `ssm put-parameter`.
  [
    'SecureString',
    'password',
    pattern(String.raw`\bput-parameter\b(?=[^\n|;]{0,600}SecureString)[^\n|;]{0,600}? --value[ =]${word}`),
  ],
  // Source: PowerShell, ConvertTo-SecureString and Set-ItemProperty, whose parameters stand in any order.
  [
    'SecureString',
    'password',
    pattern(
      String.raw`ConvertTo-SecureString\s{1,4}(?:-(?:String|AsPlainText|Force)\s{1,4}){1,3}["']([^"'$\s]{4,128})["']`,
      'gi',
    ),
  ],
  [
    'ItemProperty',
    '',
    pattern(
      String.raw`\b(?:Set|New)-ItemProperty\b[^\n|;]{0,300}? ["']?${anyName}["']? [^\n|;]{0,80}?-Value (?:${quoted})`,
      'gi',
    ),
  ],
  // Source: expect(1), in a shell's quotes.
  [
    'send ',
    'password',
    pattern(String.raw`(?:assword|assphrase)[^\n]{0,80}?send (?:-- )?\\{1,3}"([^"'$\s\\]{4,128})\\{1,3}[rn]`, 'gi'),
  ],
  // Sources: openssl-passwd(1); mkpasswd(1) of whois.
  [
    'passwd ',
    'password',
    pattern(
      String.raw`\b(?:openssl passwd|mkpasswd) (?:-(?:salt|in|m|-method[ =]|S) ?\S{1,64} |--?(?!(?:salt|in|m|S|method) )\w{1,12}(?:=\S{1,32})? ){0,4}${word}`,
    ),
  ],
  // Source: htpasswd(1): options by themselves, the file, the user, the password.
  [
    'htpasswd',
    'password',
    pattern(
      String.raw`\bhtpasswd (?=[^\n|;]{0,40}-[a-zA-Z]{0,6}b)(?:-[a-zA-Z]{1,8} (?:\d{1,2} )?){1,5}(?:[^\s'"-][^\s'"]{0,200} )?\w[\w.@-]{0,63} ${word}`,
    ),
  ],
  // Sources: Elasticsearch, `elasticsearch-users`; other commands that make a user.
  option(
    '-p ',
    String.raw`(?:[\w-]{0,30}users|user|users) (?:useradd|add|create|passwd)|(?:add|create)[-_ ]?user`,
    '(?:-p|--pass) ',
  ),
  // Source: NiFi, "Toolkit guide", `set-single-user-credentials`; any command that sets the credentials of a user.
  ['credentials ', 'password', pattern(String.raw`\b[\w-]{1,40}-credentials [\w.@-]{1,64} ${word}`)],
  // Source: Bundler, `bundle config`, "Credentials for gem sources".
  [
    'bundle config',
    'password',
    pattern(String.raw`\bbundle config\b[^\n|;]{0,80}? [\w-]{1,63}(?:\.[\w-]{1,63}){1,8} ["']?[\w.@-]{1,64}:${word}`),
  ],
  // Sources: Ubuntu Pro client, `pro attach`; SUSEConnect(8); Vault CLI, `operator unseal`; cloudflared, `service install`; SentinelOne, `management token set`.
  ['attach ', 'token', pattern(String.raw`\b(?:pro|ua|ubuntu-advantage) attach ${random}`)],
  ['SUSEConnect', 'token', pattern(String.raw`\bSUSEConnect\b[^\n|;]{0,120}? (?:-r|--regcode)[ =]${random}`)],
  ['unseal ', 'token', pattern(String.raw`\b(?:vault|bao) operator unseal ${random}`)],
  ['service install ', 'token', pattern(String.raw`\bcloudflared service install ${random}`)],
  ['token ', 'token', pattern(String.raw`\btoken (?:set|add|create) ${random}`)],
  // Source: Buildkite agent, installation on Ubuntu.
  [
    'buildkite',
    'token',
    pattern(String.raw`\bs[/|][^\n/|]{0,40}[/|]([\w-]{20,128})[/|]g?["'] \S{0,80}buildkite-agent\.cfg`),
  ],
  // Sources: Splunk, "Use the HTTP Event Collector"; Opsgenie, "Authentication". Both give UUIDs.
  [
    'uthorization',
    'token',
    pattern(String.raw`\b(?:Splunk|GenieKey) {1,4}([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b`, 'gi'),
  ],
  // A user of a repository that is a token. Source: GitHub and GitLab, "clone with a token".
  [
    '@',
    'token',
    pattern(
      String.raw`\bhttps?:\/\/([\w-]{20,200})@(?:[\w-]{1,63}\.){0,4}(?:github|gitlab|bitbucket|gitea|git|visualstudio|azure)\.[\w.-]{2,40}\/`,
    ),
  ],
  // Source: FreeRADIUS, clients.conf.
  [
    'client ',
    'shared secret',
    pattern(String.raw`^[ \t]{0,16}client \S{1,128} \{[^}]{0,400}?\bsecret[ \t]{0,8}=[ \t]{0,8}${word}`, 'gm'),
  ],
  // Sources: Bash manual, "Here Strings"; docker login.
  ['<<<', 'password', pattern(`--password-stdin <<< ?${word}`)],
  [
    '<<<',
    '',
    pattern(
      String.raw`(?:\btee|\/dev\/stdin) (?:-a )?(?:[^\s"'<>|&;/]{0,80}\/){0,12}${anyName} <<< ?(?:${quoted}|([^\s"'$]{6,512}))`,
    ),
  ],
  ['<(echo', 'password', pattern(String.raw`-file[= ]<\(echo (?:-n )?${word}`)],
  // Sources: manuals of jq and yq, assignment.
  ['=', '', pattern(String.raw`\b(?:jq|yq)\b[^\n]{0,200}?\.${anyName} ?\|?= ?(?:${quoted})`)],
  // Source: openssl-passphrase-options(1), as variables and other programs take it.
  ['pass:', 'password', pattern(`[= "']pass:${word}`)],
  // Sources: ZooKeeper, "ACL permissions", addauth; Redis, ACL SETUSER; Oracle, CREATE USER, without quotes.
  ['addauth', 'password', pattern(String.raw`\baddauth digest [\w.-]{1,64}:${word}`)],
  ['SETUSER', 'password', pattern(String.raw`\bSETUSER \S{1,64} [^\n|]{0,100}?>([^\s"'$]{6,256})`, 'gi')],
  [
    'IDENTIFIED',
    'password',
    pattern(String.raw`\bIDENTIFIED BY ((?=[\w#$]{0,64}\d)[A-Za-z][\w#$.!-]{5,64})(?:[ ;]|$)`, 'gm'),
  ],
  // Sources: manuals of FreeIPA, `ipa-client-install`; of Swift, `swift`; of Caddy, `hash-password`; mosquitto_passwd(1).
  option('-w ', String.raw`ipa-[\w-]{1,40}`, '-w '),
  option('-K ', 'swift', '-K '),
  option('hash-password', 'hash-password', '(?:-p|--plaintext) '),
  ['mosquitto_passwd', 'password', pattern(String.raw`\bmosquitto_passwd -\w{0,4}b \S{1,200} \S{1,64} ${word}`)],
  // Source: Azure CLI, `keyvault secret set`.
  ['secret set', 'password', pattern(String.raw`\bkeyvault secret set\b[^\n|;]{0,300}? --value[ =]${word}`)],
  // Sources: manuals of Composer and Poetry, `config`.
  [
    'config',
    'password',
    pattern(
      String.raw`\b(?:composer|poetry) config\b[^\n|;]{0,60}? (?:http-basic\.\S{1,100} \S{1,64}|[\w-]{0,40}(?:oauth|token)\.\S{1,100}) ${word}`,
    ),
  ],
  // Commands whose login is a token. Sources: the Cargo book, `cargo login`; manuals of W&B, Snyk, Pulumi and others.
  [
    ' ',
    'token',
    pattern(
      String.raw`\b(?:cargo|wandb|npm|vercel|snyk|netlify|pulumi|supabase|huggingface-cli|ngrok) (?:login|auth|authtoken) ${random}`,
    ),
  ],
  ['+login', 'password', pattern(String.raw`\+login [\w.@-]{1,64} ${word}`)],
  // Sources: Nessus CLI, `agent link`; kubeadm join, `--certificate-key`; GitLab Runner, `register`.
  [
    '--key',
    'token',
    pattern(
      String.raw`\b(?:link|register|activate|enroll|join|claim)\b[^\n|;]{0,200}? --key[ =]["']?([\w-]{20,200})(?=["'\s]|$)`,
    ),
  ],
  ['--certificate-key', 'private key', pattern(String.raw`--certificate-key[ =]([0-9a-f]{64})\b`)],
  ['gitlab-runner', 'token', pattern(String.raw`\bgitlab-runner register\b[^\n|;]{0,300}? -[rt] ${random}`)],
  // Source: Consul CLI, `acl set-agent-token`, of older versions and newer ones.
  [
    'set-agent-token',
    'token',
    pattern(String.raw`\bset-agent-token [\w-]{1,30} ["']?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b`),
  ],
  // Source: PsExec and other tools of Windows, a user with its domain.
  ['-p ', 'password', pattern(String.raw`-u ["']?[\w.-]{1,64}\\{1,2}[\w.$-]{1,64}["']? -p ${word}`)],
  // Sources: pppd(8), "Authentication", without quotes; HAProxy, ACLs on headers and `tcp-check send`; nginx, `map`.
  [
    ' *',
    'password',
    pattern(
      String.raw`(?:^|["'])[\w.@*-]{1,64}[ \t]{1,8}(?:\*|[\w-]{1,32})[ \t]{1,8}["']?((?=[^\s"*]{0,128}\d)[^\s"'*$]{6,128})["']?[ \t]{1,8}\*(?:["'\s]|$)`,
      'gm',
    ),
  ],
  ['hdr(', '', pattern(String.raw`\bhdr\(${anyName}\)(?: -[a-z]{1,2}(?: str)?){0,3} (?:${quoted}|([^\s"'$]{12,512}))`)],
  ['AUTH', 'password', pattern(String.raw`\bsend ["']?AUTH\\? ([^\s"'$\\]{6,256})`)],
  [
    'map $',
    '',
    pattern(
      String.raw`\bmap \$(?:http|arg|cookie)_${anyName} \$\w{1,60} \{[^}]{0,200}?["']([^"'\s$~]{16,512})["'][ \t]{1,8}[^\s;]{1,20};`,
    ),
  ],
  // Source: Gitea, "Configuration cheat sheet", values in backticks.
  ['`', '', pattern(String.raw`^[ \t]{0,8}${anyName}[ \t]{0,8}=[ \t]{0,8}${'`'}([^${'`'}\n$]{6,512})${'`'}`, 'gm')],
  // Source: Discord, "Webhook resource".
  ['/webhooks/', 'token', pattern(String.raw`\bdiscord(?:app)?\.com\/api\/webhooks\/\d{17,20}\/([\w-]{60,80})`)],
];
