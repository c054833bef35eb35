import type { ListObjectVersionsCommandOutput } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { versionsOnPage } from '../../../../src/sources/s3/objects.ts';

const second = new Date('2026-11-20T10:00:00Z');

function page(
  versions: readonly string[],
  markers: readonly string[],
  latest: string,
): ListObjectVersionsCommandOutput {
  const entry = (VersionId: string) => ({
    ...{ Key: 'a.tfstate', VersionId, IsLatest: VersionId === latest },
    ...{ LastModified: second, ETag: `"${VersionId}"`, Size: 1 },
  });
  return { Versions: versions.map(entry), DeleteMarkers: markers.map(entry), $metadata: {} };
}

test.each([
  ['deleted in the second it was written in', ['v1'], ['m1'], 'm1', ['m1', 'v1']],
  ['written again in the second it was deleted in', ['v2', 'v1'], ['m1'], 'v2', ['v2', 'm1', 'v1']],
  ['written twice in one second', ['v2', 'v1'], [], 'v2', ['v2', 'v1']],
])('%s: the current version comes first, the others stay in order', (_, versions, markers, latest, expected) => {
  const merged = versionsOnPage(page(versions, markers, latest), 'a.tfstate', 's3://acme/a.tfstate');
  expect(merged.map(({ s3VersionId }) => s3VersionId)).toEqual(expected);
});

test('an answer that lacks what every answer has is told, not guessed at', () => {
  const answer = { Versions: [{ Key: 'a.tfstate', VersionId: 'v1', IsLatest: true }], $metadata: {} };
  expect(() => versionsOnPage(answer, 'a.tfstate', 's3://acme/a.tfstate')).toThrow(
    expect.objectContaining({ name: 'SourceError', failure: 'invalid', location: 's3://acme/a.tfstate' }),
  );
});
