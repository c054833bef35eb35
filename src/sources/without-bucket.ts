import type { Source } from './source.ts';

/** What only a bucket and its lock table could tell: nothing. */
export const withoutBucket: Pick<Source, 'lockVersions' | 'lockTable' | 'bucket'> = {
  lockVersions: async () => null,
  lockTable: null,
  bucket: null,
};
