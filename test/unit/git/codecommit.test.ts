import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { codeCommitLogin, codeCommitOf } from '../../../src/git/codecommit.ts';

const url = 'https://git-codecommit.us-west-2.amazonaws.com/v1/repos/test_repo';
const repository = { region: 'us-west-2', name: 'test_repo' };
const keys = { accessKeyId: 'access', secretAccessKey: 'secret' };
const now = new Date('2017-12-24T11:53:20.123Z');

// The values are those of aws/git-remote-codecommit, test/git_url_test.py.
test('signs in as git-remote-codecommit does', () => {
  const signature = '20171224T115320Zb6df2d758a8023b2f000a546417007b65494f3ce8ad0300fd45fcfa173f1959a';
  const { user, token } = codeCommitLogin(url, repository, keys, now);
  expect([user, token.reveal()]).toEqual(['access', signature]);
  const ofRole = codeCommitLogin(url, repository, { ...keys, sessionToken: 'token' }, now);
  expect([ofRole.user, ofRole.token.reveal()]).toEqual(['access%token', signature]);
});

test('a signature stands in no text', () => {
  const { token } = codeCommitLogin(url, repository, keys, now);
  for (const text of [String(token), JSON.stringify({ token }), inspect(token), `${token}`])
    expect(text).not.toContain('2017');
});

test.each([
  [url, repository],
  ['https://git-codecommit-fips.us-east-1.amazonaws.com/v1/repos/a.b', { region: 'us-east-1', name: 'a.b' }],
  ['https://git-codecommit.cn-north-1.amazonaws.com.cn/v1/repos/a', { region: 'cn-north-1', name: 'a' }],
  ['https://git-codecommit.us-west-2.amazonaws.com.example.com/v1/repos/a', null],
  ['https://github.com/acme/infrastructure', null],
])('%s is in CodeCommit: %j', (address, expected) => {
  expect(codeCommitOf(address)).toEqual(expected);
});
