import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeDynamoDbClient, makeS3Client } from '../../../src/aws/clients.ts';
import { type Discovery, type DiscoverySettings, discover } from '../../../src/discovery/discover.ts';
import { type AccountBucket, type AccountTable, type AwsAccount, startAccount } from '../../support/aws-account.ts';

let account: AwsAccount;
beforeEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await account.close();
});

async function start(buckets: Record<string, AccountBucket>, tables: Record<string, AccountTable> = {}): Promise<void> {
  account = await startAccount({ buckets, tables });
  for (const [name, value] of Object.entries(account.environment)) vi.stubEnv(name, value);
}

const look = (settings: Partial<DiscoverySettings> = {}): Promise<Discovery> =>
  discover({
    named: [],
    s3: (region) => makeS3Client(region === null ? {} : { region }, process.env),
    dynamoDb: (region) => makeDynamoDbClient(region === null ? {} : { region }),
    signal: new AbortController().signal,
    ...settings,
  });

const many = (count: number, key: (index: number) => string) => Array.from({ length: count }, (_, index) => key(index));
const lockTable = (...items: string[]): AccountTable => ({ key: ['LockID'], items });

/** All that a look through an account may ask. */
const reads = [
  'ListBuckets',
  'GetBucketLocation',
  'ListObjectsV2',
  'GetBucketVersioning',
  'GetBucketEncryption',
  'GetBucketNotificationConfiguration',
  'HeadObject',
  'ListTables',
  'DescribeTable',
  'GetItem',
];

const usual: Record<string, AccountBucket> = {
  'acme-tfstate': {
    keys: ['prod/net.tfstate', 'env:/dev/net', 'readme.md'],
    versioning: 'Enabled',
    encryption: { algorithm: 'aws:kms', key: 'arn:aws:kms:eu-west-1:123456789012:key/12' },
    notifications: '<EventBridgeConfiguration/>',
    region: 'eu-west-1',
  },
  'acme-logs': { keys: ['a.log'] },
};

test('finds the buckets with states and reads their settings, and nothing of the others', async () => {
  await start(usual);
  const { buckets, bucketsLookedAt, refused } = await look();
  expect(refused).toEqual([]);
  expect(bucketsLookedAt).toBe(2);
  expect(buckets).toMatchObject([
    {
      bucket: 'acme-tfstate',
      region: 'eu-west-1',
      keys: { stateKeys: ['env:/dev/net', 'prod/net.tfstate'], otherKeys: 1, complete: true, listRequests: 1 },
      settings: {
        versioning: { value: 'enabled' },
        encryption: { value: { kind: 'customer-key', key: 'arn:aws:kms:eu-west-1:123456789012:key/12' } },
        notifications: { value: { eventBridge: true } },
      },
    },
  ]);
  expect(account.requests.filter(({ place }) => place === 'acme-logs').map(({ operation }) => operation)).toEqual([
    'ListObjectsV2',
  ]);
});

test('only reads, and asks each bucket and the tables in the region of the bucket', async () => {
  await start(usual, { locks: lockTable() });
  await look();
  expect(account.requests.filter(({ operation }) => !reads.includes(operation))).toEqual([]);
  const elsewhere = account.requests.filter(
    ({ place, operation }) => place === 'acme-tfstate' || operation === 'ListTables',
  );
  expect(new Set(elsewhere.map(({ region }) => region))).toEqual(new Set(['eu-west-1']));
});

describe('lock tables', () => {
  test('are those whose only key is LockID; a digest of a state says whose', async () => {
    await start(usual, {
      'terraform-locks': lockTable('acme-tfstate/prod/net.tfstate-md5'),
      'other-locks': lockTable('another/prod/net.tfstate-md5'),
      users: { key: ['id'], items: ['acme-tfstate/prod/net.tfstate-md5'] },
      history: { key: ['LockID', 'at'] },
    });
    const { buckets, tables } = await look();
    expect(tables).toEqual([{ region: 'eu-west-1', lockTables: ['other-locks', 'terraform-locks'], complete: true }]);
    expect(buckets).toMatchObject([{ lockTables: ['terraform-locks'], otherLockTables: ['other-locks'] }]);
  });
});

describe('a large bucket', () => {
  test('is looked at in part, with at most ten list requests, also where its states come last', async () => {
    await start({ 'acme-data': { keys: [...many(12_000, (index) => `assets/${index}`), 'terraform/net.tfstate'] } });
    const { buckets } = await look();
    expect(buckets).toMatchObject([
      { keys: { stateKeys: ['terraform/net.tfstate'], complete: false, listRequests: 10 } },
    ]);
    expect(account.requests.filter(({ operation }) => operation === 'ListObjectsV2')).toHaveLength(10);
  });

  test('of states is looked at further than one page, each state once', async () => {
    const keys = [...many(2500, (index) => `prod/${index}.tfstate`), ...many(10, (index) => `dev/${index}.tfstate`)];
    await start({ 'acme-tfstate': { keys } });
    const { buckets } = await look();
    expect(buckets[0]?.keys).toMatchObject({ complete: true, stateKeys: keys.toSorted() });
  });

  test('without folders is looked at page by page', async () => {
    await start({ 'acme-tfstate': { keys: many(2100, (index) => `${index}.tfstate`) } });
    const { buckets } = await look();
    expect(buckets[0]?.keys.stateKeys).toHaveLength(2100);
    expect(buckets[0]?.keys.complete).toBe(true);
  });
});

test('many buckets share the list requests', async () => {
  const large = { keys: many(3000, (index) => `${index % 7}/${index}`) };
  await start(Object.fromEntries(many(500, (index) => `bucket-${index}`).map((name) => [name, large])));
  const { bucketsLookedAt, notLookedAt } = await look();
  expect([bucketsLookedAt, notLookedAt]).toEqual([500, []]);
  expect(account.requests.filter(({ operation }) => operation === 'ListObjectsV2').length).toBeLessThanOrEqual(2000);
});

describe('what is refused is told, and the rest goes on', () => {
  test.each([
    ['GetBucketVersioning', 's3:GetBucketVersioning'],
    ['GetBucketEncryption', 's3:GetEncryptionConfiguration'],
    ['GetBucketNotificationConfiguration', 's3:GetBucketNotification'],
    ['HeadObject', 's3:GetObject'],
    ['ListTables', 'dynamodb:ListTables'],
    ['DescribeTable', 'dynamodb:DescribeTable'],
    ['GetItem', 'dynamodb:GetItem'],
  ])('%s', async (operation, permission) => {
    await start(usual, { locks: lockTable() });
    account.denied.add(operation);
    const { buckets, refused } = await look();
    expect(refused.map((error) => error.permission)).toEqual([permission]);
    expect(buckets).toMatchObject([{ bucket: 'acme-tfstate', keys: { complete: true } }]);
    const unread = Object.values(buckets[0]?.settings ?? {}).filter((answer) => 'unreadable' in answer);
    expect(unread).toHaveLength(permission.startsWith('s3:') ? 1 : 0);
  });

  test('ListObjectsV2: a bucket that was named is a source all the same', async () => {
    await start(usual);
    account.denied.add('ListObjectsV2');
    const { buckets, refused } = await look({ named: [{ bucket: 'acme-tfstate', prefix: 'prod/' }] });
    expect(refused).toMatchObject([{ permission: 's3:ListBucket', location: 's3://acme-tfstate/prod/' }]);
    expect(buckets).toMatchObject([
      { bucket: 'acme-tfstate', region: 'eu-west-1', keys: { stateKeys: [], complete: false } },
    ]);
  });

  test('ListBuckets: nothing is known of the account', async () => {
    await start(usual);
    account.denied.add('ListBuckets');
    const { buckets, refused, everyBucketListed } = await look();
    expect(refused).toMatchObject([{ permission: 's3:ListAllMyBuckets' }]);
    expect([buckets, everyBucketListed]).toEqual([[], false]);
  });
});

test('only buckets of the region that is wanted', async () => {
  await start({ ...usual, 'acme-us': { keys: ['a.tfstate'] } });
  const { buckets } = await look({ region: 'us-east-1' });
  expect(buckets.map(({ bucket }) => bucket)).toEqual(['acme-us']);
});

test('an interrupted look ends with the interruption', async () => {
  await start(usual);
  const interruption = new AbortController();
  const looking = look({ signal: interruption.signal, onProgress: () => interruption.abort() });
  await expect(looking).rejects.toMatchObject({ name: 'AbortError' });
});
