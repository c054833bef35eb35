import { DeleteMessageBatchCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Configuration } from '../../src/config/configuration.ts';
import { parseConfiguration } from '../../src/config/load.ts';
import { dynamoDbStore } from '../../src/findings/dynamodb-store.ts';
import { dynamoDbTable } from '../../src/findings/dynamodb-table.ts';
import { openEmbeddedDatabase } from '../../src/findings/embedded-database.ts';
import type { FindingsStore } from '../../src/findings/store.ts';
import { recordPartition } from '../../src/findings/table.ts';
import type { TargetRecord } from '../../src/findings/target-record.ts';
import { recordFromItem, recordItem } from '../../src/findings/target-record-item.ts';
import { scanEstate } from '../../src/pipeline/scan-estate.ts';
import { scanMessages } from '../../src/pipeline/scan-messages.ts';
import { sqsScanQueue } from '../../src/pipeline/scan-queue.ts';
import { sweep } from '../../src/pipeline/sweep.ts';
import { scanners } from '../../src/scanners/index.ts';
import { s3Source } from '../../src/sources/s3/s3-source.ts';
import { countTableUse, type TableUse } from '../support/counted-table.ts';
import { type S3Server, startS3 } from '../support/s3-server.ts';
import { smallState } from '../support/small-state.ts';
import { type SqsServer, startSqs } from '../support/sqs-server.ts';

/** What one piece of work asked of the services. */
export interface Requests extends TableUse {
  readonly lists: number;
  readonly heads: number;
  readonly gets: number;
  readonly sends: number;
  readonly receives: number;
  readonly deletes: number;
  readonly visibilities: number;
  /** Questions for the length of the queue. */
  readonly backlogs: number;
}

/**
 * An estate in a bucket with versions, scanned before by every scanner, and everything that a deployment scans it with: the real
 * clients over a small S3 and a small SQS on loopback and the embedded DynamoDB, used as by many writers.
 */
export interface CountedEstate {
  /** A sweep of one scanner and the scanning of what it sent, after so many of the states were written again. */
  sweepAfter(changes: number): Promise<Requests>;
  /** Drills of all states, a week after each was last looked at. */
  drillAll(): Promise<Requests>;
  /** One apply as OpenTofu does it with a lock file, each of its three events scanned when it comes. */
  applyOnce(): Promise<Requests>;
  close(): Promise<void>;
}

/** Messages of the scan queue that Lambda hands over and deletes together: `batchSize` in lib/statewarden.ts. */
const batchSize = 10;

/** States that are read at the same time in a function of the default memory: functions/scan.ts. */
const concurrency = 3;

const signal = new AbortController().signal;

/** One in ten has a finding that stays. */
export async function openCountedEstate(states: number): Promise<CountedEstate> {
  const [s3, sqs, database] = await Promise.all([startS3(), startSqs(), openEmbeddedDatabase()]);
  const source = s3Source({ name: 'main', bucket: s3.bucket, prefix: '', client: s3.client() });
  const configuration = parseConfiguration(`sources: [{ name: main, bucket: ${s3.bucket} }]`, {
    scanners,
    file: 'of the bench',
    baseFolder: '/',
  });
  // Goes on with the bucket's: a lock must not look old.
  let now = 0;
  const put = (key: string, body: string) => {
    now = Math.max(now, s3.put(key, body).getTime());
  };
  const clock = () => new Date(++now);
  const keyOf = (index: number) => `live/production/team-${index % 40}/stack-${index}/terraform.tfstate`;
  const write = (index: number, serial: number) => put(keyOf(index), smallState({ serial, tainted: index % 10 === 0 }));
  let serial = 2;

  for (let index = 0; index < states; index++) for (const each of [1, serial]) write(index, each);
  const first = dynamoDbStore({ ...database, writers: 'one' });
  const report = await scanEstate({ sources: [source], scanners, configuration, store: first, clock, signal });
  if (report.errors.length > 0) throw new Error(`the estate is not whole: ${report.errors[0]?.message}`);
  await rememberTenVersions(database.client, database.tableName, source.name);
  const use = countTableUse(database.client);
  const queue = sqsScanQueue({ client: sqs.client, url: sqs.url });

  /** Each function instance has a store of its own, that has listed nothing yet. */
  const scanBatch = async () => {
    const work = {
      sources: [source],
      scanners,
      configuration,
      store: dynamoDbStore(database),
      concurrency,
      clock,
      signal,
    };
    return await scanNextBatch(sqs, work);
  };
  const counted = async (work: () => Promise<void>): Promise<Requests> => {
    s3.requests.length = 0;
    sqs.requests.length = 0;
    Object.assign(use, { readRequests: 0, writeRequests: 0, readUnits: 0, writeUnits: 0, findingsWritten: 0 });
    await work();
    return { ...use, ...requestsOf(s3, sqs) };
  };

  /** A sweep of a scanner, and the scanning of what it sent. @param due how many that has to be */
  const swept = async (name: string, due: number): Promise<Requests> => {
    const [scanner] = scanners.filter((candidate) => candidate.name === name);
    if (scanner === undefined) throw new TypeError(`no scanner ${name}`);
    return await counted(async () => {
      const store = dynamoDbStore(database);
      const work = { scanner, sources: [source], configuration, store, queue, now: clock(), signal };
      const { sent, errors } = await sweep(work);
      if (sent !== due || errors.length > 0) throw new Error(`${due} states were due, ${sent} were sent`);
      for (let scanned = 0; scanned < sent; ) scanned += await scanBatch();
    });
  };

  return {
    async sweepAfter(changes) {
      serial++;
      for (let index = 0; index < changes; index++) write(index, serial);
      return await swept('integrity', changes);
    },
    async drillAll() {
      now += 7 * 86_400_000;
      // And the bucket, whose settings are asked for every hour; no sweep sends more than the queue is to hold.
      return await swept('backups', Math.min(states + 1, 10_000));
    },
    async applyOnce() {
      serial++;
      const [key, lock] = [keyOf(0), `${keyOf(0)}.tflock`];
      const info = { ID: 'example', Operation: 'OperationTypeApply', Who: 'runner@ci', Created: clock().toISOString() };
      return await counted(async () => {
        put(lock, JSON.stringify(info));
        sqs.put(eventOf('Object Created', s3.bucket, lock));
        await scanBatch();
        write(0, serial);
        sqs.put(eventOf('Object Created', s3.bucket, key));
        await scanBatch();
        s3.remove(lock);
        sqs.put(eventOf('Object Deleted', s3.bucket, lock));
        await scanBatch();
      });
    },
    async close() {
      await Promise.all([s3.close(), sqs.close(), database.close()]);
    },
  };
}

interface Work {
  readonly sources: readonly ReturnType<typeof s3Source>[];
  readonly scanners: typeof scanners;
  readonly configuration: Configuration;
  readonly store: FindingsStore;
  readonly concurrency: number;
  readonly clock: () => Date;
  readonly signal: AbortSignal;
}

/** What Lambda's poller and the scan function do with a batch. @returns how many messages it had */
async function scanNextBatch({ client, url: QueueUrl }: SqsServer, work: Work): Promise<number> {
  const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: batchSize }));
  const messages = Messages.map(({ MessageId = '', Body = '' }) => ({ id: MessageId, body: Body }));
  const outcomes = await scanMessages(messages, work);
  const failed = outcomes.find(({ done }) => !done);
  if (failed?.done === false) throw new Error('a message was not worked on', { cause: failed.error });
  const errors = outcomes.flatMap((outcome) =>
    outcome.done ? outcome.targets.flatMap((target) => target.errors) : [],
  );
  if (errors.length > 0) throw new Error(`a state was not read: ${errors[0]?.message}`);
  const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  return messages.length;
}

/**
 * Fills every record up to the ten versions that it remembers in the end, as if each state had been written eight times more: a
 * sweep reads records of full size.
 */
async function rememberTenVersions(
  client: Parameters<typeof DynamoDBDocumentClient.from>[0],
  name: string,
  source: string,
): Promise<void> {
  const documents = DynamoDBDocumentClient.from(client);
  const table = dynamoDbTable({ client, tableName: name });
  for await (const page of table.query({ partition: recordPartition(source) })) {
    const items = page.map((item) => recordItem(withTenVersions(recordFromItem(item))));
    for (let start = 0; start < items.length; start += 25) {
      const requests = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
      await documents.send(new BatchWriteCommand({ RequestItems: { [name]: requests } }));
    }
  }
}

function withTenVersions(record: TargetRecord): TargetRecord {
  const [newest] = record.versions;
  if (newest === undefined) return record;
  const earlier = Array.from({ length: 10 - record.versions.length }, (_, index) => {
    const modifiedAt = new Date(Date.parse('2026-11-01T00:00:00Z') - index * 86_400_000);
    const etag = newest.sha256.slice(index, index + 32);
    return { ...newest, versionId: `etag:${etag}-${modifiedAt.getTime()}`, modifiedAt: modifiedAt.toISOString() };
  });
  return { ...record, versions: [...record.versions, ...earlier] };
}

function eventOf(type: string, bucket: string, key: string): string {
  return JSON.stringify({
    source: 'aws.s3',
    'detail-type': type,
    detail: { bucket: { name: bucket }, object: { key } },
  });
}

function requestsOf(s3: S3Server, sqs: SqsServer) {
  const ofS3 = (...names: readonly string[]) => s3.requests.filter(({ operation }) => names.includes(operation)).length;
  const ofSqs = (name: string) => sqs.requests.filter((operation) => operation === name).length;
  return {
    lists: ofS3('ListObjectsV2', 'ListObjectVersions'),
    heads: ofS3('HeadObject'),
    gets: ofS3('GetObject'),
    sends: ofSqs('SendMessageBatch'),
    receives: ofSqs('ReceiveMessage'),
    deletes: ofSqs('DeleteMessageBatch'),
    visibilities: ofSqs('ChangeMessageVisibilityBatch'),
    backlogs: ofSqs('GetQueueAttributes'),
  };
}
