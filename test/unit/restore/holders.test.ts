import { expect, test } from 'vitest';
import { holdersOf } from '../../../src/restore/holders.ts';
import { SourceError } from '../../../src/sources/errors.ts';
import type { Source, StateVersion } from '../../../src/sources/source.ts';

const { signal } = new AbortController();

function versionAt(minute: number, more: Partial<StateVersion> = {}): StateVersion {
  const modifiedAt = new Date(Date.UTC(2026, 10, 20, 10, minute));
  return { path: 'k', versionId: `at ${minute}`, modifiedAt, bytes: 10, etag: 'e', deleted: false, ...more };
}

/** A source whose locks were held from the first minute to the second, by who is named. */
function sourceWith(...holds: readonly (readonly [from: number, to: number | null, who: string])[]) {
  const texts = new Map(
    holds.map(([from, , who]) => [
      `at ${from}`,
      JSON.stringify({ ID: 'x', Who: who, Operation: 'OperationTypeApply' }),
    ]),
  );
  const versions = holds.flatMap(([from, to]) => [
    ...(to === null ? [] : [versionAt(to, { deleted: true })]),
    versionAt(from),
  ]);
  const source: Pick<Source, 'lockVersions' | 'open'> = {
    lockVersions: async () => versions,
    open: async ({ versionId }) => ({
      bytes: 0,
      chunks: (async function* () {
        yield Buffer.from(texts.get(versionId) ?? '');
      })(),
    }),
  };
  return source as Source;
}

const whoWrote = async (source: Source, minute: number) =>
  (await holdersOf(source, 'k', [versionAt(minute)], signal)).byVersion.get(`at ${minute}`) ?? null;

test('a version was written by whoever held the lock then', async () => {
  const source = sourceWith([40, null, 'dan'], [20, 22, 'bob'], [10, 12, 'ada']);
  expect(await whoWrote(source, 11)).toBe('ada (apply)');
  expect(await whoWrote(source, 21)).toBe('bob (apply)');
  expect(await whoWrote(source, 41)).toBe('dan (apply)');
});

test('nobody is told for a version that was written before, between or after locks', async () => {
  const source = sourceWith([20, 22, 'bob'], [10, 12, 'ada']);
  for (const minute of [5, 15, 30]) expect(await whoWrote(source, minute), String(minute)).toBeNull();
});

test('a source that keeps nothing of locks tells nobody; one that may not be read says so', async () => {
  const none = { lockVersions: async () => null } as unknown as Source;
  expect(await holdersOf(none, 'k', [versionAt(1)], signal)).toEqual({ byVersion: new Map(), error: null });
  const error = new SourceError({ location: 's3://a/k', failure: 'denied', detail: 'no', action: '' });
  const denied = { lockVersions: () => Promise.reject(error) } as unknown as Source;
  expect((await holdersOf(denied, 'k', [versionAt(1)], signal)).error).toBe(error);
});
