import * as z from 'zod';
import type { Finding, Transition } from '../findings/finding.ts';
import { eventFromItem, findingFromItem } from '../findings/items.ts';
import { findingsPrefix, historyPrefix } from '../findings/table.ts';
import { StreamRecordError } from './errors.ts';

/**
 * What Lambda hands over of the findings table's stream. Only what tells one record from another is read of all at once, so that a
 * record that can't be read is one failure and not that of its batch.
 * Source: AWS Lambda developer guide, "Using AWS Lambda with Amazon DynamoDB", example event.
 */
export const streamEventSchema = z.object({
  Records: z.array(z.looseObject({ dynamodb: z.looseObject({ SequenceNumber: z.string().min(1) }) })),
});

export type StreamRecord = z.output<typeof streamEventSchema>['Records'][number];

/**
 * DynamoDB's JSON, as far as items of the findings table use it. The parser of Powertools knows all of it, and brings the 50
 * languages of zod with it into the bundle.
 * Source: Amazon DynamoDB API reference, "AttributeValue".
 */
const attributeSchema = z.union([
  z.object({ S: z.string() }).transform(({ S }) => S),
  z.object({ N: z.string() }).transform(({ N }) => Number(N)),
  z.object({ NULL: z.literal(true) }).transform(() => null),
]);
const imageSchema = z.record(z.string(), attributeSchema);
const keysSchema = imageSchema.pipe(z.object({ pk: z.string(), sk: z.string() }));

const recordSchema = z.object({
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  dynamodb: z.object({ Keys: keysSchema }),
});
const newImageSchema = z.object({ dynamodb: z.object({ NewImage: imageSchema }) });
const imagesSchema = z.object({ dynamodb: z.object({ NewImage: imageSchema, OldImage: imageSchema }) });

/** The two kinds of record that the alert function reads, as filters of its event source. */
export const streamFilters = [
  { eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: historyPrefix }] } } } },
  {
    eventName: ['MODIFY'],
    dynamodb: {
      Keys: { pk: { S: [{ prefix: findingsPrefix }] } },
      OldImage: { status: { S: ['open'] } },
      NewImage: { status: { S: ['open'] } },
    },
  },
] as const;

/** A transition as the stream tells it. */
export interface StreamedTransition {
  readonly transition: Transition;
  /** The finding before it, where the record tells. */
  readonly before: Finding | null;
}

/** Place of a record in the stream. */
export function sequenceNumberOf(record: StreamRecord): string {
  return record.dynamodb.SequenceNumber;
}

/**
 * The transition that a record stands for. Audit events, inserted once each, are all transitions. What an update changed they do
 * not tell; the finding's own item does, which is put once for each transition and comes with its old image.
 * @returns null for records of anything else
 * @throws StreamRecordError, StoredItemError
 */
export function transitionOf(record: StreamRecord): StreamedTransition | null {
  const { eventName, dynamodb } = parsed(recordSchema, record);
  const { pk } = dynamodb.Keys;
  if (eventName === 'INSERT' && pk.startsWith(historyPrefix)) {
    const { kind, at, finding } = eventFromItem(parsed(newImageSchema, record).dynamodb.NewImage);
    return { transition: { kind, at, finding }, before: null };
  }
  if (eventName === 'MODIFY' && pk.startsWith(findingsPrefix)) {
    const { NewImage, OldImage } = parsed(imagesSchema, record).dynamodb;
    const { finding } = findingFromItem(NewImage);
    const { finding: before } = findingFromItem(OldImage);
    const isUpdate =
      before.status !== 'resolved' && finding.status !== 'resolved' && finding.revision > before.revision;
    // An update is seen when it happens: `lastSeenAt` is its time.
    return isUpdate ? { transition: { kind: 'updated', at: finding.lastSeenAt, finding }, before } : null;
  }
  return null;
}

/** Key of the item that a record is about, as far as it can be read: for logs, which hold nothing else of it. */
export function keyOf(record: StreamRecord): { readonly pk: string; readonly sk: string } | null {
  const result = recordSchema.safeParse(record);
  return result.success ? result.data.dynamodb.Keys : null;
}

/** @throws StreamRecordError */
function parsed<S extends z.ZodType>(schema: S, record: StreamRecord): z.output<S> {
  const result = schema.safeParse(record);
  if (result.success) return result.data;
  throw new StreamRecordError(result.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join(', '));
}
