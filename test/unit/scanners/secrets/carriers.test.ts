import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../../src/scanners/secrets/carriers/budget.ts';
import { loadKnownLines } from '../../../../src/scanners/secrets/carriers/known-lines.ts';
import { searchCarrier } from '../../../../src/scanners/secrets/carriers/search.ts';
import { fakePem } from '../../../support/fake-secrets.ts';

await loadKnownLines();

const password = ['not', 'a', 'real', 'password', '1'].join('-');
const base64 = (text: string) => Buffer.from(text).toString('base64');

function found(text: string, { isKnown = true, budget = 1 << 24 } = {}) {
  const carried = searchCarrier(text, isKnown, { budget: new Budget(budget), own: null });
  return carried === null ? null : `${carried.found.kind}${carried.path}`;
}

/** Which limit kept something from being looked into. */
function passedOver(text: string, { isKnown = true, budget: characters = 1 << 24 } = {}) {
  const budget = new Budget(characters);
  searchCarrier(text, isKnown, { budget, own: null });
  return budget.passedOver();
}

const cloudConfig = `#cloud-config\nwrite_files:\n  - path: /etc/app.env\n    content: |\n      STAGE=example\n      DB_PASSWORD=${password}\n`;
const manifest = `apiVersion: v1\nkind: ConfigMap\n---\napiVersion: v1\nkind: Secret\nstringData:\n  password: ${password}\n`;
const mime = `Content-Type: multipart/mixed; boundary="==B=="\nMIME-Version: 1.0\n\n--==B==\nContent-Type: text/x-shellscript\n\n#!/bin/sh\nexport DB_PASSWORD=${password}\n--==B==--\n`;

describe('a credential is found, and the way to it told, in', () => {
  test.each([
    ['JSON', JSON.stringify({ db: { password } }), ' > db.password'],
    [
      'a list of names and values',
      JSON.stringify([{ environment: [{ name: 'DB_PASSWORD', value: password }] }]),
      ' > [0].environment[0].value (DB_PASSWORD)',
    ],
    ['parameters of a deployment', JSON.stringify({ adminPassword: { value: password } }), ' > adminPassword.value'],
    ['a list of arguments', JSON.stringify({ command: ['app', '--db-password', password] }), ' > command[2]'],
    ['YAML', `replicas: 2\nauth:\n  password: "${password}"\n`, ' > auth.password'],
    ['the second of two documents', manifest, ' > [1].stringData.password'],
    ['a file of cloud-init', cloudConfig, ' > write_files[0].content > DB_PASSWORD'],
    ['YAML in a text of JSON', JSON.stringify(`replicas: 2\npassword: ${password}\n`), ' > password'],
    [
      'base64 in a text of JSON',
      JSON.stringify(base64(cloudConfig)),
      ' (base64) > write_files[0].content > DB_PASSWORD',
    ],
    [
      'several lines of TOML between three quotes',
      `[files]\nbody = """\n<a><password>${password}</password></a>\n"""\nmode = "0600"\n`,
      ' > body > password',
    ],
    [
      'a text of XML as it is',
      `<a><body><![CDATA[${base64(cloudConfig)}]]></body></a>`,
      ' > body (base64) > write_files[0].content > DB_PASSWORD',
    ],
    ['lines whose quotes are gone', `STAGE=a\nCONFIG=${JSON.stringify(mime)}\n`, ' > CONFIG > part[0] > DB_PASSWORD'],
    [
      'a text that is escaped for a query',
      `${encodeURIComponent(cloudConfig)}\n`,
      ' (URL-encoded) > write_files[0].content > DB_PASSWORD',
    ],
    ['parts of MIME', mime, ' > part[0] > DB_PASSWORD'],
    ['base64', base64(cloudConfig), ' (base64) > write_files[0].content > DB_PASSWORD'],
    [
      'base64 in lines',
      base64(cloudConfig).replaceAll(/.{60}/g, '$&\n'),
      ' (base64) > write_files[0].content > DB_PASSWORD',
    ],
    [
      'base64 for URLs',
      Buffer.from(cloudConfig).toString('base64url'),
      ' (base64) > write_files[0].content > DB_PASSWORD',
    ],
    ['gzip', gzipSync(cloudConfig).toString('base64'), ' (base64, gzip) > write_files[0].content > DB_PASSWORD'],
    ['zlib', deflateSync(cloudConfig).toString('base64'), ' (base64, zlib) > write_files[0].content > DB_PASSWORD'],
    [
      'a file of cloud-init in base64',
      `#cloud-config\nwrite_files:\n- encoding: b64\n  content: ${base64(`DB_PASSWORD=${password}\n`)}\n`,
      ' > write_files[0].content (base64) > DB_PASSWORD',
    ],
    [
      'JSON in JSON',
      JSON.stringify({ settings: JSON.stringify({ token: 'a1b2c3d4e5f6a7b8c9d0' }) }),
      ' > settings > token',
    ],
    ['a query', `https://example.com/hook?channel=1&api_key=a1b2c3d4e5f6a7b8c9d0`, ' > api_key'],
    ['a form', `user=app&password=${encodeURIComponent(`${password}!`)}`, ' > password'],
    ['an escaped text', encodeURIComponent(JSON.stringify({ password })), ' (URL-encoded) > password'],
    ['XML', `<?xml version="1.0"?><server><id>a</id><password>${password}</password></server>`, ' > password'],
    ['attributes of XML', `<settings><add key="ApiPassword" value="${password}"/></settings>`, ' > add.ApiPassword'],
    [
      'passwords of users in cloud-init',
      `#cloud-config\nchpasswd:\n  expire: false\n  list: |\n    root:RANDOM\n    ops:Sommer2024!\n`,
      ' > *.list[1]',
    ],
    [
      'a header, beside its name',
      JSON.stringify({ name: 'origin', headerName: 'X-Origin-Token', headerValue: 'a1b2c3d4e5f6a7b8c9d0' }),
      ' > headerValue (X-Origin-Token)',
    ],
    [
      'a key of a store, beside its path',
      JSON.stringify([{ path: 'app/db/password', value: password }]),
      ' > [0].value (app/db/password)',
    ],
    ['INI', `; settings\n[db]\nhost = db\npassword = ${password}\n`, ' > password'],
    [
      'properties',
      `spring.datasource.url=jdbc:h2\nspring.datasource.password=${password}\n`,
      ' > spring.datasource.password',
    ],
    ['a script', `#!/bin/bash\nexport DB_PASSWORD="${password}"\n`, ' > DB_PASSWORD'],
    ['PowerShell', `<powershell>\n$env:DB_PASSWORD = "${password}"\n</powershell>`, ' > DB_PASSWORD'],
    ['HCL', `job "a" {\n  env {\n    DB_PASSWORD = "${password}"\n  }\n}\n`, ' > DB_PASSWORD'],
    ['a command', `docker run -e STAGE=a -e DB_PASSWORD=${password} app`, ' > DB_PASSWORD'],
    ['an option of a command', `app serve --db-password ${password} --verbose`, ' > db-password'],
    ['a login with curl', `#!/bin/sh\ncurl -u app:${password} https://example.com/x`, ' > password'],
    ['a new password', `#!/bin/sh\necho "root:${password}" | chpasswd\n`, ' > password'],
    ['a login to a registry of a chart', `helm install a --set auth.password=${password}`, ' > auth.password'],
    ['SQL', `CREATE USER app IDENTIFIED BY '${password}';`, ' > password'],
    ['SQL of PostgreSQL', `CREATE ROLE app WITH LOGIN PASSWORD '${password}';`, ' > password'],
    ['PHP', `<?php define('DB_PASSWORD', '${password}');`, ' > DB_PASSWORD'],
    ['an AWS profile', `aws configure set aws_secret_access_key a1b2c3d4e5f6a7b8c9d0`, ' > aws_secret_access_key'],
    [
      'a literal of kubectl',
      `kubectl create secret generic a --from-literal=password=${password}`,
      ' > from-literal > password',
    ],
    [
      'Ignition',
      JSON.stringify({
        storage: { files: [{ contents: { source: `data:;base64,${base64(`DB_PASSWORD=${password}\n`)}` } }] },
      }),
      ' > storage.files[0].contents.source (base64) > DB_PASSWORD',
    ],
    ['Ignition, escaped', `data:,DB_PASSWORD%3D${password}%0ASTAGE%3Da`, ' (URL-encoded) > DB_PASSWORD'],
    ['netrc', `machine example.com login app password ${password}\n`, ' > password'],
    ['a header', `GET / HTTP/1.1\nAuthorization: Bearer a1b2c3d4e5f6a7b8c9d0\n`, ' > Authorization'],
    [
      'logins to registries',
      JSON.stringify({ auths: { 'registry.example.com': { auth: base64(`app:${password}`) } } }),
      ' > auths.registry.example.com.auth',
    ],
    ['a kubeconfig', `users:\n- name: admin\n  user:\n    token: a1b2c3d4e5f6a7b8c9d0\n`, ' > users[0].user.token'],
  ])('%s', (_name, text, path) => {
    expect(found(text)).toBe(`credential-value${path}`);
  });

  test('an address that is escaped in a message', () => {
    const address = encodeURIComponent(`postgres://app:${password}@db/app`);
    expect(found(`text=${address}`)).toBe('connection-string > text');
    expect(found(`"${address}"`)).toBe('connection-string (URL-encoded)');
  });

  test('something with more to tell wins, with the way to it', () => {
    const both = JSON.stringify({ password, url: `postgres://app:${password}@db/app` });
    expect(found(both)).toBe('connection-string > url');
    expect(found(`users:\n- user:\n    password: ${password}\n    client-key-data: ${base64(fakePem('EC'))}\n`)).toBe(
      'private-key > users[0].user.client-key-data (base64)',
    );
  });

  test('a password wins over the hash of one', () => {
    const hash = `$6$salt$${'a1b2c3d4'.repeat(8)}`;
    expect(found(`users:\n- passwd: ${hash}\n  password: ${password}\n`)).toBe('credential-value > users[0].password');
    expect(found(`users:\n- passwd: ${hash}\n`)).toBe('credential-value > users[0].passwd');
  });

  test('names on the way that might be values are not shown', () => {
    for (const name of ['Sommer2024', 'xqzvkjwpbnmt', 'a1b2c3d4', 'app@example', 'x'.repeat(100)]) {
      expect(found(JSON.stringify({ [name]: { password } }))).toBe('credential-value > *.password');
    }
  });

  test('all of them are counted', () => {
    const text = `DB_PASSWORD=${password}\nSTAGE=a\nSMTP_PASSWORD=${password}\n`;
    expect(searchCarrier(text, false, { budget: new Budget(1 << 20), own: null })).toMatchObject({
      count: 2,
      path: ' > DB_PASSWORD',
    });
  });
});

describe('nothing is found in', () => {
  test.each([
    ['references', `DB_PASSWORD=$DB_PASSWORD\nAPI_KEY={{ api_key }}\nTOKEN=vault:secret/data/app#token\n`],
    ['a call', `password = getpass.getpass()\ntoken: req.headers.token\nsecret = os.environ["SECRET"]\n`],
    ['tags of CloudFormation', `Resources:\n  Db:\n    MasterUserPassword: !Ref MainDb2024\n`],
    [
      'encrypted values of sops',
      `db:\n  password: ENC[AES256_GCM,data:a1b2c3d4,type:str]\nsops:\n  mac: ENC[a1b2c3d4]\n`,
    ],
    ['a sealed secret', `kind: SealedSecret\nspec:\n  encryptedData:\n    password: AgB${'y3i4OJSWK'.repeat(60)}\n`],
    [
      'what a container is told to fetch',
      JSON.stringify([
        { secrets: [{ name: 'DB_PASSWORD', valueFrom: 'arn:aws:ssm:eu-west-1:000000000000:parameter/db' }] },
      ]),
    ],
    ['a policy', JSON.stringify({ Statement: [{ Action: ['iam:ChangePassword', 'sts:AssumeRole'], Resource: '*' }] })],
    ['a schema', JSON.stringify({ properties: { password: { type: 'string', description: 'password of the user' } } })],
    ['a note between three quotes', `[a]\nnote = """\nthe password\nis kept elsewhere\n"""\npassword = "changeme"\n`],
    ['a document of XML in one', '<a><body><![CDATA[<b><password>$DB_PASSWORD</password></b>]]></body></a>'],
    ['an address that is escaped', `text=${encodeURIComponent('https://example.com/?a=b\nplain')}`],
    ['a path of Windows', String.raw`C:\new\names\nothing --password-file C:\new\secret`],
    ['words', 'The password is kept in the vault.\nAsk the team for a token: it is never written down.\n'],
    [
      'random bytes',
      Buffer.from(Array.from({ length: 90 }, (_, index) => (index * 89 + 200) % 256)).toString('base64'),
    ],
  ])('%s', (_name, text) => {
    expect(found(text)).toBeNull();
  });
});

describe('bounds', () => {
  const wrapped = (times: number) => {
    let text = `DB_PASSWORD=${password}\n`;
    for (let count = 0; count < times; count++) text = base64(text);
    return text;
  };

  test('texts are opened six deep, and no deeper', () => {
    expect(found(wrapped(5))).toBe(`credential-value${' (base64)'.repeat(5)} > DB_PASSWORD`);
    expect(found(wrapped(6))).toBeNull();
    expect([passedOver(wrapped(5)), passedOver(wrapped(6))]).toEqual([null, 'depth']);
  });

  test('what unpacks to more than a text of that size is left alone', () => {
    const bomb = gzipSync(`DB_PASSWORD=${password}\n${' '.repeat(1 << 21)}`).toString('base64');
    expect(bomb.length).toBeLessThan(10_000);
    expect(found(bomb)).toBeNull();
    expect(passedOver(bomb)).toBe('size');
    const zlib = deflateSync(Buffer.alloc(1 << 28)).toString('base64');
    expect([found(zlib), passedOver(zlib)]).toEqual([null, 'size']);
    // Just as much as is looked at.
    const fitting = gzipSync(`DB_PASSWORD=${password}\n`.padEnd(1 << 20)).toString('base64');
    expect([found(fitting), passedOver(fitting)]).toEqual(['credential-value (base64, gzip) > DB_PASSWORD', null]);
  });

  test('a text that is too large itself is left alone, and so is one that base64 makes too large', () => {
    const settings = JSON.stringify({ password });
    const large = settings.padEnd((1 << 20) + 1);
    expect([found(large), passedOver(large)]).toEqual([null, 'size']);
    expect([found(base64(large)), passedOver(base64(large))]).toEqual([null, 'size']);
    expect([found(large.slice(0, -1)), passedOver(large.slice(0, -1))]).toEqual(['credential-value > password', null]);
    // Bytes of a machine are no text, whatever their number.
    const bytes = Buffer.alloc((1 << 20) + 3, Buffer.from([0, 1, 0xff, 0x41, 7])).toString('base64');
    expect(passedOver(bytes)).toBeNull();
  });

  test('no more than fifty thousand values of one text are looked at', () => {
    const values = (count: number) => JSON.stringify([...Array(count).fill(1), { password }]);
    expect([found(values(49_000)), passedOver(values(49_000))]).toEqual(['credential-value > [49000].password', null]);
    expect([found(values(50_000)), passedOver(values(50_000))]).toEqual([null, 'values']);
  });

  test('JSON that is nested a hundred thousand deep breaks nothing', () => {
    const deep = (inner: string) => `${'['.repeat(100_000)}${inner}${']'.repeat(100_000)}`;
    expect(() => found(deep(JSON.stringify({ password })))).not.toThrow();
    expect([null, 'values', 'depth']).toContain(passedOver(deep('"password=x"')));
  });

  test('aliases that multiply are left alone', () => {
    const lines = Array.from(
      { length: 20 },
      (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(', ')}]`,
    );
    expect(found(`a0: &a0 { password: ${password} }\n${lines.join('\n')}\n`)).toBe('credential-value > a0 > password');
  });

  test('nothing is decoded once the budget of the state is used up', () => {
    const text = JSON.stringify({ db: { password } });
    expect(found(text, { budget: text.length - 1 })).toBe('credential-value > password');
    expect(found(base64(text), { budget: 10 })).toBeNull();
    expect(passedOver(base64(text), { budget: 10 })).toBe('total');
    expect(passedOver(base64(text))).toBeNull();
  });
});

describe('whatever a text is', () => {
  const long = 1 << 20;
  const filled = (text: string) => text.repeat(Math.ceil(long / text.length)).slice(0, long);

  test('a megabyte of spaces behind something that looks like base64, or like a value, is looked at in a moment', () => {
    const spaces = ' '.repeat(long - 100);
    for (const text of [`AAAAAAAAAAAAAAAA${spaces}!`, `${'A'.repeat(40)}=${spaces}!`]) found(text);
    const lines = `password: a${' '.repeat(100_000)}b\na: "${' '.repeat(20_000)}" #`;
    expect(found(lines)).toBeNull();
  });

  // Quadratic time over these would be minutes: the runner's own limit for a test is the deadline.
  test.each([
    '{"password":',
    '[',
    '{"a":[',
    '"password": "',
    'password=',
    "password='",
    'password="\\',
    'a=b&',
    '%41',
    '?a=%25',
    '<a x="',
    "<a x='y ",
    '<password>',
    '<a ',
    'password: ',
    '- - ',
    '  ',
    '&a [*a, ',
    '? ',
    'a: &a {b: ',
    '- password:\n ',
    '#!',
    'A',
    'password_',
    '--password ',
    'mysql ',
    'curl -u a:',
    'echo "root:aaaaaa" ',
    'login a password ',
    'ConvertTo-SecureString ',
    'IDENTIFIED BY ',
    "define('a', ",
    'configure set a ',
    'data:,a%20',
    'data:;base64,',
    'Content-Type: multipart/\n',
    'eyJh.',
    'token\n',
    '[a]\n',
    'a:b:',
    ';Password=',
    '-----BEGIN ',
    '{{',
    '\\"',
    '\t',
    'aA1',
    'password:|\n',
    '%YAML 1.2\n',
    '!!binary ',
    '---\npassword: a\n',
  ])('a megabyte of %j is looked at in a moment', (piece) => {
    for (const text of [
      filled(piece),
      `{"password": "${filled(piece)}`,
      `password: a\n${filled(piece)}`,
      filled(`${piece}\n`),
    ]) {
      searchCarrier(text, true, { budget: new Budget(1 << 27), own: null });
      searchCarrier(base64(text.slice(0, long / 2)), true, { budget: new Budget(1 << 27), own: null });
    }
  });

  test('looking at it never fails', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.json(),
      fc
        .array(
          fc.constantFrom(
            'password',
            ':',
            '=',
            '"',
            "'",
            '\n',
            '  ',
            '- ',
            '{',
            '}',
            '[',
            ']',
            '&a',
            '*a',
            '!t ',
            '|',
            '<',
            '>',
            '%4',
            '---',
            'x1Y2',
          ),
        )
        .map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (whole) => {
        searchCarrier(whole, true, { budget: new Budget(1 << 20), own: null });
        searchCarrier(base64(whole), false, { budget: new Budget(1 << 20), own: null });
      }),
      { numRuns: 1000 },
    );
  });

  test('what is told of it holds no byte of it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{6,10}[0-9]{4}[A-Z]{4}$/), (canary) => {
        const texts = [
          JSON.stringify({ password: canary, [canary]: { password: canary } }),
          `#cloud-config\npassword: ${canary}\n`,
          base64(`password=${canary}\n`),
          gzipSync(`export API_PASSWORD=${canary}`).toString('base64'),
          `<a password="${canary}"><${canary}>x</${canary}></a>`,
          `user=${canary}&password=${canary}`,
        ];
        for (const whole of texts) {
          const carried = JSON.stringify(searchCarrier(whole, true, { budget: new Budget(1 << 20), own: null }));
          expect(carried).toContain('credential-value');
          for (const form of [
            canary,
            base64(canary).slice(0, -4),
            Buffer.from(canary).toString('hex'),
            [...canary].reverse().join(''),
          ]) {
            expect(carried).not.toContain(form);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
