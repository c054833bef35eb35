import type { StreamRecord } from '../../src/alerts/stream-record.ts';
import type { Finding, Transition } from '../../src/findings/finding.ts';
import { eventItem, findingItem, type Item } from '../../src/findings/items.ts';

/** Records as the stream of the findings table gives them to Lambda, made of the items that the store writes. */

/** The finding that these transitions are about: a lock in production that pages. */
export function lockFinding(changes: Partial<Finding> = {}): Finding {
  return {
    findingId: '3f1c9a5e7b2d4f6081a3c5e7f9b1d3f5',
    checkId: 'lock/stale',
    scanner: 'locks',
    title: 'Lock is held for too long',
    severity: 'high',
    route: 'page',
    source: 'main',
    stateKey: 'env:/prod/net/terraform.tfstate',
    environment: 'production',
    owner: 'platform',
    address: null,
    pointer: null,
    message: 'runner@ci-7 has held the lock since 2026-11-20T03:00:00.000Z (apply).',
    evidence: {
      lockId: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
      who: 'runner@ci-7',
      operation: 'OperationTypeApply',
      version: '1.11.4',
      since: '2026-11-20T03:00:00.000Z',
      sinceFrom: 'last-modified',
      limitMinutes: 60,
      path: 'env:/prod/net/terraform.tfstate.tflock',
      problem: null,
    },
    remediation:
      'First make sure that the run is over (ask runner@ci-7): look for its job or its process. In the directory whose backend has bucket acme-tfstate and key net/terraform.tfstate: `terraform workspace select prod && terraform force-unlock d9b78f87-3dfd-3146-b3ff-7d43a1895933`. Then `terraform plan`: the run may have died half-way.',
    docs: 'docs/checks.md#lockstale',
    status: 'open',
    firstSeenAt: '2026-11-20T04:05:00.000Z',
    lastSeenAt: '2026-11-20T04:05:00.000Z',
    resolvedAt: null,
    revision: 1,
    ...changes,
  };
}

const at = '2026-11-20T04:05:00.000Z';

/** The finding was opened. */
export function opened(changes: Partial<Finding> = {}): Transition {
  return { kind: 'opened', finding: lockFinding(changes), at };
}

/** And is gone an hour later. */
export function resolved(changes: Partial<Finding> = {}): Transition {
  const resolvedAt = '2026-11-20T05:05:00.000Z';
  const finding = lockFinding({ revision: 2, status: 'resolved', resolvedAt, ...changes });
  return { kind: 'resolved', finding, at: resolvedAt };
}

/** The insertion of a transition's audit event. */
export function eventRecord(transition: Transition, sequenceNumber: string): StreamRecord {
  return record('INSERT', sequenceNumber, { after: eventItem(transition, 90) });
}

/** The change of a finding's own item. */
export function findingRecord(before: Finding, after: Finding, sequenceNumber: string): StreamRecord {
  return record('MODIFY', sequenceNumber, { before: itemOf(before), after: itemOf(after) });
}

/** Any record: the shape of the example event in the AWS Lambda developer guide, "Using AWS Lambda with Amazon DynamoDB". */
export function record(
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE',
  sequenceNumber: string,
  { before, after }: { readonly before?: Item; readonly after?: Item },
): StreamRecord {
  const keys = { pk: (after ?? before)?.pk ?? '', sk: (after ?? before)?.sk ?? '' };
  return {
    eventID: `event-${sequenceNumber}`,
    eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    dynamodb: {
      ApproximateCreationDateTime: 1_795_208_564,
      Keys: marshalled(keys),
      ...(after === undefined ? {} : { NewImage: marshalled(after) }),
      ...(before === undefined ? {} : { OldImage: marshalled(before) }),
      SequenceNumber: sequenceNumber,
      SizeBytes: 1234,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    eventSourceARN: 'arn:aws:dynamodb:us-east-1:123456789012:table/findings/stream/2026-11-20T00:00:00.000',
  };
}

export function itemOf(finding: Finding): Item {
  const transition = { kind: 'updated', finding, at: finding.lastSeenAt } as const;
  return findingItem(transition, { source: finding.source, targetId: finding.stateKey }, 90);
}

/** DynamoDB's JSON of an item. */
function marshalled(item: Readonly<Record<string, string | number | null>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      value === null ? { NULL: true } : typeof value === 'number' ? { N: String(value) } : { S: value },
    ]),
  );
}
