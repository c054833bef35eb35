import type { Source } from './source.ts';

/** What only a bucket and its lock table could tell: nothing. */
export const withoutBucket: Pick<
  Source,
  'lockVersions' | 'objectTags' | 'lockTable' | 'workspaceKeyPrefix' | 'bucket' | 'copies' | 'awsBackup'
> = {
  lockVersions: async () => null,
  objectTags: async () => new Map(),
  lockTable: null,
  workspaceKeyPrefix: null,
  bucket: null,
  copies: [],
  awsBackup: null,
};
