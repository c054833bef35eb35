import { expect, test } from 'vitest';
import { hostKindOf, repositorySchema } from '../../../src/git/settings.ts';

const name = 'infrastructure';
const messagesOf = (settings: object) =>
  (repositorySchema.safeParse({ name, ...settings }).error?.issues ?? []).map(({ message }) => message).join('; ');
const secret = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:git/infrastructure-a1b2c3';

test('an address or a path is enough', () => {
  expect(messagesOf({ url: 'https://github.com/acme/infrastructure.git' })).toBe('');
  expect(messagesOf({ path: '../infrastructure' })).toBe('');
  expect(messagesOf({})).toBe('write either url or path');
  expect(messagesOf({ url: 'https://github.com/acme/infrastructure', path: '.' })).toBe('write either url or path');
});

test('a token in an address is refused, and not repeated', () => {
  const message = messagesOf({
    url: `https://x-access-token:${'gh'}p_${'0'.repeat(36)}@github.com/acme/infrastructure`,
  });
  expect(message).toContain('AWS Secrets Manager');
  expect(message).not.toContain('0000');
});

test.each([
  ['git@github.com:acme/infrastructure.git', 'over HTTPS'],
  ['ssh://git@github.com/acme/infrastructure.git', 'over HTTPS'],
  ['infrastructure', 'write an address'],
  ['file:///srv/git/infrastructure.git', 'only https://'],
  ['https://github.com/acme/infrastructure?token=x', 'without ?'],
])('the address %s is answered with advice', (url, advice) => {
  expect(messagesOf({ url })).toContain(advice);
});

test('credentials go by ARN, and never over a plain connection', () => {
  const url = 'https://git.example.com/acme/infrastructure.git';
  expect(messagesOf({ url, credentials: secret })).toBe('');
  expect(messagesOf({ url, credentials: 'hunter2' })).toContain('never the token itself');
  expect(messagesOf({ url: url.replace('https', 'http'), credentials: secret })).toContain('plain text');
  expect(messagesOf({ url: 'http://127.0.0.1:8080/infrastructure.git', credentials: secret })).toBe('');
  expect(messagesOf({ path: '.', credentials: secret })).toContain('needs no credentials');
});

test.each([
  [{ url: 'https://github.com/acme/infrastructure' }, 'github'],
  [{ url: 'https://acme.ghe.com/acme/infrastructure' }, 'github'],
  [{ url: 'https://gitlab.com/acme/infrastructure' }, 'gitlab'],
  [{ url: 'https://git-codecommit.us-east-1.amazonaws.com/v1/repos/infrastructure' }, 'none'],
  [{ url: 'https://git.example.com/infrastructure', host: 'gitlab' as const }, 'gitlab'],
  [{ path: '.' }, 'none'],
])('%j is asked as %s', (settings, kind) => {
  expect(hostKindOf({ name, ...settings })).toBe(kind);
});
