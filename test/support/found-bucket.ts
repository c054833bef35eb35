import type { FoundBucket } from '../../src/discovery/discover.ts';

/** A bucket as it should be, with one state; what is given differs. */
export function foundBucket({
  stateKeyArn = null,
  settings = {},
  ...given
}: Partial<Omit<FoundBucket, 'settings'>> & {
  readonly stateKeyArn?: string | null;
  readonly settings?: Partial<FoundBucket['settings']>;
} = {}): FoundBucket {
  return {
    bucket: 'acme-tfstate',
    prefix: '',
    named: false,
    region: 'us-east-1',
    keys: { stateKeys: ['prod/net.tfstate'], otherKeys: 0, complete: true, listRequests: 1 },
    lockTables: [],
    otherLockTables: [],
    ...given,
    settings: {
      versioning: { value: 'enabled' },
      encryption: { value: { kind: 's3', key: null } },
      notifications: { value: { eventBridge: true, others: {} } },
      stateKeyArn: { value: stateKeyArn },
      ...settings,
    },
  };
}
