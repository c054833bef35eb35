import { describe, expect, test } from 'vitest';
import { Budget } from '../../../../src/scanners/secrets/carriers/budget.ts';
import { loadKnownLines } from '../../../../src/scanners/secrets/carriers/known-lines.ts';
import { searchCarrier } from '../../../../src/scanners/secrets/carriers/search.ts';
import { Random } from '../../../support/random.ts';

await loadKnownLines();

// How scripts and programs hand over a credential: found with one, passed over with what stands for one.

const random = new Random(34);
const secret = `q7${random.token(22)}`;
const chosen = ['Harbor', '4821', 'willow'].join('.');
const uuid = ['fa7f35e3', '173c', '4842', 'a740', '496eb184dfbe'].join('-');
const salt = `${random.token(12)}!@ #%^${random.token(16)}&*()-_ =+${random.token(12)}~|?`;

function isFound(text: string): boolean {
  return searchCarrier(text, true, { budget: new Budget(1 << 20), own: null }) !== null;
}

const script = (line: string) => `#!/bin/sh\nset -e\n${line}\nexit 0\n`;

describe.each([
  // biome-ignore lint/suspicious/noTemplateCurlyInString: of a shell
  ['DB_PASSWORD=${DB_PASSWORD:-SECRET}'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: of a shell
  ['export API_TOKEN="${API_TOKEN:=SECRET}"'],
  ['sed -i "s/^# requirepass .*/requirepass SECRET/" /etc/redis/redis.conf'],
  ["sed -i 's|api_key:.*|api_key: SECRET|' /etc/agent.yaml"],
  ["printf 'DB_HOST=%s\\nDB_PASS=%s\\n' 'db.internal' 'SECRET' > /opt/app/.env"],
  ['echo "token=\\"SECRET\\"" > /etc/agent.cfg'],
  ['echo -e "root:SECRET\\nubuntu:!" | sudo chpasswd'],
  ['echo -e "SECRET\\nSECRET" | passwd root'],
  ['(echo "SECRET"; echo "SECRET") | smbpasswd -s -a backup'],
  ['printf "SECRET\\nSECRET" | /usr/share/elasticsearch/bin/elasticsearch-keystore add -x bootstrap.password'],
  ['echo -n "SECRET" | docker secret create db -'],
  ['echo "phpmyadmin phpmyadmin/mysql/app-pass password SECRET" | debconf-set-selections'],
  ['aws ssm put-parameter --name /app/db --type SecureString --value "SECRET" --overwrite'],
  ['Set-LocalUser ops -Password (ConvertTo-SecureString -AsPlainText "SECRET" -Force)'],
  ['Set-ItemProperty $reg "DefaultPassword" -Value "SECRET" -Type String'],
  ['expect -c "spawn ssh h; expect password; send \\"SECRET\\r\\"; interact"'],
  ['usermod -p $(openssl passwd -1 SECRET) ubuntu'],
  ['usermod -p $(mkpasswd -m sha-512 SECRET) ubuntu'],
  ['htpasswd -b -c /etc/nginx/.htpasswd admin SECRET'],
  ['htpasswd -nbB admin SECRET'],
  ['/usr/share/elasticsearch/bin/elasticsearch-users useradd ops -p SECRET -r superuser'],
  ['./bin/nifi.sh set-single-user-credentials admin SECRET'],
  ['bundle config set --global gems.internal.example ci:SECRET'],
  ['pro attach SECRET'],
  ['SUSEConnect -r SECRET -e ops@example.com'],
  ['vault operator unseal SECRET'],
  ['cloudflared service install eyJSECRET'],
  ['sentinelctl management token set SECRET'],
  ['sed -i "s/xxx/SECRETSECRET/g" /etc/buildkite-agent/buildkite-agent.cfg'],
  ['git clone https://SECRET@github.com/acme/app.git /srv/app'],
  ['subscription-manager register --org 1 --activationkey=SECRET'],
  ['echo "SECRET" > /etc/wireguard/psk.key'],
  ['docker login ghcr.io -u bot --password-stdin <<< "SECRET"'],
  ['sudo tee /etc/app/secret_key <<< "SECRET" >/dev/null'],
  ['restic -r /srv --password-file <(echo SECRET) backup /etc'],
  ['yq -i \'.auth.password = "SECRET"\' /opt/app/values.yaml'],
  ['export EASYRSA_PASSIN=pass:SECRET'],
  ['zkCli.sh -server zk:2181 addauth digest super:SECRET'],
  ['redis-cli ACL SETUSER app on ">SECRET" allkeys +@all'],
  ['ALTER USER system IDENTIFIED BY SECRET;'],
  ['ipa-client-install -U -p admin -w SECRET --force-join'],
  ['swift -A https://auth/v1.0 -U acme:ops -K SECRET upload bk a'],
  ["caddy hash-password --plaintext 'SECRET'"],
  ['mosquitto_passwd -b /etc/mosquitto/passwd sensor SECRET'],
  ['az keyvault secret set --vault-name kv --name db --value "SECRET"'],
  ['poetry config http-basic.acme ci SECRET'],
  ['composer config -g github-oauth.github.com SECRET'],
  ['cargo login SECRET'],
  ['steamcmd +login acmebot SECRET +quit'],
  ['nessuscli agent link --key=SECRET --cloud'],
  ['gitlab-runner register -n -u https://gitlab.com -r SECRET --executor shell'],
  ['PsExec64.exe -u CORP\\svc -p SECRET cmd /c whoami'],
  ['echo "vpnuser * SECRET *" >> /etc/ppp/chap-secrets'],
  ['acl valid_key req.hdr(x-api-key) -m str SECRET'],
  ['tcp-check send AUTH\\ SECRET\\r\\n'],
  ['usermod -p "$(python3 -c \'import crypt; print(crypt.crypt("SECRET"))\')" ubuntu'],
  ['yes "SECRET" | passwd ubuntu'],
  ['sed -i "s~__DB_PASS__~SECRET~g" /srv/app/settings.ini'],
])('%s', (line) => {
  test('is found with a secret, and passed over with a variable', () => {
    expect(isFound(script(line.replaceAll('SECRET', secret)))).toBe(true);
    expect(isFound(script(line.replaceAll('SECRET', '$PASSWORD')))).toBe(false);
  });
});

describe('code', () => {
  test.each([
    `const secret = process.env.SESSION_SECRET || "${secret}";`,
    `const key = process.env['API_KEY'] ?? '${secret}'`,
    `token = os.getenv('API_TOKEN') or '${secret}'`,
    `config.setUsername("app");\nconfig.setPassword("${chosen}");`,
    `Client.builder().apiKey("${secret}").build()`,
    `s.login("robot@example.com", "${chosen}")`,
    `realm.createAccount('admin', '${chosen}')`,
    `req.SetBasicAuth("svc", "${chosen}")`,
    `jwt.sign({ sub: user.id }, "${secret}", { expiresIn: "1h" })`,
    `crypto.createHmac('sha256', '${secret}')`,
    `if (e.request.headers.get('x-auth-token') !== '${secret}') return deny();`,
    `const DB_PASSWORD: &'static str = "${chosen}";`,
    `define('AUTH_KEY', '${salt}');`,
    `SECRET = b"${secret}"`,
    `var jwtKey = []byte("${secret}")`,
    `auth := smtp.PlainAuth("", "robot@example.com", "${chosen}", "smtp.example.com")`,
    `curl_setopt($ch, CURLOPT_USERPWD, 'svc:${chosen}');`,
    `Jwts.builder().signWith(SignatureAlgorithm.HS256, "${secret}").compact();`,
    `[{app, [{db_password, "${chosen}"}, {port, 8080}]}].`,
    `$redis->auth('${secret}');`,
    `es = Elasticsearch(["https://es"], http_auth=("elastic", "${chosen}"))`,
  ])('%s', (line) => {
    expect(isFound(`// a\n${line}\n`)).toBe(true);
  });

  test.each([
    'const secret = process.env.SESSION_SECRET || "";',
    "const key = process.env.API_KEY ?? 'your-api-key'",
    'config.setPassword(System.getenv("DB_PASSWORD1"));',
    'props.getPassword("db1.pw");',
    'secrets.get_token("app/db1")',
    'fields.password("Your password")',
    's.login("user", password1)',
    't("login", "Log in to 2 places")',
    'jwt.verify(token, publicKey1, { algorithms: ["RS256"] })',
    "crypto.createHash('sha256').update('x1')",
    "if (e.request.headers.get('x-auth-token') !== expected1) return deny();",
    'const DB_PASSWORD: &str = env!("DB_PASSWORD1");',
    "auth.login('google', 'popup1')",
    'var jwtKey = []byte(os.Getenv("JWT_KEY1"))',
    'auth := smtp.PlainAuth("", user, os.Getenv("SMTP_PW1"), host)',
    "curl_setopt($ch, CURLOPT_USERPWD, $user1 . ':' . $pw1);",
    '[{app, [{db_password, {env, "DB_PASSWORD1"}}]}].',
    "define('AUTH_KEY', 'put your unique phrase here');",
  ])('%s is none', (line) => {
    expect(isFound(`// a\n${line}\n`)).toBe(false);
  });
});

describe('files', () => {
  test.each([
    ['a command in a list', `test: ["CMD", "mysqladmin", "ping", "-uroot", "-p${secret}"]\n`],
    [
      'a command of cloud-init',
      `#cloud-config\nruncmd:\n  - [ docker, login, -u, ci, -p, "${secret}", reg.internal ]\n`,
    ],
    ['FreeRADIUS', `client switch {\n  ipaddr = 10.0.0.0/24\n  secret = ${chosen}\n}\n`],
    ['Kibana', `server.name: k\nxpack.encryptedSavedObjects.encryptionKey: ${random.hex(32)}\n`],
    ['Honeycomb', `headers:\n  x-honeycomb-team: ${secret}\n`],
    ['OpenVPN', `#!/bin/sh\ncat > /etc/openvpn/auth.txt <<EOF\nuser\n${chosen}\nEOF\n`],
    [
      'a default in YAML',
      `services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:-${chosen}}\n`,
    ],
    ['a default of Spring', `spring:\n  datasource:\n    password: \${DB_PASSWORD:${secret}}\n`],
    ['a map of nginx', `map $http_x_api_key $ok {\n  default 0;\n  "${secret}" 1;\n}\n`],
    ['backticks of Gitea', `[mailer]\nUSER = robot\nPASSWD = \`${chosen}\`\n`],
    ['Discord', `#!/bin/sh\ncurl -d x https://discord.com/api/webhooks/123456789012345678/${random.token(68)}\n`],
    ['Consul', `consul acl set-agent-token agent "${uuid}"\n`],
    ['kubeadm', `kubeadm join 10.0.0.1:6443 --control-plane --certificate-key ${random.hex(64)}\n`],
    ['tokens of Consul', `acl {\n  enabled = true\n  tokens {\n    agent = "${uuid}"\n  }\n}\n`],
    ['a key file of MongoDB', `cat > /etc/mongo-keyfile <<EOF\n${secret}\nEOF\n`],
    ['Splunk', `curl https://splunk:8088 -H "Authorization: Splunk ${uuid}" -d x\n`],
  ])('%s', (_name, text) => {
    expect(isFound(text)).toBe(true);
  });

  test.each([
    ['a command in a list', `test: ["CMD", "ssh", "-p2222", "-l", "ops"]\n`],
    ['a short option', `runcmd:\n  - [ mkdir, -p, /srv/app1, "/opt/app2" ]\n`],
    ['FreeRADIUS', 'client switch {\n  ipaddr = 10.0.0.0/24\n  secret = $ENV{RADIUS1}\n}\n'],
    ['Consul', 'consul acl set-agent-token agent "$AGENT_TOKEN1"\n'],
    ['kubeadm', 'kubeadm join 10.0.0.1:6443 --control-plane --certificate-key $CERTIFICATE_KEY1\n'],
    ['tokens of Consul', 'acl {\n  tokens {\n    agent = "$AGENT_TOKEN1"\n  }\n}\n'],
    ['a key file of MongoDB', 'cat > /etc/mongo-keyfile <<EOF\n$KEY1\nEOF\n'],
    ['a mount', 'mount -t cifs //a/b /mnt -o username=svc,password=$SMB_PASSWORD,vers=3.0\n'],
    ['a user in chpasswd', '#cloud-config\nchpasswd:\n  list: |\n    root:@ROOT_PASSWORD@\n'],
    ['sed', 'sed -i "s|^DB_PASSWORD=.*|DB_PASSWORD=$DB_PASSWORD|" .env\n'],
    ['a cmdlet', '$pw = (Get-SSMParameterValue -Name /ad/join1 -WithDecryption $true).Value\n'],
    ['usage', 'echo "Usage: $0 --user NAME --password PASSWORD1 --token TOKEN1"\n'],
    ['DSN', `SENTRY=https://${random.hex(32)}@o1.ingest.sentry.io/2\n`],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: of Docker Compose
    ['a default that is a message', 'db:\n  POSTGRES_PASSWORD: ${DB_PASSWORD:?set DB_PASSWORD1}\n'],
    ['a line of settings for sed', 'sed -i "s/token_ttl=.*/token_ttl=3600s/" a.conf\n'],
    ['a machine', 'echo "machine a.internal login ci password $DB_PASSWORD" > /etc/apt/auth.conf.d/a\n'],
    ['two lines', '#!/bin/sh\ncat > /etc/auth.txt <<EOF\nuser\n$PASSWORD1\nEOF\n'],
  ])('%s without a secret', (_name, text) => {
    expect(isFound(text)).toBe(false);
  });
});
