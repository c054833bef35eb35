import { createSocket } from 'node:dgram';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { PublishBatchCommand, type PublishBatchCommandInput, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { bundleFunction } from '../../lib/function-bundle.ts';
import { parseConfiguration } from '../../src/config/load.ts';
import { dynamoDbStore } from '../../src/findings/dynamodb-store.ts';
import { openEmbeddedDatabase } from '../../src/findings/embedded-database.ts';
import { scanEstate } from '../../src/pipeline/scan-estate.ts';
import { reportFormats } from '../../src/reports/index.ts';
import { scanners } from '../../src/scanners/index.ts';
import { s3Source } from '../../src/sources/s3/s3-source.ts';
import { Canaries } from '../support/canaries.ts';
import { type S3Request, startS3 } from '../support/s3-server.ts';
import { objectEvent } from '../support/scan-events.ts';
import { secretForms } from '../support/secret-forms.ts';
import { startSqs } from '../support/sqs-server.ts';

// Values that are found nowhere else stand in every place that a state, a lock or an earlier version has. The functions run over them as
// they are deployed, the command makes its reports of them, and then every output is searched for every value, in every form.

const canaries = new Canaries();
const folder = mkdtempSync(join(tmpdir(), 'statewarden-canaries-'));
/** What came out, by where it did. */
const outputs = new Map<string, string[]>();
const out = (place: string, text: unknown) => outputs.set(place, [...(outputs.get(place) ?? []), String(text)]);

const context = {
  functionName: 'statewarden',
  awsRequestId: 'request',
  memoryLimitInMB: '1769',
  getRemainingTimeInMillis: () => 60_000,
} as Context;

beforeAll(async () => {
  const [database, s3, sqs] = await Promise.all([openEmbeddedDatabase(), startS3(), startSqs()]);
  const traces = createSocket('udp4');
  traces.on('message', (packet) => out('the traces', packet));
  await new Promise<void>((bound) => traces.bind(0, '127.0.0.1', bound));
  try {
    plant(s3);
    bundle();
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
      PAGE_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:page',
      TICKET_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:ticket',
      UNSENT_ALERTS_URL: 'https://sqs.us-east-1.amazonaws.com/123456789012/unsent',
      POWERTOOLS_SERVICE_NAME: 'statewarden',
      POWERTOOLS_LOG_LEVEL: 'DEBUG',
      // As Lambda has it when it traces.
      POWERTOOLS_TRACE_ENABLED: 'true',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      LAMBDA_TASK_ROOT: folder,
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${(traces.address() as AddressInfo).port}`,
      _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
    };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, 'write').mockImplementation((line) => {
        out('the log', line);
        return true;
      });
    }
    for (const level of ['log', 'info', 'debug', 'warn', 'error'] as const) {
      vi.spyOn(console, level).mockImplementation((line) => out('the log', line));
    }

    const dispatch = await start('dispatch');
    for (const { name } of scanners) await dispatch({ scanner: name }, context);
    for (const body of sqs.waiting) out('the scan queue', body);
    const bodies = [...new Set(sqs.waiting)];
    const scan = await start('scan');
    const run = async (messages: readonly string[]) => {
      const Records = messages.map((body, index) => ({
        messageId: `m${index}`,
        receiptHandle: `r${index}`,
        body,
        attributes: { ApproximateReceiveCount: '1' },
      }));
      // What Lambda makes of an error of a function stands in the log, and in the trace.
      await scan({ Records }, context).catch((error: unknown) =>
        out('errors', error instanceof Error ? error.stack : error),
      );
    };
    await run(bodies);
    // Now without any: what was found is resolved, and stands in the versions before.
    for (const key of ['prod/all.tfstate', 'dev/legacy.tfstate']) s3.put(key, canaries.cleanState(3));
    await run(['prod/all.tfstate', 'dev/legacy.tfstate'].map((key) => objectEvent(key, { bucket: s3.bucket })));
    // Every kind of trouble on the way, and messages that are none.
    for (const fault of [
      { status: 403, code: 'AccessDenied' },
      { status: 500, code: 'InternalError' },
      'cut' as const,
    ]) {
      s3.fault = ({ operation }: S3Request) => (operation === 'GetObject' ? fault : null);
      s3.put('prod/trouble.tfstate', canaries.legacyState());
      await run([objectEvent('prod/trouble.tfstate', { bucket: s3.bucket })]);
      s3.fault = () => null;
    }
    await run([`{"token": "${canaries.token()}"`, JSON.stringify({ source: 1, key: canaries.password() })]);
    for (const body of sqs.waiting) out('the scan queue', body);

    const items = await allItems(database);
    out('the table', JSON.stringify(items));
    await alertOf(items);
    await report(s3);
  } finally {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    traces.close();
    await Promise.all([database.close(), s3.close(), sqs.close()]);
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Puts them everywhere: states, those before them, damaged ones, locks. */
function plant(s3: Awaited<ReturnType<typeof startS3>>): void {
  for (const serial of [1, 2]) s3.put('prod/all.tfstate', canaries.state(serial));
  s3.put('dev/legacy.tfstate', canaries.legacyState());
  for (const [index, text] of canaries.damagedStates().entries()) {
    s3.put(`prod/damaged-${index}.tfstate`, canaries.legacyState());
    s3.put(`prod/damaged-${index}.tfstate`, text);
  }
  for (const [index, text] of canaries.locks().entries()) {
    s3.put(`prod/locked-${index}.tfstate`, canaries.cleanState(1));
    s3.put(`prod/locked-${index}.tfstate.tflock`, text);
  }
  s3.put('prod/gone.tfstate', canaries.legacyState());
  s3.remove('prod/gone.tfstate');
}

/** Puts the functions where they are started from. */
function bundle(): void {
  for (const entry of ['dispatch', 'scan'] as const) {
    mkdirSync(join(folder, entry));
    for (const { name, contents } of bundleFunction(entry).files) {
      if (!name.endsWith('.mjs')) continue;
      const code = Buffer.from(contents)
        .toString()
        .replace(/^\/\/# sourceMappingURL=.*$/m, '');
      writeFileSync(join(folder, entry, name), code);
    }
    const configuration = { sources: [{ bucket: 'acme-tfstate' }] };
    writeFileSync(join(folder, entry, 'configuration.json'), JSON.stringify(configuration));
  }
}

type Handler = (event: object, context: Context) => Promise<unknown>;

async function start(entry: 'dispatch' | 'scan'): Promise<Handler> {
  const module: { readonly handler: Handler } = await import(pathToFileURL(join(folder, entry, 'index.mjs')).href);
  return module.handler;
}

async function allItems({ client, tableName }: Awaited<ReturnType<typeof openEmbeddedDatabase>>) {
  const items = [];
  let ExclusiveStartKey: Record<string, never> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: tableName, ...(ExclusiveStartKey && { ExclusiveStartKey }) }),
    );
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey as Record<string, never> | undefined;
  } while (ExclusiveStartKey !== undefined);
  return items;
}

/** Has the alert function tell of everything that stands in the table. */
async function alertOf(items: readonly Record<string, { readonly S?: string }>[]): Promise<void> {
  const sns = mockClient(SNSClient);
  const unsent = mockClient(SQSClient);
  unsent.on(SendMessageCommand).callsFake(({ MessageBody }: { readonly MessageBody?: string }) => {
    out('what was set aside', MessageBody);
    return { MessageId: 'm' };
  });
  sns.on(PublishBatchCommand).callsFake(({ PublishBatchRequestEntries = [] }: PublishBatchCommandInput) => {
    out('the alerts', JSON.stringify(PublishBatchRequestEntries));
    return { Successful: PublishBatchRequestEntries.map(({ Id }) => ({ Id, MessageId: 'm' })) };
  });
  const { handler } = await import('../../functions/alert.ts');
  const Records = items.map((item, index) => ({
    eventName: 'INSERT' as const,
    dynamodb: { Keys: { pk: item.pk, sk: item.sk }, NewImage: item, SequenceNumber: `${index}` },
  }));
  for (let at = 0; at < Records.length; at += 100) {
    await handler({ Records: Records.slice(at, at + 100) } as never, context);
  }
  sns.restore();
  unsent.restore();
}

/** What the command tells, in each format. */
async function report(s3: Awaited<ReturnType<typeof startS3>>): Promise<void> {
  s3.put('prod/all.tfstate', canaries.state(4));
  const database = await openEmbeddedDatabase();
  const configuration = parseConfiguration('', { scanners, file: 'of the test', baseFolder: '/' });
  const source = s3Source({ name: 'main', bucket: s3.bucket, prefix: '', client: s3.client() });
  const run = () =>
    scanEstate({
      sources: [{ ...source, bucket: null }],
      scanners,
      configuration,
      store: dynamoDbStore({ ...database, writers: 'one' }),
      clock: () => new Date('2026-11-20T12:00:00Z'),
      signal: new AbortController().signal,
    });
  const reports = [await run()];
  s3.put('prod/all.tfstate', canaries.cleanState(5));
  reports.push(await run());
  for (const { name, render } of reportFormats) {
    for (const one of reports) out(`the ${name} report`, render(one, [], { columns: 80, colour: false }));
  }
  await database.close();
}

test('there is something to be found in each place', () => {
  expect(canaries.values.length).toBeGreaterThan(300);
  expect([...outputs.keys()]).toEqual(
    expect.arrayContaining(['the log', 'the scan queue', 'the table', 'the alerts', 'the traces', 'the html report']),
  );
  const checks = new Set(
    outputs
      .get('the table')
      ?.join('')
      .match(/secret\/[a-z-]+/g),
  );
  const expected = [
    'connection-string',
    'credential-value',
    'embedded',
    'in-history',
    'private-key',
    'sensitive-attribute',
  ];
  const more = ['sensitive-output', 'service-token', 'state-unencrypted', 'unsearched'];
  expect([...checks].sort()).toEqual([...expected, ...more].map((stem) => `secret/${stem}`));
});

test('no value stands in any of them, in no form', () => {
  const found = new FormSearch(canaries.values);
  expect(found.in(`x${Buffer.from(canaries.values[7] ?? '').toString('hex')}`)).toHaveLength(1);
  const leaks = [...outputs].flatMap(([place, texts]) => found.in(texts.join('\n')).map((leak) => `${place}: ${leak}`));
  expect(leaks.slice(0, 20)).toEqual([]);
});

/** Looks for all forms of all values in one pass: there are thousands of them. */
class FormSearch {
  readonly #byBeginning = new Map<string, string[]>();
  readonly #length = 10;

  constructor(values: readonly string[]) {
    for (const form of values.flatMap(secretForms)) {
      const beginning = form.slice(0, this.#length);
      this.#byBeginning.set(beginning, [...(this.#byBeginning.get(beginning) ?? []), form]);
    }
  }

  /** What is found, with what stands around it. */
  in(text: string): readonly string[] {
    const found: string[] = [];
    for (let at = 0; at + this.#length <= text.length; at++) {
      const forms = this.#byBeginning.get(text.slice(at, at + this.#length));
      const form = forms?.find((one) => text.startsWith(one, at));
      if (form !== undefined) found.push(text.slice(Math.max(0, at - 150), at + form.length + 40));
    }
    return found;
  }
}
