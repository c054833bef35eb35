import type { SNSClient } from '@aws-sdk/client-sns';
import { type Alert, type AlertRoute, alertOf } from './alert.ts';
import { AlertHeldBackError } from './errors.ts';
import { messageOf } from './message.ts';
import { publish } from './publish.ts';
import { type StreamRecord, sequenceNumberOf, transitionOf } from './stream-record.ts';

export type Topics = Readonly<Record<AlertRoute, string>>;

export interface Failure {
  readonly record: StreamRecord;
  readonly error: unknown;
}

/** What became of the records of one delivery. */
export interface Notification {
  readonly published: Readonly<Record<AlertRoute, number>>;
  /** Records that have to be delivered again, in the order of the stream. */
  readonly failures: readonly Failure[];
}

interface Outgoing {
  readonly record: StreamRecord;
  readonly alert: Alert;
}

/**
 * Publishes what the stream's records mean. A record that can't be read fails alone. An alert that SNS does not take holds back
 * the later ones of its finding, and no other: alerts of one finding never stand in one request, or a recovery might arrive
 * without what it recovers from.
 * @param done records published by earlier deliveries; takes those of this one
 */
export async function notify(
  records: readonly StreamRecord[],
  { sns, topics, done }: { readonly sns: SNSClient; readonly topics: Topics; readonly done: DoneRecords },
): Promise<Notification> {
  const errors = new Map<StreamRecord, unknown>();
  const published = { page: 0, ticket: 0 };
  let waiting = outgoing(records, done, errors);
  while (waiting.length > 0) {
    const { first, later } = firstOfEachFinding(waiting);
    for (const route of ['page', 'ticket'] as const) {
      const routed = first.filter(({ alert }) => alert.route === route);
      const results = await publish(
        sns,
        topics[route],
        routed.map(({ alert }) => messageOf(alert)),
      );
      for (const [index, { record }] of routed.entries()) {
        const error = results[index];
        if (error === null) {
          done.add(record);
          published[route] += 1;
        } else errors.set(record, error);
      }
    }
    const stuck = new Set(first.filter(({ record }) => errors.has(record)).map(({ alert }) => alert.finding.findingId));
    waiting = later.filter(({ record, alert }) => {
      const isHeldBack = stuck.has(alert.finding.findingId);
      if (isHeldBack) errors.set(record, new AlertHeldBackError());
      return !isHeldBack;
    });
  }
  const failed = records.filter((record) => errors.has(record));
  return { published, failures: failed.map((record) => ({ record, error: errors.get(record) })) };
}

/**
 * Records whose alert SNS has. Lambda delivers everything after a failure again, mostly to the same instance: who was told once
 * is not told again. Another instance knows nothing of it; then the deduplication key tells.
 */
export class DoneRecords {
  readonly #sequenceNumbers = new Set<string>();
  readonly #limit: number;

  /** @param limit how many to remember; the oldest are forgotten first */
  constructor(limit = 10_000) {
    this.#limit = limit;
  }

  has(record: StreamRecord): boolean {
    return this.#sequenceNumbers.has(sequenceNumberOf(record));
  }

  add(record: StreamRecord): void {
    this.#sequenceNumbers.add(sequenceNumberOf(record));
    const [oldest] = this.#sequenceNumbers;
    if (this.#sequenceNumbers.size > this.#limit && oldest !== undefined) this.#sequenceNumbers.delete(oldest);
  }
}

/** The alerts of the records that are not done. @param errors takes the records that can't be read */
function outgoing(
  records: readonly StreamRecord[],
  done: DoneRecords,
  errors: Map<StreamRecord, unknown>,
): readonly Outgoing[] {
  return records.flatMap((record) => {
    if (done.has(record)) return [];
    try {
      const streamed = transitionOf(record);
      const alert = streamed === null ? null : alertOf(streamed.transition, streamed.before);
      return alert === null ? [] : [{ record, alert }];
    } catch (error) {
      errors.set(record, error);
      return [];
    }
  });
}

function firstOfEachFinding(waiting: readonly Outgoing[]): {
  readonly first: readonly Outgoing[];
  readonly later: readonly Outgoing[];
} {
  const seen = new Set<string>();
  const first: Outgoing[] = [];
  const later: Outgoing[] = [];
  for (const each of waiting) {
    const { findingId } = each.alert.finding;
    (seen.has(findingId) ? later : first).push(each);
    seen.add(findingId);
  }
  return { first, later };
}
