import { createHash, randomUUID } from 'node:crypto';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { ActivityRecord } from '../../src/findings/activity.ts';
import { applyRestore, type RestoreResult } from '../../src/restore/apply.ts';
import { lookAtRestore, type StateToRestore, type Wanted } from '../../src/restore/look.ts';
import type { RestorePlan } from '../../src/restore/plan.ts';
import { s3Place } from '../../src/restore/s3/s3-place.ts';
import { dynamoDbLockTable, TableReadings } from '../../src/sources/s3/lock-table.ts';
import { s3Source } from '../../src/sources/s3/s3-source.ts';
import { type LockBed, lockBed } from './lock-bed.ts';

/** What becomes of one request of a run: the process dies before or after it took effect, or it fails and the process lives on. */
export interface Fate {
  /** Number of the request, from 1. */
  readonly request: number;
  readonly how: 'dies before' | 'dies after' | 'fails' | 'answer is lost';
}

/** The process is gone: nothing that it still wanted to do happens. */
class ProcessDied extends Error {
  override readonly name = 'ProcessDied';
}

export const restoredKey = 'env:/prod/net/terraform.tfstate';
const tableName = 'terraform-locks';
const machine = '0123456789abcdef';

export interface Run {
  readonly wanted?: Wanted;
  readonly fate?: Fate;
  /** Who runs it. @default ada@laptop */
  readonly who?: string;
  readonly allow?: { readonly otherLineage?: boolean; readonly keepSerial?: boolean };
  /** Called with the names of the requests. */
  readonly onRequest?: (name: string) => Promise<void> | void;
  readonly signal?: AbortSignal;
}

/** What a run gave: its result, or what it told instead. */
export interface RunOutcome {
  readonly plan: RestorePlan | null;
  readonly result: RestoreResult | null;
  readonly error: unknown;
  /** Names of the requests it made. */
  readonly requests: readonly string[];
}

/** A bucket, a lock table, and restores in them by processes that may die. */
export interface RestoreBed extends LockBed {
  run(run?: Run): Promise<RunOutcome>;
  readonly records: readonly ActivityRecord[];
  /** Processes that still run, by id: each run is one. */
  readonly running: Set<number>;
  /** What the lock file and the lock item hold; null for nothing. */
  locks(): Promise<{ readonly file: string | null; readonly item: string | null }>;
  digestNow(): Promise<string | null>;
}

/** @param usesTable whether the source has a lock table */
export async function restoreBed({ usesTable = true } = {}): Promise<RestoreBed> {
  const bed = await lockBed();
  const { s3, database } = bed;
  const documents = DynamoDBDocumentClient.from(database);
  const client = s3.client();
  const records = new Map<string, ActivityRecord>();
  const running = new Set<number>();
  let current: ((name: string, send: () => Promise<unknown>) => Promise<unknown>) | null = null;
  let pid = 100;
  const through = async <T>(name: string, send: () => Promise<T>): Promise<T> =>
    (current === null ? await send() : await current(name, send)) as T;
  const options = { step: 'initialize', name: 'restoreBed' } as const;
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) =>
        through(commandName, () => next(args)),
    options,
  );
  database.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) =>
        through(commandName, () => next(args)),
    options,
  );

  const table = { client: database, name: tableName };
  const lockTable = dynamoDbLockTable({
    ...table,
    bucket: s3.bucket,
    prefix: '',
    buckets: [s3.bucket],
    answers: true,
    readings: new TableReadings(),
  });
  const source = s3Source({
    name: 'main',
    bucket: s3.bucket,
    prefix: '',
    client,
    ...(usesTable ? { lockTable } : {}),
  });
  const state: StateToRestore = {
    source,
    key: restoredKey,
    location: `s3://${s3.bucket}/${restoredKey}`,
    command: `statewarden restore main ${restoredKey}`,
    limits: { streamAbove: 1024 * 1024, largestValue: 1024 * 1024 },
  };

  const item = async (LockID: string) =>
    (await documents.send(new GetCommand({ TableName: tableName, Key: { LockID } }))).Item;

  return {
    ...bed,
    running,
    get records() {
      return [...records.values()];
    },
    async locks() {
      const info: unknown = (await item(`${s3.bucket}/${restoredKey}`))?.Info;
      const file = s3.current(`${restoredKey}.tflock`)?.text ?? null;
      return { file, item: typeof info === 'string' ? info : null };
    },
    async digestNow() {
      const digest: unknown = (await item(`${s3.bucket}/${restoredKey}-md5`))?.Digest;
      return typeof digest === 'string' ? digest : null;
    },
    async run({ wanted = { serial: 12 }, fate, who = 'ada@laptop', allow = {}, onRequest, signal } = {}) {
      const requests: string[] = [];
      const own = ++pid;
      running.add(own);
      let isDead = false;
      const die = () => {
        isDead = true;
        running.delete(own);
        throw new ProcessDied();
      };
      current = async (name, send) => {
        if (isDead) throw new ProcessDied();
        requests.push(name);
        await onRequest?.(name);
        const how = fate?.request === requests.length ? fate.how : null;
        if (how === 'dies before') die();
        if (how === 'fails')
          throw Object.assign(new Error('down'), { name: 'ServiceUnavailable', $metadata: { httpStatusCode: 503 } });
        const answer = await send();
        if (how === 'dies after') die();
        if (how === 'answer is lost') throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
        return answer;
      };
      const abort = signal ?? new AbortController().signal;
      let plan: RestorePlan | null = null;
      try {
        const allowed = { otherLineage: false, keepSerial: false, ...allow };
        plan = await lookAtRestore(state, wanted, allowed, abort);
        if (plan.refusals.length > 0) return { plan, result: null, error: null, requests };
        const chosen = plan.chosen.version;
        const place = s3Place({ client, bucket: s3.bucket, key: restoredKey, chosen, table: usesTable ? table : null });
        const tools = {
          source,
          key: restoredKey,
          place,
          limits: state.limits,
          clock: () => new Date('2026-11-21T09:00:00Z'),
          newId: randomUUID,
          version: '0.1.0',
          self: { who, machine, pid: own, startedAt: '7' },
          isRunning: ({ pid: other }: { readonly pid: number }) => running.has(other),
          record: async (record: ActivityRecord) => {
            if (isDead) throw new ProcessDied();
            requests.push('record');
            await onRequest?.('record');
            const how = fate?.request === requests.length ? fate.how : null;
            if (how === 'dies before') die();
            if (how === 'fails') throw Object.assign(new Error('down'), { name: 'StoreDown' });
            const { kind, id, at } = record;
            const name = JSON.stringify([kind, record.source, record.targetId, at, id]);
            if (!records.has(name)) records.set(name, record);
            if (how === 'dies after') die();
          },
          onStep: () => undefined,
        };
        return { plan, result: await applyRestore(plan, tools, abort), error: null, requests };
      } catch (error) {
        return { plan, result: null, error, requests };
      } finally {
        current = null;
        running.delete(own);
      }
    },
  };
}

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
