import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseCredential } from '../../src/git/credentials.ts';
import { openRepository } from '../../src/git/open-repository.ts';
import type { CommitReader, ProtectionReader } from '../../src/git/repository.ts';
import { type Recorded, type RecordedHost, startRecordedHost } from '../support/recorded-host.ts';
import { troubleOf as troubleWithout } from '../support/repository-trouble.ts';
import { makeTagMemory } from '../support/tag-memory.ts';

// GitLab's API as its documentation tells it, on loopback.

const clock = () => new Date('2026-11-21T10:00:00Z');
const signal = AbortSignal.timeout(300_000);
const arn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:git-a1b2c3';
const token = `glpat-${'0aB'.repeat(7)}`;
const api = '/api/v4/projects/platform%2Fnetwork%2Finfrastructure';
const commit = '1a0b36b3cdad1d2ee32457c102a8c0b7056fa863';
let host: RecordedHost;

beforeAll(async () => {
  host = await startRecordedHost();
});
afterAll(() => host.close());
beforeEach(() => {
  host.asked.length = 0;
  host.answers = {};
});

function open(): { commits: CommitReader; protection: ProtectionReader } {
  const { commits, protection } = openRepository(
    { name: 'i', url: `${host.url}/platform/network/infrastructure.git`, host: 'gitlab', credentials: arn },
    { memory: makeTagMemory(), environment: {}, clock, readCredential: async () => parseCredential(arn, token) },
  );
  if (commits === null || protection === null) throw new Error('GitLab tells both');
  return { commits, protection };
}

const troubleOf = (call: Promise<unknown>) => troubleWithout(call, token);

const atBranch = `GET ${api}/repository/branches/main`;
const atProtected = `GET ${api}/protected_branches?per_page=100`;
const atApprovals = `GET ${api}/approval_rules?per_page=100`;
const refused = {
  source: 'docs.gitlab.com "Troubleshooting the REST API"',
  status: 403,
  body: { message: '403 Forbidden' },
};

const branch = (isProtected: boolean): Recorded => ({
  source: 'docs.gitlab.com "Branches API", "Get single repository branch"',
  body: {
    name: 'main',
    merged: false,
    protected: isProtected,
    default: true,
    developers_can_push: false,
    developers_can_merge: false,
    can_push: true,
    commit: { id: commit, title: 'add projects API' },
  },
});
const level = (access_level: number) => ({ id: 1, access_level, access_level_description: 'Maintainers' });
const protectedBranches = (...listed: object[]): Recorded => ({
  source: 'docs.gitlab.com "Protected branches API", "List protected branches"',
  body: listed,
});
const rule = (name: string, push: number, isForced: boolean) => ({
  id: 100,
  name,
  push_access_levels: [level(push)],
  merge_access_levels: [level(40)],
  allow_force_push: isForced,
  code_owner_approval_required: false,
  inherited: false,
});
const approvals = (...listed: object[]): Recorded => ({
  source: 'docs.gitlab.com "Merge request approvals API", "Get all approval rules for project"',
  body: listed,
});
const approval = (required: number, branches: string[], isForAll = false) => ({
  id: 1,
  name: 'security',
  rule_type: 'regular',
  report_type: null,
  eligible_approvers: [{ id: 5, name: 'John Doe', username: 'jdoe' }],
  approvals_required: required,
  applies_to_all_protected_branches: isForAll,
  protected_branches: branches.map((name) => ({ id: 1, name, push_access_levels: [level(0)] })),
  contains_hidden_groups: false,
});

describe('a branch', () => {
  test('that nothing protects', async () => {
    host.answers = { [atBranch]: branch(false) };
    expect(await open().protection.branch('main', signal)).toEqual({
      branch: 'main',
      protected: false,
      requiredApprovals: 0,
      forcePushAllowed: true,
      rules: [],
      unknown: [],
    });
  });

  test('that only merge requests change, with approvals of the rules that hold for it', async () => {
    host.answers = {
      [atBranch]: branch(true),
      [atProtected]: protectedBranches(rule('main', 0, false), rule('release/*', 40, true)),
      [atApprovals]: approvals(approval(2, ['main']), approval(1, []), approval(5, ['release/*'])),
    };
    expect(await open().protection.branch('main', signal)).toEqual({
      branch: 'main',
      protected: true,
      requiredApprovals: 2,
      forcePushAllowed: false,
      rules: ['protected branch main'],
      unknown: [],
    });
    expect(host.asked.every(({ authorization }) => authorization === `Bearer ${token}`)).toBe(true);
  });

  test('into which some may push needs no approval from them', async () => {
    host.answers = {
      [atBranch]: branch(true),
      [atProtected]: protectedBranches(rule('main', 40, false)),
      [atApprovals]: approvals(approval(2, [], true)),
    };
    expect(await open().protection.branch('main', signal)).toMatchObject({
      requiredApprovals: 0,
      rules: ['protected branch main, which lets some push without a merge request'],
    });
  });

  test('of several rules has the most permissive', async () => {
    host.answers = {
      [atBranch]: branch(true),
      [atProtected]: protectedBranches(rule('main', 0, false), rule('ma*', 0, true)),
      [atApprovals]: approvals(),
    };
    expect(await open().protection.branch('main', signal)).toMatchObject({
      forcePushAllowed: true,
      requiredApprovals: 0,
    });
  });

  test('whose approvals the edition does not have, or does not tell', async () => {
    host.answers = { [atBranch]: branch(true), [atProtected]: protectedBranches(rule('main', 0, false)) };
    for (const answer of [undefined, refused]) {
      if (answer !== undefined) host.answers[atApprovals] = answer;
      expect(await open().protection.branch('main', signal)).toMatchObject({
        requiredApprovals: null,
        forcePushAllowed: false,
        unknown: [expect.stringContaining('GitLab Premium')],
      });
    }
  });

  test('whose protection only maintainers may see', async () => {
    host.answers = { [atBranch]: branch(true), [atProtected]: refused, [atApprovals]: approvals(approval(2, [])) };
    expect(await open().protection.branch('main', signal)).toMatchObject({
      protected: true,
      requiredApprovals: null,
      forcePushAllowed: null,
      unknown: [expect.stringContaining('Maintainer')],
    });
  });

  test('that is not there', async () => {
    expect(await troubleOf(open().protection.branch('main', signal))).toMatchObject({ failure: 'not-found' });
  });
});

test('protected tags are read page by page, from this host only', async () => {
  const source = 'docs.gitlab.com "Protected tags API", "List protected tags"; "REST API", "Pagination"';
  const at = `${api}/protected_tags`;
  const tag = (name: string) => ({ name, create_access_levels: [level(40)] });
  host.answers = {
    [`GET ${at}?per_page=100`]: {
      source,
      headers: {
        link: `<${host.url}${at}?page=2&per_page=100>; rel="next", <${host.url}${at}?page=1&per_page=100>; rel="first"`,
      },
      body: [tag('v*')],
    },
    [`GET ${at}?page=2&per_page=100`]: {
      source,
      headers: { link: `<http://127.0.0.1:1${at}?page=3>; rel="next"` },
      body: [tag('release-1-0')],
    },
  };
  expect(await open().protection.tagRules(signal)).toEqual(
    ['v*', 'release-1-0'].map((name) => ({
      name: `protected tag ${name}`,
      include: [name],
      exclude: [],
      starCrossesSlash: true,
      blocksMoving: true,
      blocksDeletion: true,
    })),
  );
});

describe('a commit', () => {
  const source = 'docs.gitlab.com "Repositories API", "Merge base"';
  const at = `GET ${api}/repository/merge_base?refs[]=main&refs[]=${commit}`;

  test.each([
    [commit, true],
    ['f'.repeat(40), false],
  ])('whose merge base with the branch is %s is on it: %s', async (id, isReached) => {
    host.answers = { [at]: { source, body: { id, short_id: id.slice(0, 8), title: 'Initial commit' } } };
    expect(await open().commits.reaches('main', commit, signal)).toBe(isReached);
  });

  test('that shares nothing with the branch is not on it', async () => {
    host.answers = { [at]: { source, status: 404, body: { message: '404 Merge Base Not Found' } } };
    expect(await open().commits.reaches('main', commit, signal)).toBe(false);
  });

  test('that is not there is not found, as is a project', async () => {
    host.answers = { [at]: { source, status: 400, body: { message: `Could not find ref: ${commit}` } } };
    expect(await troubleOf(open().commits.reaches('main', commit, signal))).toMatchObject({ failure: 'not-found' });
    host.answers = { [at]: { source, status: 404, body: { message: '404 Project Not Found' } } };
    expect(await troubleOf(open().commits.reaches('main', commit, signal))).toMatchObject({ failure: 'not-found' });
  });
});

test('folders and files', async () => {
  const source =
    'docs.gitlab.com "Repositories API", "List repository tree"; "Repository files API", "Get raw file from repository"';
  const entry = (name: string, type: string, mode: string) => ({ id: commit, name, type, path: name, mode });
  const at = (path: string) => `GET ${api}/repository/tree?ref=main&path=${path}&pagination=keyset&per_page=100`;
  host.answers = {
    [at('')]: {
      source,
      body: [
        entry('modules', 'tree', '040000'),
        entry('main.tf', 'blob', '100644'),
        entry('l', 'blob', '120000'),
        entry('s', 'commit', '160000'),
      ],
    },
    [at('before-17-7')]: { source, body: [] },
    [`GET ${api}/repository/files/docs%2FCODEOWNERS/raw?ref=main`]: { source, body: '* @platform\n' },
  };
  const { commits } = open();
  expect(await commits.entries('main', '', signal)).toEqual([
    { name: 'modules', kind: 'folder' },
    { name: 'main.tf', kind: 'file' },
    { name: 'l', kind: 'link' },
    { name: 's', kind: 'submodule' },
  ]);
  expect(await commits.entries('main', 'before-17-7', signal)).toBeNull();
  expect(await commits.entries('main', 'nowhere', signal)).toBeNull();
  expect(await commits.text('main', 'docs/CODEOWNERS', signal)).toBe('* @platform\n');
  expect(await commits.text('main', 'CODEOWNERS', signal)).toBeNull();
});

test('a limit, an expired token and a page of a proxy are told apart', async () => {
  const { protection } = open();
  host.answers[atBranch] = {
    source: 'docs.gitlab.com "Rate limits", "Response headers"',
    status: 429,
    headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': '1793527260', date: 'Sun, 01 Nov 2026 10:00:00 GMT' },
    body: 'Retry later\n',
  };
  expect(await troubleOf(protection.branch('main', signal))).toMatchObject({
    failure: 'throttled',
    retryAfterSeconds: 60,
  });
  host.answers[atBranch] = {
    source: 'docs.gitlab.com "REST API authentication"',
    status: 401,
    body: { message: '401 Unauthorized' },
  };
  expect(await troubleOf(protection.branch('main', signal))).toMatchObject({ failure: 'expired' });
  host.answers[atBranch] = { source: 'a proxy', body: '<html>Please sign in</html>' };
  expect(await troubleOf(protection.branch('main', signal))).toMatchObject({ failure: 'invalid' });
});

test('what has not changed is asked for by its ETag', async () => {
  host.answers = { [atBranch]: branch(false) };
  const { protection } = open();
  expect(await protection.branch('main', signal)).toEqual(await protection.branch('main', signal));
  expect(host.asked.map(({ etag }) => etag !== undefined)).toEqual([false, true]);
});
