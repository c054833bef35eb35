import { Duration } from 'aws-cdk-lib';
import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { s3LockSuffix } from '../src/sources/state-names.ts';
import type { BucketSource } from './source-access.ts';

interface StateChangeRuleProps {
  readonly sources: readonly BucketSource[];
  readonly eventBus?: EventBus;
  /** Each gets every change. */
  readonly queues: readonly IQueue[];
  readonly deadLetterQueue: IQueue;
}

/** Buckets in one rule: a pattern has at most 4,096 characters, a bucket name up to 63. */
const bucketsPerRule = 40;

/** Sends each change of a state or of its lock to the queues, as it is. The buckets have to send their events to EventBridge. */
export class StateChangeRule extends Construct {
  constructor(scope: Construct, id: string, { sources, eventBus, queues, deadLetterQueue }: StateChangeRuleProps) {
    super(scope, id);
    for (const [index, { buckets, keys }] of patterns(sources).entries()) {
      new Rule(this, `Rule${index}`, {
        description: 'Statewarden: scans a state when it is written or deleted, or its lock is',
        ...(eventBus === undefined ? {} : { eventBus }),
        eventPattern: {
          source: ['aws.s3'],
          // Never by the reason: Terraform writes states over 5 MiB as a multipart upload.
          detailType: ['Object Created', 'Object Deleted'],
          detail: { bucket: { name: buckets }, object: { key: keys } },
        },
        targets: queues.map(
          (queue) => new SqsQueue(queue, { deadLetterQueue, retryAttempts: 185, maxEventAge: Duration.hours(24) }),
        ),
      });
    }
  }
}

interface Pattern {
  readonly buckets: string[];
  readonly keys: object[];
}

/** Sources whose keys are told by the same pattern share a rule. */
function patterns(sources: readonly BucketSource[]): readonly Pattern[] {
  const groups = new Map<string, { keys: object[]; buckets: Set<string> }>();
  for (const source of sources) {
    const keys = keysOf(source);
    const group = groups.get(JSON.stringify(keys)) ?? { keys, buckets: new Set() };
    group.buckets.add(source.bucket);
    groups.set(JSON.stringify(keys), group);
  }
  return [...groups.values()].flatMap(({ keys, buckets }) => {
    const names = [...buckets].sort();
    return Array.from({ length: Math.ceil(names.length / bucketsPerRule) }, (_, index) => ({
      keys,
      buckets: names.slice(index * bucketsPerRule, (index + 1) * bucketsPerRule),
    }));
  });
}

/** What the globs of a source let in beyond it is dropped by the scan function. */
function keysOf({ prefix, include }: BucketSource): object[] {
  if (include !== undefined) return prefix === '' ? [{ exists: true }] : [{ prefix }];
  const endings = ['.tfstate', `.tfstate${s3LockSuffix}`];
  if (prefix === '') return endings.map((suffix) => ({ suffix }));
  const escaped = prefix.replace(/[\\*]/g, '\\$&');
  return endings.map((ending) => ({ wildcard: `${escaped}*${ending}` }));
}
