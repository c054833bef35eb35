import { expect, test } from 'vitest';
import { nothingOutside, type Outside } from '../../../../src/scanners/outside.ts';
import { planReleases } from '../../../../src/scanners/releases/plan.ts';
import type { PlanContext, ScanMark } from '../../../../src/scanners/scanner.ts';
import { SourceError, type SourceFailure } from '../../../../src/sources/errors.ts';
import type { LockTable, Source } from '../../../../src/sources/source.ts';
import { fakeSource, indexOf, stateObject } from '../../../support/fake-io.ts';

const now = new Date('2026-11-20T12:00:00Z');
const options = {
  repositories: [{ name: 'infra', path: 'infra.git' }],
  deployments: [{ match: ['prod/**'], repository: 'infra', version: [{ output: 'version' }] }],
};
const key = 'prod/net.tfstate';
const written = stateObject(key);

/** A repository without tags. */
const outside: Outside = {
  ...nothingOutside,
  repository: async ({ name }) => ({
    name,
    location: `${name}.git`,
    refs: async () => ({ tags: [], branches: [], defaultBranch: 'main' }),
    tagObjects: async () => new Map(),
    commits: null,
    protection: null,
  }),
};

function tableOf(entries: LockTable['entries']): Source {
  const lockTable: LockTable = {
    name: 'terraform-locks',
    buckets: ['bucket'],
    answers: true,
    entries,
    entry: async () => ({ key, lock: null, digest: null }),
    strangers: async () => [],
    settings: async () => null,
  };
  return { ...fakeSource({ listed: [written, stateObject('dev/net.tfstate')] }), lockTable };
}

async function planned(source: Source, marks: Record<string, ScanMark> = {}, changes: Partial<PlanContext> = {}) {
  const context: PlanContext = { now, ruleset: 'rules-1', options, outside, answers: true, ...changes };
  const ids: string[] = [];
  try {
    const signal = new AbortController().signal;
    for await (const { id } of planReleases(source, indexOf('releases', marks), 'releases', context, signal))
      ids.push(id);
    return { ids, failure: null };
  } catch (error) {
    return { ids, failure: error instanceof SourceError ? error.failure : error };
  }
}

const holding = (lock: string | null) =>
  tableOf(async function* () {
    yield { key, lock, digest: null };
  });
const failing = (failure: SourceFailure) =>
  tableOf(async function* () {
    yield { key: 'other', lock: null, digest: null };
    throw new SourceError({ location: 'terraform-locks', failure, detail: 'it failed', action: 'Look.' });
  });

test('a state that is mapped, and the repository, are due; one that is not mapped is not', async () => {
  expect(await planned(holding(null))).toEqual({ ids: ['git://infra', key], failure: null });
});

test('a state whose lock stands in the lock table is left for later', async () => {
  expect(await planned(holding('{}'))).toEqual({ ids: ['git://infra'], failure: null });
});

test('a lock table that can not be read leaves all states for later, and says so; one that is not there holds nothing', async () => {
  expect(await planned(failing('denied'))).toEqual({ ids: ['git://infra'], failure: 'denied' });
  expect(await planned(failing('not-found'))).toEqual({ ids: ['git://infra', key], failure: null });
});

test('only one source of an estate answers for a repository', async () => {
  expect(await planned(holding(null), {}, { answers: false })).toEqual({ ids: [key], failure: null });
});

test('a state that was written just now is left for later', async () => {
  const early = { now: new Date('2026-11-20T11:09:00Z') };
  expect(await planned(holding(null), {}, early)).toEqual({ ids: ['git://infra'], failure: null });
});

test('a state is due again after six hours, after one while it has findings, and under other rules', async () => {
  const { ids } = await planned(holding(null));
  expect(ids).toContain(key);
  const fingerprint = await fingerprintOf();
  const mark = (hours: number, changes: Partial<ScanMark> = {}): ScanMark => ({
    fingerprint,
    ruleset: 'rules-1',
    scannedAt: new Date(now.getTime() - hours * 3_600_000).toISOString(),
    complete: true,
    open: 0,
    ...changes,
  });
  const isDue = async (one: ScanMark) => (await planned(holding(null), { [key]: one })).ids.includes(key);
  expect(await isDue(mark(2))).toBe(false);
  expect(await isDue(mark(6))).toBe(true);
  expect(await isDue(mark(2, { open: 1 }))).toBe(true);
  expect(await isDue(mark(0.5, { open: 1 }))).toBe(false);
  expect(await isDue(mark(0.5, { complete: false }))).toBe(true);
  expect(await isDue(mark(0.5, { ruleset: 'rules-0' }))).toBe(true);
  expect(await isDue(mark(0.5, { fingerprint: 'other' }))).toBe(true);
});

/** What the mark of the state records. */
async function fingerprintOf(): Promise<string> {
  const context: PlanContext = { now, ruleset: 'rules-1', options, outside, answers: false };
  const signal = new AbortController().signal;
  for await (const target of planReleases(holding(null), indexOf('releases', {}), 'releases', context, signal)) {
    return target.fingerprint ?? '';
  }
  throw new Error('nothing is due');
}
