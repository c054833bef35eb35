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
    ['Splunk', `curl https://splunk:8088 -H "Authorization: Splunk ${uuid}" -d x\n`],
  ])('%s', (_name, text) => {
    expect(isFound(text)).toBe(true);
  });

  test.each([
    ['a command in a list', `test: ["CMD", "ssh", "-p2222", "-l", "ops"]\n`],
    ['a short option', `runcmd:\n  - [ mkdir, -p, /srv/app1, "/opt/app2" ]\n`],
    ['FreeRADIUS', 'client switch {\n  ipaddr = 10.0.0.0/24\n  secret = $ENV{RADIUS1}\n}\n'],
    ['a mount', 'mount -t cifs //a/b /mnt -o username=svc,password=$SMB_PASSWORD,vers=3.0\n'],
    ['a user in chpasswd', '#cloud-config\nchpasswd:\n  list: |\n    root:@ROOT_PASSWORD@\n'],
    ['sed', 'sed -i "s|^DB_PASSWORD=.*|DB_PASSWORD=$DB_PASSWORD|" .env\n'],
    ['a cmdlet', '$pw = (Get-SSMParameterValue -Name /ad/join1 -WithDecryption $true).Value\n'],
    ['usage', 'echo "Usage: $0 --user NAME --password PASSWORD1 --token TOKEN1"\n'],
    ['DSN', `SENTRY=https://${random.hex(32)}@o1.ingest.sentry.io/2\n`],
    ['two lines', '#!/bin/sh\ncat > /etc/auth.txt <<EOF\nuser\n$PASSWORD1\nEOF\n'],
  ])('%s without a secret', (_name, text) => {
    expect(isFound(text)).toBe(false);
  });
});
