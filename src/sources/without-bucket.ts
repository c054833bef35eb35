import type { Source } from './source.ts';

/** What only a bucket and its lock table could tell: nothing. */
export const withoutBucket: Pick<Source, 'lockVersions' | 'lockTable' | 'workspaceKeyPrefix' | 'bucket'> = {
  lockVersions: async () => null,
  lockTable: null,
  workspaceKeyPrefix: null,
  bucket: null,
};
