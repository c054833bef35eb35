/** Checks that can't fire on a folder, and so not on the example estate: `test/component/lock-histories.test.ts` makes each of them fire. */
export const bucketChecks: readonly string[] = [
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
];
