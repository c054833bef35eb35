import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { dynamoDbLockTable, TableReadings } from '../../../src/sources/s3/lock-table.ts';
import { all } from '../../support/findings.ts';

const dynamoDb = mockClient(DynamoDBDocumentClient);
const client = new DynamoDBClient({
  region: 'us-east-1',
  credentials: { accessKeyId: 'fake', secretAccessKey: 'fake' },
});
beforeEach(() => dynamoDb.reset());

function tableOf(bucket: string, prefix = '', readings = new TableReadings()) {
  const buckets = ['acme-tfstate', 'acme-other'];
  return dynamoDbLockTable({ client, name: 'locks', bucket, prefix, buckets, answers: true, readings });
}

const run = () => new AbortController().signal;

it('reads locks and digests of its own states from every page, whatever else stands in the table', async () => {
  dynamoDb
    .on(ScanCommand)
    .resolvesOnce({
      Items: [
        { LockID: 'acme-tfstate/prod/a.tfstate', Info: '{"ID":"1"}' },
        { LockID: 'acme-tfstate/dev/b.tfstate-md5', Digest: 'd' },
        { LockID: 'acme-other/prod/a.tfstate', Info: '{"ID":"2"}' },
        { LockID: 7 },
        { something: 'else' },
      ],
      LastEvaluatedKey: { LockID: 'any' },
    })
    .resolves({ Items: [{ LockID: 'acme-tfstate/prod/a.tfstate-md5', Digest: 'e' }] });
  expect(await all(tableOf('acme-tfstate', 'prod/').entries(run()))).toEqual([
    { key: 'prod/a.tfstate', lock: '{"ID":"1"}', digest: 'e' },
  ]);
  expect(dynamoDb.commandCalls(ScanCommand).every(({ args }) => args[0].input.ConsistentRead === true)).toBe(true);
});

it('is read once in a run for all sources that share it, and anew in the next', async () => {
  dynamoDb.on(ScanCommand).resolves({ Items: [{ LockID: 'acme-other/a.tfstate', Info: '{"ID":"1"}' }] });
  const readings = new TableReadings();
  const signal = run();
  expect(await all(tableOf('acme-tfstate', '', readings).entries(signal))).toEqual([]);
  expect(await all(tableOf('acme-other', '', readings).entries(signal))).toHaveLength(1);
  expect(dynamoDb.commandCalls(ScanCommand)).toHaveLength(1);
  await all(tableOf('acme-other', '', readings).entries(run()));
  expect(dynamoDb.commandCalls(ScanCommand)).toHaveLength(2);
});

it('knows the lock of a state whose key ends as digests do', async () => {
  dynamoDb.on(GetCommand).resolves({});
  dynamoDb
    .on(GetCommand, { Key: { LockID: 'acme-tfstate/state-md5' } })
    .resolves({ Item: { LockID: 'acme-tfstate/state-md5', Info: '{"ID":"1"}' } });
  expect(await tableOf('acme-tfstate').entry('state-md5', run())).toEqual({
    key: 'state-md5',
    lock: '{"ID":"1"}',
    digest: null,
  });
});

it('reads the lock and the digest of one state, as they are now', async () => {
  const LockID = 'acme-tfstate/a.tfstate';
  dynamoDb.on(GetCommand, { Key: { LockID } }).resolves({ Item: { LockID, Info: '{"ID":"1"}' } });
  const digest = { LockID: `${LockID}-md5`, Digest: 'd' };
  dynamoDb.on(GetCommand, { Key: { LockID: digest.LockID } }).resolves({ Item: digest });
  expect(await tableOf('acme-tfstate').entry('a.tfstate', run())).toEqual({
    key: 'a.tfstate',
    lock: '{"ID":"1"}',
    digest: 'd',
  });
  expect(dynamoDb.commandCalls(GetCommand).every(({ args }) => args[0].input.ConsistentRead === true)).toBe(true);
});

it('names what belongs to no source, as far as it is asked to', async () => {
  const ids = ['old/a.tfstate', 'acme-other/c.tfstate', 'acme-tfstate-copy/d.tfstate'];
  const digests = ['old/b.tfstate-md5', 'acme-other/c.tfstate-md5'].map((LockID) => ({ LockID, Digest: 'd' }));
  const locks = ids.map((LockID) => ({ LockID, Info: '{"ID":"1"}' }));
  dynamoDb.on(ScanCommand).resolves({ Items: [...locks, ...digests] });
  const table = tableOf('acme-tfstate');
  expect(await table.strangers(9, run())).toEqual([
    'old/a.tfstate',
    'acme-tfstate-copy/d.tfstate',
    'old/b.tfstate-md5',
  ]);
  expect(await table.strangers(1, run())).toEqual(['old/a.tfstate']);
});
