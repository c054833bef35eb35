import { describe, expect, test } from 'vitest';
import { Budget } from '../../../../src/scanners/secrets/carriers/budget.ts';
import { loadKnownLines } from '../../../../src/scanners/secrets/carriers/known-lines.ts';
import { searchCarrier } from '../../../../src/scanners/secrets/carriers/search.ts';
import { Random } from '../../../support/random.ts';

await loadKnownLines();

const secret = new Random(7).token(20);

function isFound(lines: string): boolean {
  const text = `#!/bin/sh\nset -e\n${lines}\necho done\n`;
  return searchCarrier(text, true, { budget: new Budget(1 << 20), own: null }) !== null;
}

describe.each([
  ['docker login -u ci -p', 'registry.example.com'],
  ['az login --service-principal -u app -p', '--tenant example'],
  ['helm registry login -u ci --password', 'example.com'],
  ['redis-cli -h cache -a', 'ping'],
  ['htpasswd -bc /etc/nginx/.htpasswd admin', ''],
  ['htpasswd -nb admin', ''],
  ['net user admin', '/add'],
  ['echo', '| docker login --username ci --password-stdin example.com'],
  ['echo -n', '| gh auth login --with-token'],
  ["powershell -Command ConvertTo-SecureString '", "' -AsPlainText"],
  ['db.example.com:5432:app:app:', ''],
  ['proxy_set_header Authorization "Bearer ', '"'],
  ['requirepass', ''],
  ['  password', ''],
  ['  user admin insecure-password', ''],
])('%s SECRET %s', (before, after) => {
  const glue = /[':]$|Bearer $/.test(before) ? '' : ' ';
  const line = (value: string) => `${before}${glue}${value}${after === '' || glue === '' ? '' : ' '}${after}`;

  test('is found', () => {
    expect(isFound(line(secret))).toBe(true);
  });

  test('is none where a variable stands in its place', () => {
    expect(isFound(line('$APP_SETTING'))).toBe(false);
  });
});

describe('a line by itself, anywhere', () => {
  const found = (text: string) => searchCarrier(text, false, { budget: new Budget(1 << 20), own: null }) !== null;

  test.each([
    `kubeadm join 10.0.0.1:6443 --token ${secret}`,
    `echo 'deploy:${secret}' | sudo chpasswd`,
    `export NPM_TOKEN=${secret} && npm ci`,
    `kubectl create secret generic db --from-literal=password='${secret}'`,
    `./install.sh --db-password=${secret} --verbose`,
  ])('hands over a credential: %#', (line) => {
    expect(found(line)).toBe(true);
  });

  test.each([
    'vault kv get -field=password secret/prod/db',
    'kubectl create secret generic db --from-file=password=/run/secrets/db',
    'kubeadm join 10.0.0.1:6443 --token $JOIN_TOKEN',
    'app serve --auth-token-ttl 30m',
    'use the option --token to hand over the token of the installation',
  ])('names one only: %s', (line) => {
    expect(found(line)).toBe(false);
  });
});
