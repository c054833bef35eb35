import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseCredential } from '../../src/git/credentials.ts';
import { githubApi } from '../../src/git/octokit.ts';
import { openRepository } from '../../src/git/open-repository.ts';
import type { CommitReader, ProtectionReader } from '../../src/git/repository.ts';
import { type Recorded, type RecordedHost, startRecordedHost } from '../support/recorded-host.ts';
import { troubleOf as troubleWithout } from '../support/repository-trouble.ts';
import { makeTagMemory } from '../support/tag-memory.ts';

// GitHub's API as its documentation tells it, on loopback.

const clock = () => new Date('2026-11-21T10:00:00Z');
const signal = AbortSignal.timeout(300_000);
const arn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:git-a1b2c3';
const token = `github_pat_${'0aB'.repeat(20)}`;
const api = '/api/v3/repos/acme/infrastructure';
const commit = '6dcb09b5b57875f334f61aebed695e2e4193db5e';
let host: RecordedHost;

beforeAll(async () => {
  host = await startRecordedHost();
});
afterAll(() => host.close());
beforeEach(() => {
  host.asked.length = 0;
  host.answers = {};
});

function open(secret = token): { commits: CommitReader; protection: ProtectionReader } {
  const { commits, protection } = openRepository(
    { name: 'infrastructure', url: `${host.url}/acme/infrastructure.git`, host: 'github', credentials: arn },
    { memory: makeTagMemory(), environment: {}, clock, readCredential: async () => parseCredential(arn, secret) },
  );
  if (commits === null || protection === null) throw new Error('GitHub tells both');
  return { commits, protection };
}

const troubleOf = (call: Promise<unknown>) => troubleWithout(call, token);

const branch = (isProtected: boolean): Recorded => ({
  source: 'docs.github.com "REST API endpoints for branches", "Get a branch"',
  body: {
    name: 'main',
    commit: { sha: commit, url: `https://api.github.com/repos/acme/infrastructure/commits/${commit}` },
    protected: isProtected,
    protection: {
      enabled: isProtected,
      required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] },
    },
    protection_url: 'https://api.github.com/repos/acme/infrastructure/branches/main/protection',
  },
});
const classic = (reviews: number | null, isForced: boolean): Recorded => ({
  source: 'docs.github.com "REST API endpoints for protected branches", "Get branch protection"',
  body: {
    url: 'https://api.github.com/repos/acme/infrastructure/branches/main/protection',
    enforce_admins: { url: 'https://api.github.com/', enabled: true },
    ...(reviews === null
      ? {}
      : {
          required_pull_request_reviews: {
            dismiss_stale_reviews: true,
            require_code_owner_reviews: true,
            required_approving_review_count: reviews,
          },
        }),
    required_linear_history: { enabled: true },
    allow_force_pushes: { enabled: isForced },
    allow_deletions: { enabled: false },
  },
});
const rules = (...listed: object[]): Recorded => ({
  source: 'docs.github.com "REST API endpoints for rules", "Get rules for a branch"',
  body: listed,
});
const fromRuleset = { ruleset_source_type: 'Organization', ruleset_source: 'acme', ruleset_id: 73 };
const reviewRule = {
  type: 'pull_request',
  ...fromRuleset,
  parameters: {
    required_approving_review_count: 2,
    require_code_owner_review: true,
    dismiss_stale_reviews_on_push: true,
  },
};
const atBranch = `GET ${api}/branches/main`;
const atRules = `GET ${api}/rules/branches/main?per_page=100&page=1`;
const atProtection = `GET ${api}/branches/main/protection`;

describe('a branch', () => {
  test('that nothing protects', async () => {
    host.answers = { [atBranch]: branch(false), [atRules]: rules() };
    expect(await open().protection.branch('main', signal)).toEqual({
      branch: 'main',
      protected: false,
      requiredApprovals: 0,
      forcePushAllowed: true,
      rules: [],
      unknown: [],
    });
    expect(host.asked.map(({ what }) => what)).toEqual([atBranch, atRules]);
  });

  test('with branch protection', async () => {
    host.answers = { [atBranch]: branch(true), [atRules]: rules(), [atProtection]: classic(1, false) };
    expect(await open().protection.branch('main', signal)).toEqual({
      branch: 'main',
      protected: true,
      requiredApprovals: 1,
      forcePushAllowed: false,
      rules: ['branch protection'],
      unknown: [],
    });
  });

  test('with branch protection that asks for nothing', async () => {
    host.answers = { [atBranch]: branch(true), [atRules]: rules(), [atProtection]: classic(null, true) };
    expect(await open().protection.branch('main', signal)).toMatchObject({
      protected: true,
      requiredApprovals: 0,
      forcePushAllowed: true,
    });
  });

  test('with rulesets, the strictest of which counts', async () => {
    host.answers = {
      [atBranch]: branch(true),
      [atRules]: rules(reviewRule, { type: 'non_fast_forward', ...fromRuleset }, { type: 'deletion', ...fromRuleset }),
      [atProtection]: classic(1, true),
    };
    expect(await open().protection.branch('main', signal)).toMatchObject({
      requiredApprovals: 2,
      forcePushAllowed: false,
      rules: ['branch protection', 'ruleset 73 of acme'],
    });
  });

  test('with rulesets alone', async () => {
    const none = { source: '"Get branch protection", 404', status: 404, body: { message: 'Branch not protected' } };
    host.answers = { [atBranch]: branch(true), [atRules]: rules(reviewRule), [atProtection]: none };
    expect(await open().protection.branch('main', signal)).toMatchObject({
      requiredApprovals: 2,
      forcePushAllowed: true,
      unknown: [],
    });
  });

  test.each([
    [
      'not found',
      { status: 404, body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' } },
    ],
    ['refused', { status: 403, body: { message: 'Resource not accessible by personal access token', status: '403' } }],
  ])('whose branch protection we may not know (%s) says so, and takes nothing for granted', async (_, answer) => {
    const source = 'docs.github.com "Troubleshooting the REST API"';
    host.answers = { [atBranch]: branch(true), [atRules]: rules(), [atProtection]: { source, ...answer } };
    expect(await open().protection.branch('main', signal)).toMatchObject({
      protected: true,
      requiredApprovals: null,
      forcePushAllowed: null,
      unknown: [expect.stringContaining('Administration: read')],
    });
    host.answers[atRules] = rules(
      reviewRule,
      { type: 'non_fast_forward' },
      { type: 'of_tomorrow', parameters: { required_approving_review_count: 'many' } },
    );
    expect(await open().protection.branch('main', signal)).toMatchObject({
      requiredApprovals: 2,
      forcePushAllowed: false,
    });
  });

  test('that is not there', async () => {
    expect(await troubleOf(open().protection.branch('main', signal))).toMatchObject({
      failure: 'not-found',
      said: 'Not Found',
    });
  });

  test('with more rules than a page holds', async () => {
    const page = Array.from({ length: 100 }, () => ({ type: 'required_linear_history', ...fromRuleset }));
    host.answers = {
      [atBranch]: branch(false),
      [atRules]: rules(...page),
      [atRules.replace('page=1', 'page=2').replace('per_page=200', 'per_page=100')]: rules(reviewRule),
    };
    expect(await open().protection.branch('main', signal)).toMatchObject({
      requiredApprovals: 2,
      rules: ['ruleset 73 of acme'],
    });
  });

  test('with a slash in its name', async () => {
    host.answers = {
      [`GET ${api}/branches/release%2F1`]: branch(false),
      [`GET ${api}/rules/branches/release%2F1?per_page=100&page=1`]: rules(),
    };
    expect(await open().protection.branch('release/1', signal)).toMatchObject({ protected: false });
  });
});

test('tags are protected by rulesets for tags that are in force', async () => {
  const source =
    'docs.github.com "REST API endpoints for rules", "Get all repository rulesets", "Get a repository ruleset"';
  const listed = (id: number, target: string, enforcement: string) => ({
    id,
    name: `r${id}`,
    target,
    source_type: 'Repository',
    source: 'acme/infrastructure',
    enforcement,
  });
  const detail = {
    ...listed(42, 'tag', 'active'),
    name: 'releases',
    conditions: { ref_name: { include: ['refs/tags/v*', '~ALL'], exclude: ['refs/tags/v0*'] } },
    rules: [
      { type: 'update', parameters: { update_allows_fetch_and_merge: false } },
      { type: 'deletion' },
      { type: 'tag_name_pattern', parameters: {} },
    ],
  };
  host.answers = {
    [`GET ${api}/rulesets?includes_parents=true&per_page=100&page=1`]: {
      source,
      body: [
        listed(41, 'branch', 'active'),
        listed(42, 'tag', 'active'),
        listed(43, 'tag', 'disabled'),
        listed(44, 'tag', 'evaluate'),
      ],
    },
    [`GET ${api}/rulesets/42`]: { source, body: detail },
  };
  expect(await open().protection.tagRules(signal)).toEqual([
    {
      name: 'ruleset releases',
      include: ['v*', '**'],
      exclude: ['v0*'],
      starCrossesSlash: false,
      blocksMoving: true,
      blocksDeletion: true,
    },
  ]);
  expect(host.asked).toHaveLength(2);
});

test.each([
  ['behind', true],
  ['identical', true],
  ['ahead', false],
  ['diverged', false],
])('a commit that is %s of its branch: on it is %s', async (status, isReached) => {
  host.answers[`GET ${api}/compare/main...${commit}?per_page=1`] = {
    source: 'docs.github.com "REST API endpoints for commits", "Compare two commits"',
    body: {
      status,
      ahead_by: 0,
      behind_by: 3,
      total_commits: 0,
      commits: [],
      files: [],
      merge_base_commit: { sha: commit },
    },
  };
  expect(await open().commits.reaches('main', commit, signal)).toBe(isReached);
});

test('a commit that shares nothing with the branch is not on it', async () => {
  host.answers[`GET ${api}/compare/main...${commit}?per_page=1`] = {
    source: '"Compare two commits", as GitHub answers it',
    status: 404,
    body: { message: `No common ancestor between main and ${commit}.` },
  };
  expect(await open().commits.reaches('main', commit, signal)).toBe(false);
});

test('a commit that is not there is not found', async () => {
  expect(await troubleOf(open().commits.reaches('main', commit, signal))).toMatchObject({
    failure: 'not-found',
    permission: 'Contents: read',
  });
});

test('folders and files', async () => {
  const source = 'docs.github.com "REST API endpoints for repository contents", "Get repository content"';
  const file = { type: 'file', size: 17, name: 'CODEOWNERS', path: '.github/CODEOWNERS', sha: commit };
  host.answers = {
    [`GET ${api}/contents?ref=main`]: {
      source,
      body: [
        { ...file, name: 'main.tf' },
        { ...file, type: 'dir', name: 'modules' },
        { ...file, type: 'symlink', name: 'l' },
        { ...file, type: 'submodule', name: 's' },
      ],
    },
    [`GET ${api}/contents/.github/CODEOWNERS?ref=main`]: {
      source,
      body: {
        ...file,
        encoding: 'base64',
        content: Buffer.from('* @acme/platform\n')
          .toString('base64')
          .replace(/(.{10})/g, '$1\n'),
      },
    },
    [`GET ${api}/contents/large%20file?ref=main`]: {
      source,
      body: { ...file, size: 2_000_000, encoding: 'none', content: '' },
    },
  };
  const { commits: github } = open();
  expect(await github.entries('main', '', signal)).toEqual([
    { name: 'main.tf', kind: 'file' },
    { name: 'modules', kind: 'folder' },
    { name: 'l', kind: 'link' },
    { name: 's', kind: 'submodule' },
  ]);
  expect(await github.text('main', '.github/CODEOWNERS', signal)).toBe('* @acme/platform\n');
  expect(await github.entries('main', '.github/CODEOWNERS', signal)).toBeNull();
  expect(await github.entries('main', 'nowhere', signal)).toBeNull();
  expect(await github.text('main', 'nowhere', signal)).toBeNull();
  expect(await troubleOf(github.text('main', 'large file', signal))).toMatchObject({ failure: 'too-large' });
});

test('what has not changed is asked for by its ETag, which costs nothing of the limit', async () => {
  host.answers = { [atBranch]: branch(false), [atRules]: rules() };
  const { protection: github } = open();
  const first = await github.branch('main', signal);
  const second = await github.branch('main', signal);
  expect(second).toEqual(first);
  expect(host.asked.map(({ etag }) => etag !== undefined)).toEqual([false, false, true, true]);
  host.answers[atBranch] = branch(true);
  host.answers[atProtection] = classic(1, false);
  expect(await github.branch('main', signal)).toMatchObject({ protected: true });
});

test.each([
  [
    'primary',
    403,
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1793527500', date: 'Sun, 01 Nov 2026 10:00:00 GMT' },
    'API rate limit exceeded for user ID 1.',
    300,
  ],
  ['secondary, with seconds', 429, { 'retry-after': '60' }, 'You have exceeded a secondary rate limit.', 60],
  [
    'secondary, without',
    403,
    {},
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    null,
  ],
])('a limit (%s) is told from a refusal', async (_, status, headers, message, seconds) => {
  host.answers[atBranch] = {
    source: 'docs.github.com "Rate limits for the REST API"',
    status,
    headers,
    body: { message },
  };
  expect(await troubleOf(open().protection.branch('main', signal))).toMatchObject({
    failure: 'throttled',
    retryAfterSeconds: seconds,
  });
});

test('a refusal within the limit is no limit', async () => {
  host.answers[atBranch] = {
    source: 'docs.github.com "Troubleshooting the REST API"',
    status: 403,
    headers: {
      'x-ratelimit-remaining': '4999',
      'x-ratelimit-reset': '1793527500',
      date: 'Sun, 01 Nov 2026 10:00:00 GMT',
    },
    body: { message: 'Resource not accessible by integration' },
  };
  expect(await troubleOf(open().protection.branch('main', signal))).toMatchObject({
    failure: 'denied',
    said: 'Resource not accessible by integration',
    permission: 'Contents: read',
  });
});

test('a token that has expired is told, with the words of GitHub', async () => {
  host.answers[atBranch] = {
    source: 'docs.github.com "Authenticating to the REST API"',
    status: 401,
    body: { message: 'Bad credentials' },
  };
  expect(await troubleOf(open().protection.branch('main', signal))).toMatchObject({ failure: 'expired' });
  expect(host.asked[0]?.authorization).toBe(`Bearer ${token}`);
});

test('an answer that is none of GitHub is an error', async () => {
  host.answers[atBranch] = {
    source: 'a proxy',
    body: '<html>Please sign in</html>',
    headers: { 'content-type': 'text/html' },
  };
  expect(await troubleOf(open().protection.branch('main', signal))).toMatchObject({ failure: 'invalid' });
});

describe('a GitHub App', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = String(privateKey.export({ type: 'pkcs1', format: 'pem' }));
  const secret = (key: string) => JSON.stringify({ appId: 1234, installationId: '5678', privateKey: key });
  const atToken = 'POST /api/v3/app/installations/5678/access_tokens';

  test('gets a token of its installation once, and asks with it', async () => {
    host.answers = {
      [atToken]: {
        source:
          'docs.github.com "REST API endpoints for GitHub Apps", "Create an installation access token for an app"',
        status: 201,
        body: {
          token: `ghs_${'0'.repeat(36)}`,
          expires_at: '2099-01-01T00:00:00Z',
          permissions: { contents: 'read', metadata: 'read' },
          repository_selection: 'all',
        },
      },
      [atBranch]: branch(false),
      [atRules]: rules(),
    };
    const { protection: github } = open(secret(pem));
    await github.branch('main', signal);
    await github.branch('main', signal);
    expect(host.asked.filter(({ what }) => what === atToken)).toHaveLength(1);
    expect(host.asked[1]?.authorization).toBe(`Bearer ghs_${'0'.repeat(36)}`);
  });

  test('that is not installed, or whose key is none, says so without the key', async () => {
    const missing = await troubleOf(open(secret(pem)).protection.branch('main', signal));
    expect(missing).toMatchObject({ failure: 'not-found' });
    const broken = await troubleOf(
      open(secret(`-----BEGIN RSA PRIVATE KEY-----\n${'0aB'.repeat(20)}`)).protection.branch('main', signal),
    );
    expect(broken).toMatchObject({ failure: 'invalid', detail: 'the private key of the GitHub App is no key' });
    for (const error of [missing, broken]) expect(inspect(error, { depth: 10 })).not.toContain('0aB0aB');
  });
});

test.each([
  ['https://github.com/acme/infrastructure', 'https://api.github.com'],
  ['https://acme.ghe.com/acme/infrastructure', 'https://api.acme.ghe.com'],
  ['https://git.example.com/acme/infrastructure', 'https://git.example.com/api/v3'],
])('the API of %s is %s', (url, address) => {
  expect(githubApi(url)).toBe(address);
});
