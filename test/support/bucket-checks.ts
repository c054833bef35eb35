/**
 * Checks that can't fire on the example estate, a folder that is scanned once: they look at buckets, lock tables, or what changed. Those of
 * the locks scanner fire in `test/component/lock-histories.test.ts`, those of the backups scanner in `backup-histories.test.ts`,
 * that of the secrets scanner in `secret-histories.test.ts`.
 */
export const bucketChecks: readonly string[] = [
  'backup/access-logging-off',
  'backup/history-gap',
  'backup/insecure-transport',
  'backup/mfa-delete-off',
  'backup/no-object-lock',
  'backup/public-access',
  'backup/replication-delete-markers',
  'backup/replication-disabled',
  'backup/replication-missing',
  'backup/retention-too-short',
  'backup/state-deleted',
  'backup/unencrypted',
  'backup/versioning-disabled',
  'backup/versioning-suspended',
  'lock/cannot-release',
  'lock/contention',
  'lock/digest-mismatch',
  'lock/digest-orphaned',
  'lock/half-released',
  'lock/mixed-mechanisms',
  'lock/not-used',
  'lock/table-deprecated',
  'lock/table-missing',
  'lock/table-unprotected',
  'secret/state-unencrypted',
];

/** Those that look at copies, or at their replication: they fire in `test/component/copies.test.ts`. */
export const copyChecks: readonly string[] = ['backup/copy-mismatch', 'backup/copy-stale', 'backup/replication-failed'];
