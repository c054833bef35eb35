import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Context, SQSBatchResponse } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { bundleFunction } from '../../lib/function-bundle.ts';
import { dynamoDbStore } from '../../src/findings/dynamodb-store.ts';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../src/findings/embedded-database.ts';
import { type S3Server, startS3 } from '../support/s3-server.ts';
import { openFindings } from '../support/scan-work.ts';
import { smallState } from '../support/small-state.ts';
import { type SqsServer, startSqs } from '../support/sqs-server.ts';

// The functions dispatch and scan as they are deployed: their bundles, started with what Lambda gives them, over services on loopback.

const folder = mkdtempSync(join(tmpdir(), 'statewarden-functions-'));
let database: EmbeddedDatabase;
let s3: S3Server;
let sqs: SqsServer;
let output: string[];
let starts = 0;

beforeAll(() => {
  for (const entry of ['dispatch', 'scan', 'vault'] as const) {
    mkdirSync(join(folder, entry));
    for (const { name, contents } of bundleFunction(entry).files) writeFileSync(join(folder, entry, name), contents);
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
  [database, s3, sqs] = await Promise.all([openEmbeddedDatabase(), startS3(), startSqs()]);
  const { hostname, port } = z
    .object({ hostname: z.string(), port: z.number() })
    .parse(await database.client.config.endpoint?.());
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'fake',
    AWS_SECRET_ACCESS_KEY: 'fake',
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: `http://${hostname}:${port}`,
    AWS_ENDPOINT_URL_SQS: new URL(sqs.url).origin,
    FINDINGS_TABLE: database.tableName,
    SCAN_QUEUE_URL: sqs.url,
    POWERTOOLS_SERVICE_NAME: 'statewarden',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  output = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((line) => output.push(String(line)) > 0);
  }
  vi.spyOn(console, 'log').mockImplementation((line) => void output.push(String(line)));
  vi.spyOn(console, 'warn').mockImplementation((line) => void output.push(String(line)));
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await Promise.all([database.close(), s3.close(), sqs.close()]);
});

interface Handlers {
  readonly dispatch: (event: { readonly scanner: string }, context: Context) => Promise<void>;
  readonly vault: (event: { readonly Records: readonly SqsRecord[] }, context: Context) => Promise<SQSBatchResponse>;
  readonly scan: (event: { readonly Records: readonly SqsRecord[] }, context: Context) => Promise<SQSBatchResponse>;
}

/** A new instance of a function. @param buckets of the configuration */
async function start<Entry extends keyof Handlers>(entry: Entry, buckets = [s3.bucket]): Promise<Handlers[Entry]> {
  writeFileSync(
    join(folder, entry, 'configuration.json'),
    JSON.stringify({ sources: buckets.map((bucket) => ({ bucket })), limits: { rescansPerSweep: 100 } }),
  );
  const module: { readonly handler: Handlers[Entry] } = await import(
    `${pathToFileURL(join(folder, entry, 'index.mjs')).href}?start=${++starts}`
  );
  return module.handler;
}

/** @param left milliseconds of the run that are left */
function contextOf(left = 60_000): Context {
  return {
    functionName: 'scan',
    awsRequestId: 'request',
    memoryLimitInMB: '1769',
    getRemainingTimeInMillis: () => left,
  } as Context;
}

interface SqsRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: { readonly ApproximateReceiveCount: string };
}

function record(body: string, { tries = 1, id = body } = {}): SqsRecord {
  return {
    messageId: id,
    receiptHandle: `receipt of ${id}`,
    body,
    attributes: { ApproximateReceiveCount: `${tries}` },
  };
}

function messageFor(key: string): string {
  return JSON.stringify({ source: s3.bucket, key });
}

/** Metrics as the functions write them: CloudWatch's embedded metric format. */
function metricsWritten(): readonly Record<string, unknown>[] {
  return output.filter((line) => line.includes('"_aws"')).map((line) => JSON.parse(line));
}

const heartbeat = expect.objectContaining({ SweepCompleted: 1, service: 'statewarden', scanner: 'integrity' });

it('dispatch sends every state that was never looked at, and gives its heartbeat', async () => {
  for (const key of ['a.tfstate', 'b.tfstate']) s3.put(key, smallState());
  const dispatch = await start('dispatch');
  await dispatch({ scanner: 'integrity' }, contextOf());
  expect(sqs.waiting.map((body) => JSON.parse(body))).toEqual([
    { source: s3.bucket, key: 'a.tfstate' },
    { source: s3.bucket, key: 'b.tfstate' },
  ]);
  expect(metricsWritten()).toContainEqual(heartbeat);
});

it('dispatch sends what it saw when a bucket is gone, says so, and gives no heartbeat', async () => {
  s3.put('a.tfstate', smallState());
  const dispatch = await start('dispatch', [s3.bucket, 'acme-gone']);
  await dispatch({ scanner: 'integrity' }, contextOf());
  expect(sqs.waiting).toHaveLength(1);
  expect(output.join('')).toContain('acme-gone');
  expect(metricsWritten()).not.toContainEqual(heartbeat);
});

it('dispatch gives a heartbeat again once all buckets are there', async () => {
  const dispatch = await start('dispatch');
  s3.fault = () => ({ status: 403, code: 'AccessDenied' });
  await dispatch({ scanner: 'integrity' }, contextOf());
  expect(metricsWritten()).not.toContainEqual(heartbeat);
  s3.fault = () => null;
  await dispatch({ scanner: 'integrity' }, contextOf());
  expect(metricsWritten()).toContainEqual(heartbeat);
});

it('dispatch counts the states that are locked, as one metric for all scanners', async () => {
  s3.put('a.tfstate', smallState());
  s3.put('a.tfstate.tflock', '{"ID":"1"}');
  s3.put('b.tfstate', smallState());
  const dispatch = await start('dispatch');
  for (const scanner of ['integrity', 'locks']) await dispatch({ scanner }, contextOf());
  const counts = metricsWritten().filter((line) => 'StatesLocked' in line);
  expect(counts).toEqual([1, 1].map((StatesLocked) => expect.objectContaining({ StatesLocked })));
  for (const line of counts) expect(line).not.toHaveProperty('scanner');
});

it('dispatch refuses a schedule of a scanner that there is not', async () => {
  const dispatch = await start('dispatch');
  await expect(dispatch({ scanner: 'horoscopes' }, contextOf())).rejects.toThrow();
  expect(metricsWritten()).not.toContainEqual(expect.objectContaining({ SweepCompleted: 1 }));
});

it('vault copies what it is told of, hands back what failed, and looks for the rest once a day', async () => {
  // One server stands for both buckets: its name is the same.
  vi.stubEnv('VAULT_BUCKET', s3.bucket);
  vi.stubEnv('VAULT_QUEUE_URL', sqs.url);
  s3.put('a.tfstate', smallState());
  s3.put('b.tfstate', smallState());
  const vault = await start('vault');
  const Records = [record('no message of ours', { id: 'bad' }), record(messageFor('a.tfstate'))];
  expect(await vault({ Records }, contextOf())).toEqual({ batchItemFailures: [{ itemIdentifier: 'bad' }] });
  expect(s3.requests.filter(({ operation }) => operation === 'PutObject').map(({ key }) => key)).toEqual([
    `${s3.bucket}/a.tfstate`,
  ]);
  const daily = { Records: [record('{"sweep":"vault"}', { id: 'daily' })] };
  expect(await vault(daily, contextOf())).toEqual({ batchItemFailures: [] });
  expect(sqs.waiting.map((body) => z.object({ key: z.string() }).parse(JSON.parse(body)).key)).toContain('b.tfstate');
});

it('vault looks through the buckets that it may list, and tries again for the one that it may not', async () => {
  vi.stubEnv('VAULT_BUCKET', s3.bucket);
  vi.stubEnv('VAULT_QUEUE_URL', sqs.url);
  s3.put('a.tfstate', smallState());
  const vault = await start('vault', ['acme-gone', s3.bucket]);
  const daily = { Records: [record('{"sweep":"vault"}', { id: 'daily' })] };
  expect(await vault(daily, contextOf())).toEqual({ batchItemFailures: [{ itemIdentifier: 'daily' }] });
  expect(sqs.waiting.map((body) => z.object({ key: z.string() }).parse(JSON.parse(body)).key)).toContain('a.tfstate');
});

it('scan records findings, and has nothing delivered again', async () => {
  s3.put('a.tfstate', smallState({ tainted: true }));
  const scan = await start('scan');
  expect(await scan({ Records: [record(messageFor('a.tfstate'))] }, contextOf())).toEqual({ batchItemFailures: [] });
  const open = await openFindings(dynamoDbStore(database), s3.bucket, ['a.tfstate']);
  expect(open).toContainEqual(expect.objectContaining({ checkId: 'state/tainted' }));
  expect(metricsWritten()).toContainEqual(expect.objectContaining({ TargetsScanned: 1, TargetsIncomplete: 0 }));
});

it('scan measures how backups do: what was read back, and how long it took', async () => {
  s3.put('a.tfstate', smallState({ serial: 1 }));
  s3.put('a.tfstate', smallState({ serial: 2 }));
  const scan = await start('scan');
  await scan({ Records: [record(messageFor('a.tfstate'))] }, contextOf());
  expect(metricsWritten()).toContainEqual(
    expect.objectContaining({ DrillSuccess: 1, DrillDuration: expect.any(Number) }),
  );
  // Few, because each is billed: without places of copies nothing is told of them.
  for (const line of metricsWritten()) expect(line).not.toHaveProperty('CopySuccess');
});

it('scan counts a state that can not be read, and does not try it again: the next sweep does', async () => {
  s3.put('a.tfstate', smallState().slice(0, 100));
  const scan = await start('scan');
  expect(await scan({ Records: [record(messageFor('a.tfstate'))] }, contextOf())).toEqual({ batchItemFailures: [] });
  expect(metricsWritten()).toContainEqual(expect.objectContaining({ TargetsScanned: 1, TargetsIncomplete: 1 }));
});

it.each([
  { tries: 1, delay: 5 },
  { tries: 3, delay: 20 },
  { tries: 12, delay: 900 },
])('scan hands back what is no message, for longer each time: try $tries', async ({ tries, delay }) => {
  s3.put('a.tfstate', smallState());
  const scan = await start('scan');
  const Records = [record('no message of ours', { tries, id: 'bad' }), record(messageFor('a.tfstate'))];
  expect(await scan({ Records }, contextOf())).toEqual({ batchItemFailures: [{ itemIdentifier: 'bad' }] });
  expect(sqs.delays).toEqual([delay]);
});

it('scan hands back at once what it has no time for, and keeps what was done', async () => {
  s3.put('a.tfstate', smallState({ tainted: true }));
  for (const index of [1, 2, 3, 4]) s3.put(`slow-${index}.tfstate`, smallState());
  const scan = await start('scan');
  s3.fault = ({ operation, key }) => (operation === 'GetObject' && key.startsWith('slow') ? 'silence' : null);
  const keys = ['a.tfstate', ...[1, 2, 3, 4].map((index) => `slow-${index}.tfstate`)];
  const Records = keys.map((key) => record(messageFor(key), { id: key }));
  const { batchItemFailures } = await scan({ Records }, contextOf(4000));
  expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(keys.slice(1));
  expect(sqs.delays).toEqual([0, 0, 0, 0]);
  const open = await openFindings(dynamoDbStore(database), s3.bucket, keys);
  expect(open.map(({ stateKey }) => stateKey)).toContain('a.tfstate');
});
