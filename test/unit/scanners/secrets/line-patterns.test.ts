import { describe, expect, test } from 'vitest';
import { Budget } from '../../../../src/scanners/secrets/carriers/budget.ts';
import { loadKnownLines } from '../../../../src/scanners/secrets/carriers/known-lines.ts';
import { searchCarrier } from '../../../../src/scanners/secrets/carriers/search.ts';
import { Random } from '../../../support/random.ts';

await loadKnownLines();

// What stands behind a word of a command or of a file, found with a password in it and passed over with a variable.

const random = new Random(21);
const secret = random.token(20);
const chosen = ['Harbor', '4821', 'willow'].join('.');

function pathIn(text: string): string | null {
  return searchCarrier(text, true, { budget: new Budget(1 << 20), own: null })?.path ?? null;
}

const script = (line: string) => `#!/bin/sh\nset -e\n${line}\nexit 0\n`;

describe.each([
  ['mysql -h db -u root -p\'SECRET\' -e "show databases"'],
  ['mongosh --host db -u root -p SECRET --authenticationDatabase admin'],
  ['/usr/lib/nagios/plugins/check_mysql -H db -u check -p SECRET'],
  ['ldapsearch -x -H ldap://ldap -D cn=admin,dc=example -w SECRET -b dc=example'],
  ["sqlcmd -S db -U sa -P 'SECRET' -Q 'select 1'"],
  ['ipmitool -I lanplus -H 10.0.0.1 -U ADMIN -P SECRET power status'],
  ['mosquitto_pub -h mq -u site -P SECRET -t a -m 1'],
  ['snmpwalk -v2c -c SECRET 10.0.0.1 sysDescr'],
  ['snmpget -v3 -u mon -l authPriv -a SHA -A SECRET 10.0.0.1 sysUpTime.0'],
  ['lftp -u feed,SECRET -e "mirror /in; quit" ftp.example.org'],
  ["smbclient //nas/share -U 'svc%SECRET' -c 'put a'"],
  ['net ads join -U joiner%SECRET'],
  ['7z x -pSECRET bundle.7z -o/opt'],
  ['unzip -P SECRET bundle.zip'],
  ['sqlplus -s app/SECRET@db.example.org:1521/X @load.sql'],
  ['sendemail -f a@example.org -xu mailer -xp SECRET -u done'],
  ['grafana-cli admin reset-admin-password SECRET'],
  ['mc alias set store https://minio.example.org backup SECRET'],
  ['curl -b "session=SECRET" https://admin.example.org/export'],
  ['schtasks /create /tn sync /tr sync.exe /sc daily /ru svc /rp SECRET'],
  ['echo "SECRET" | passwd --stdin root'],
  ["printf '%s' 'SECRET' | kinit svc@EXAMPLE.ORG"],
  ['echo -n "SECRET" | cryptsetup luksFormat /dev/xvdb -'],
  ['cryptsetup luksOpen /dev/xvdb data <<< "SECRET"'],
  ['restic -r /srv --password-command "echo SECRET" backup /etc'],
  ['expect -c \'expect "assword:"; send "SECRET\\r"; interact\''],
  ['keytool -importkeystore -srckeystore k.p12 -deststorepass SECRET'],
  ['setx /m DB_PASSWORD "SECRET"'],
  ['[Environment]::SetEnvironmentVariable("APP_PASSWORD", "SECRET", "Machine")'],
  ['Set-ItemProperty $key -Name DefaultPassword -Value "SECRET"'],
  ['curl -H "X: 1" -H "Authorization: Bearer SECRET" https://api.example.org'],
  ['nodetool -u cass -pw SECRET status'],
  ['netdom join host /domain:example.org /userd:join /passwordd:SECRET'],
  ['sonar-scanner -Dsonar.projectKey=a -Dsonar.login=SECRET'],
  ['conda config --add channels https://conda.example.org/t/SECRET/main'],
  ['influx config create -n p -u http://i:8086 -o o -t SECRET -a'],
  ['echo SECRET | vncpasswd -f > ~/.vnc/passwd'],
  ['dotnet nuget add source https://n.example.org -n n -u ci -p SECRET'],
  ['http -a svc:SECRET GET https://api.example.org'],
  ['ctr images pull --user ci:SECRET r.example.org/a:1'],
  ['openssl enc -aes-256-cbc -k SECRET -in a -out b'],
  ['xfreerdp /u:adm /p:SECRET /v:10.0.0.7'],
  ['db2 connect to dw user etl using SECRET'],
  ['consul kv put app/db/password SECRET'],
  ['crudini --set /etc/nova.conf keystone password SECRET'],
  ['npm config set //npm.example.org/:_authToken SECRET'],
  ['aws ssm put-parameter --name /app/password --type SecureString --value "SECRET"'],
  ['reg add "HKLM\\SOFTWARE\\App" /v DbPassword /t REG_SZ /d "SECRET" /f'],
  ['sed -i "s|__PASSWORD__|SECRET|g" /etc/app.conf'],
  ['jq -n --arg pw "SECRET" \'{password: $pw}\''],
  ['echo "SECRET" > /run/secrets/api_token'],
  ['printf "%s" "SECRET" > /etc/app/db_password'],
  ['echo "requirepass SECRET" >> /etc/redis/redis.conf'],
  ['echo "DB_PASSWORD=SECRET" | sudo tee -a /etc/environment'],
  ['echo "db:5432:app:app:SECRET" > ~/.pgpass'],
  ['gpg --batch --passphrase-fd 0 -d a.gpg <<< "SECRET"'],
  ['$c = New-Object System.Net.NetworkCredential("svc", "SECRET")'],
  ['declare -A CREDS=([user]="app" [password]="SECRET")'],
])('the command %s', (line) => {
  test('holds a credential', () => {
    expect(pathIn(script(line.replace('SECRET', secret)))).not.toBeNull();
  });

  test('holds none where a variable stands in its place', () => {
    expect(pathIn(script(line.replace('SECRET', '$APP_SETTING')))).toBeNull();
    expect(pathIn(script(line.replace('SECRET', `\${APP_SETTING}`)))).toBeNull();
  });
});

describe.each([
  ['redis.conf', 'port 6379\nmasterauth SECRET\nappendonly yes\n'],
  ['sentinel.conf', 'sentinel monitor main 10.0.0.1 6379 2\nsentinel auth-pass main SECRET\n'],
  ['users.acl of Redis', 'user default off\nuser cache on >SECRET ~cache:* +@read\n'],
  ['Fluent Bit', '[OUTPUT]\n    Name http\n    HTTP_User a\n    HTTP_Passwd SECRET\n    Format json\n'],
  ['mosquitto.conf', 'connection hq\nremote_username site\nremote_password SECRET\n'],
  ['slapd.conf', 'suffix "dc=example"\nrootdn "cn=admin"\nrootpw SECRET\n'],
  ['FortiOS', 'edit "hq"\n  set psksecret SECRET\nnext\n'],
  ['keepalived.conf', 'authentication {\n  auth_type PASS\n  auth_pass SECRET\n}\n'],
  ['DRBD', 'resource r0 {\n  net { cram-hmac-alg sha256; shared-secret "SECRET"; }\n}\n'],
  ['BIRD', 'protocol bgp up {\n  local as 65010;\n  password "SECRET";\n}\n'],
  ['a Dockerfile', 'FROM debian:12\nENV ROOT_PASSWORD SECRET\nRUN apt-get update\n'],
  ['HAProxy', 'listen stats\n  bind :1936\n  stats auth ops:SECRET\n'],
  ['squid.conf', 'http_port 3128\ncache_peer proxy parent 3128 0 no-query login=edge:SECRET\n'],
  ['snmpd.conf', 'agentAddress udp:161\nrocommunity SECRET 10.0.0.0/8\n'],
  ['a kickstart file', 'lang en_US\nrootpw --plaintext SECRET\nreboot\n'],
  ['ipsec.secrets', 'carol : EAP "SECRET"\n'],
  ['a profile of OpenVPN', 'client\n<auth-user-pass>\nsite\nSECRET\n</auth-user-pass>\n'],
  ['main.cf', 'smtp_sasl_auth_enable = yes\nsmtp_sasl_password_maps = static:relay:SECRET\n'],
  ['sasl_passwd', '[smtp.example.org]:587 relay:SECRET\n'],
  ['passwd.client of Exim', 'smtp.example.org:mailer:SECRET\n'],
  ['.pgpass', 'db.example.org:6432:orders:app:SECRET\n'],
  ['pam_radius_auth.conf', '# server shared_secret timeout\n10.2.0.4 SECRET 3\n'],
  ['JAAS', 'Server {\n  DigestLoginModule required\n  user_super="SECRET";\n};\n'],
  ['a Caddyfile', 'example.org {\n  tls {\n    dns cloudflare SECRET\n  }\n}\n'],
  ['a router', 'crypto isakmp policy 10\ncrypto isakmp key SECRET address 198.51.100.4\n'],
  ['TACACS+', 'aaa new-model\ntacacs-server host 10.3.0.5 key SECRET\n'],
  ['a line of a router', 'line vty 0 4\n password 0 SECRET\n login\n'],
  ['what somebody wrote down', 'Log in as `ops` with password `SECRET`, then restart.\n'],
  ['SQL Server', "CREATE LOGIN etl WITH PASSWORD = N'SECRET';\nGO\n"],
  ['a mapping in PostgreSQL', "CREATE USER MAPPING FOR etl SERVER far OPTIONS (user 'etl', password 'SECRET');\n"],
  ['MySQL', "SET PASSWORD FOR 'root'@'localhost' = PASSWORD('SECRET');\n"],
  ['rows of a table', "INSERT INTO settings VALUES ('smtp_host', 'mail'), ('smtp_password', 'SECRET');\n"],
  ['Java', 'props.setProperty("javax.net.ssl.keyStorePassword", "SECRET");\n'],
  ['JDBC', 'Connection c = DriverManager.getConnection("jdbc:mysql://db/app", "app", "SECRET");\n'],
  ['PHP', "<?php\n$db = new PDO('mysql:host=db', 'app', 'SECRET', [PDO::ATTR_PERSISTENT => true]);\n"],
  ['an array of PHP', "<?php\nreturn ['db' => ['username' => 'app', 'password' => 'SECRET']];\n"],
  ['settings.php of Drupal', "<?php\n$settings['hash_salt'] = 'SECRET';\n"],
  ['Perl', 'my $dbh = DBI->connect("DBI:mysql:db", "etl", "SECRET");\n'],
  ['Requests', 'requests.get("https://api.example.org", auth=("poller", "SECRET"))\n'],
  ['a client of Redis', 'local red = redis:new()\nlocal ok = red:auth("SECRET")\n'],
  ['an attribute of Chef', "node.default['mysql']['server_root_password'] = 'SECRET'\n"],
  ['Puppet', "class { 'mysql::server':\n  root_password           => 'SECRET',\n}\n"],
  ['Hiera', "---\nprofile::db::password: 'SECRET'\n"],
  ['a mount of cloud-init', '#cloud-config\nmounts:\n  - ["//nas/s", "/mnt", "cifs", "user=svc,pass=SECRET"]\n'],
  ['syslog-ng', 'destination d { sql(host("pg") username("a") password("SECRET") database("logs")); };\n'],
  ['monitrc', 'set httpd port 2812\n  allow admin:"SECRET"\n'],
  ['a device of OpenWrt', "config wifi-iface 'a'\n\toption ssid 'plant'\n\toption key 'SECRET'\n"],
  ['shiro.ini', '[users]\nadmin = SECRET, admin\n[roles]\nadmin = *\n'],
  ['secrets of davfs2', 'https://dav.example.org/files anna SECRET\n'],
  ['.cloginrc', 'add user * rancid\nadd password * SECRET\n'],
  ['a switch', 'aaa\n local-user admin password cipher SECRET\n local-user admin level 15\n'],
  ['VyOS', 'set vpn ipsec authentication psk p secret SECRET\nset interfaces ethernet eth0 address dhcp\n'],
  ['a property list', '<plist><dict><key>DbPassword</key><string>SECRET</string></dict></plist>\n'],
  ['the user of etcd', 'ETCDCTL_USER=root:SECRET\nETCDCTL_API=3\n'],
  ['CSV', 'username,role,password\nanna,admin,SECRET\n'],
  ['CSV in another language', 'id;login;passwort;mail\n1;anna;SECRET;anna@example.org\n'],
])('%s', (_name, text) => {
  test.each([secret, chosen])('holds a credential: %#', (value) => {
    const isToken = /cloudflare|hash_salt|ipsec authentication/.test(text);
    expect(pathIn(text.replace('SECRET', isToken ? secret : value))).not.toBeNull();
  });

  test.each([`\${APP_SETTING}`, '__app_setting__', '@APP_SETTING@', '<setting>'])('holds none: %s', (value) => {
    expect(pathIn(text.replace('SECRET', value))).toBeNull();
  });
});

describe('lines that look like these', () => {
  test.each([
    'docker run -d -u 1000 -p 8080:80 nginx\n',
    'sudo -u app mkdir -p /opt/app2/data\n',
    'unzip -q bundle.zip -d /opt/app2\n',
    'snmpwalk -v2c -c public 10.0.0.1\n',
    'org.example.app:library-core:1.4.2\nio.example:tool:2.0.0.Final\n',
    'registry.example.org:5000 team/image:v2.1.0-rc1\n',
    'The password policy requires 12 characters\nauth required pam_unix.so\n',
    'ssl_certificate_key /etc/ssl/private/key2.pem;\nauth_basic "Restricted area 51";\n',
    'neighbor 10.0.0.1 description uplink2\nntp server 10.0.0.2 key 12\n',
    'username,role,password_last_changed\nanna,admin,2024-04-01\n',
    'app;client_id;token_ttl\nweb;f1;3600\n',
    'sqlplus /nolog @/opt/load.sql\n',
    'acl local { allow 10.0.0.0/8; }\n  allow from:all2024;\npassword("Password:")\n',
    'secretKeyRef: {name: db2, key: password1}\ntokens:\n- {key: team2, name: ops}\n',
    'sysctl -w net.ipv6.conf.lo0.disable_ipv6=0 net.ipv4.tcp_keepalive_time=600\n',
    'PromiseHooks: https://docs.example.org/document/d/1rda3yKGHimKIhg5YeoAmCOtyURgsbTHq/\n',
    'docker run -d -u app -p 127.0.0.1:8080:8080/tcp -v /srv/app1:/app nginx:1.25\n',
    'kadmin -p admin/admin -q "addprinc -randkey host/a"\n',
    'smtp.example.org:25:fallback\ncom.example.app:core-lib:2024a-RC1\n',
    'echo "yes2024" > /etc/app/marker\necho "done" >> /var/log/password-rotation.log\n',
    'aws ssm put-parameter --name /app/password_length --value "24chars"\n',
    'git config --global user.name bot2000\nset -o pipefail\nput token bucket2 here\n',
    'echo "done" | tee /var/log/setup.log\n',
    '%sudo ALL=(ALL) NOPASSWD:ALL\nsudo -u app git config user.name bot2000\n',
    'image: "{{ .Values.image }}"\nenv: {key: LOG_LEVEL, value: "debug2024"}\n',
    '<configuration><property><name>fs.s3a.endpoint</name><value>s3-2.example.org</value></property></configuration>',
    '<set-header name="X-Environment"><value>production-blue-2</value></set-header>',
    'webhook_url: https://ci.example.org/github-webhook/\n',
  ])('hold no credential: %s', (text) => {
    expect(pathIn(text)).toBeNull();
  });
});

describe('documents in a script are read in their own language', () => {
  const heredoc = (file: string, text: string, tag = "'EOF'") =>
    `#!/bin/sh\ncat > ${file} <<${tag}\n${text}\nEOF\nsystemctl restart app\n`;

  test('YAML, XML, JSON and lists in one line', () => {
    const yaml = `env:\n- {name: APP_SECRET, value: "${secret}"}`;
    expect(pathIn(heredoc('/etc/app/app.yaml', yaml))).toBe(' > app.yaml > env[0].value (APP_SECRET)');
    const xml = `<settings><server><password>${secret}</password></server></settings>`;
    expect(pathIn(heredoc('/etc/app/settings.xml', xml))).toBe(' > settings.xml > password');
    const command = `cache:\n  command: ["redis-server", "--requirepass", "${secret}"]`;
    expect(pathIn(heredoc('compose.yaml', command, 'EOF'))).toBe(' > compose.yaml > cache.command[2]');
    expect(pathIn(heredoc('"a.json"', JSON.stringify({ db: { password: secret } }), '-"EOF"'))).toContain(
      'db.password',
    );
  });

  test('a file that is named after a credential holds one', () => {
    expect(pathIn(heredoc('/run/db_password', secret))).toBe(' > db_password');
    expect(pathIn(heredoc('/run/db_name', secret))).toBeNull();
  });

  test('what stands around them is searched too, and one without an end', () => {
    expect(pathIn(`${heredoc('a', 'x: 1')}export DB_PASSWORD=${secret}\n`)).toBe(' > DB_PASSWORD');
    expect(pathIn(`#!/bin/sh\ncat <<NEVER\nDB_PASSWORD=${secret}\n`)).toBe(' > DB_PASSWORD');
  });

  test('a megabyte of openings takes no time that grows faster than it', () => {
    const openings = Array.from({ length: 60_000 }, (_, index) => `cat <<E${index}`).join('\n');
    expect(pathIn(openings)).toBeNull();
    expect(pathIn('cat <<E\n'.repeat(100_000))).toBeNull();
  });
});

describe('other forms', () => {
  const wide = (text: string) => Buffer.from(text, 'utf16le').toString('base64');
  test.each([
    ['a command of PowerShell in base64', `powershell -EncodedCommand ${wide(`$DbPassword = '${chosen}'\n`)}`],
    [
      'JSON in base64 in a script',
      script(`echo ${Buffer.from(JSON.stringify({ password: chosen })).toString('base64')} | base64 -d > a`),
    ],
    [
      'a file of Ignition without padding',
      `data:;base64,${Buffer.from(`machine a login b password ${chosen}1`).toString('base64').replaceAll('=', '')}`,
    ],
    ['a script in a list of YAML', `steps:\n  - |\n    #!/bin/sh\n    mytool --password ${secret}\n`],
    [
      'a property of Hadoop',
      `<configuration><property><name>fs.secret.key</name><value>${secret}</value></property></configuration>`,
    ],
    ['a header of API Management', `<set-header name="X-Api-Key"><value>${secret}</value></set-header>`],
    ['unattend.xml', `<AdministratorPassword><Value>${secret}</Value></AdministratorPassword>`],
    ['a key of JOSE', JSON.stringify({ keys: [{ kty: 'EC', crv: 'P-256', d: random.token(43) }] })],
    ['a key to deploy with', `trigger: https://api.example.org/deploy/srv-1?key=${random.token(16)}\n`],
    ['a key in a list of them', `admin_key:\n- name: admin\n  key: ${secret}\n  role: admin\n`],
    ['a hook', `webhook_url: https://hooks.example.org/h/${random.token(32)}\n`],
  ])('%s', (_name, text) => {
    expect(pathIn(text)).not.toBeNull();
  });

  test('a static key of OpenVPN', () => {
    const lines = Array.from({ length: 16 }, () => random.hex(32)).join('\n');
    const text = `<tls-auth>\n-----BEGIN OpenVPN Static key V1-----\n${lines}\n-----END OpenVPN Static key V1-----\n</tls-auth>\n`;
    const key = script(`cat > ta.key <<EOF\n${text}EOF`);
    expect(searchCarrier(key, true, { budget: new Budget(1 << 20), own: null })?.found.kind).toBe('private-key');
    expect(pathIn(key.replaceAll(/[0-9a-f]{32}/g, 'hex'))).toBeNull();
  });
});
