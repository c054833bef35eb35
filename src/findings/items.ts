import * as z from 'zod';
import { StoredItemError } from './errors.ts';
import { type Finding, type Suppression, statuses, type Transition, type TransitionKind } from './finding.ts';
import { severities } from './observation.ts';
import type { AuditEvent } from './store.ts';
import { changeKey, changesLog, eventKey, findingKey, type ItemKey, openKeys, timeToLiveAttribute } from './table.ts';

/** Days that resolved findings and audit events are kept; null: for ever. */
export type RetentionDays = number | null;

/** An item as it goes to the table. Only what an index or a condition needs stands in attributes of its own. */
export type Item = ItemKey & Readonly<Record<string, string | number | null>>;

const suppressionSchema = z.object({
  reason: z.string(),
  owner: z.string(),
  expires: z.string(),
}) satisfies z.ZodType<Suppression>;

/** A finding as plain JSON: in an outbox and in an audit event. */
const findingSchema = z.object({
  findingId: z.string(),
  checkId: z.string(),
  scanner: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  route: z.enum(['page', 'ticket', 'none']),
  source: z.string(),
  stateKey: z.string(),
  environment: z.string(),
  owner: z.string(),
  address: z.string().nullable(),
  pointer: z.string().nullable(),
  message: z.string(),
  evidence: z.record(z.string(), z.json()),
  remediation: z.string(),
  docs: z.string(),
  suppression: suppressionSchema.exactOptional(),
  status: z.enum(statuses),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
  resolvedAt: z.string().nullable(),
  revision: z.int().positive(),
}) satisfies z.ZodType<Finding>;

const transitionKinds = ['opened', 'updated', 'resolved', 'reopened'] as const satisfies readonly TransitionKind[];

/** A transition as plain JSON. */
export const transitionSchema = z.object({
  kind: z.enum(transitionKinds),
  at: z.string(),
  finding: findingSchema,
}) satisfies z.ZodType<Transition>;

/** Text that must be JSON of a given shape. */
export function jsonText<S extends z.ZodType>(schema: S) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        // The parser's message would quote the text.
        context.addIssue({ code: 'custom', message: 'no JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
}

const findingItemSchema = z.object({
  ...findingSchema.shape,
  evidence: jsonText(findingSchema.shape.evidence),
  suppression: jsonText(suppressionSchema).exactOptional(),
  targetId: z.string(),
});

const findingAddressSchema = z.object({ findingId: z.string(), source: z.string(), targetId: z.string() });

const eventItemSchema = z.object({ kind: z.enum(transitionKinds), at: z.string(), finding: jsonText(findingSchema) });

/** A finding and the target whose record says when it was last seen. */
export interface StoredFinding {
  readonly finding: Finding;
  readonly targetId: string;
}

/**
 * The item of a finding after a transition: the fields of the finding under their own names, `evidence` as JSON text (its numbers
 * and depth know no limit of DynamoDB's), `suppression` too, `targetId`, `changeKey`, and while it is not resolved the keys of the indexes.
 */
export function findingItem(
  { finding, at }: Transition,
  { source, targetId }: { readonly source: string; readonly targetId: string },
  retention: RetentionDays,
): Item {
  const { evidence, suppression, ...fields } = finding;
  return {
    ...findingKey(source, targetId, finding.findingId),
    ...fields,
    evidence: JSON.stringify(evidence),
    ...(suppression === undefined ? {} : { suppression: JSON.stringify(suppression) }),
    targetId,
    changeKey: changeKey(at, finding.findingId, finding.revision),
    ...(finding.status === 'resolved'
      ? expiry(at, retention, outlivesItsEventsDays)
      : {
          openSeverity: openKeys.severity(finding.severity),
          openEnvironment: openKeys.environment(finding.environment),
          openCheck: openKeys.check(finding.checkId),
          openOwner: openKeys.owner(finding.owner),
        }),
  };
}

/** @throws StoredItemError */
export function findingFromItem(item: unknown): StoredFinding {
  const { targetId, ...finding } = parsed('a finding', findingItemSchema, item);
  return { finding, targetId };
}

/** Where a finding lies, out of the index `finding`. @throws StoredItemError */
export function findingAddress(item: unknown): z.output<typeof findingAddressSchema> {
  return parsed('a finding', findingAddressSchema, item);
}

/**
 * The audit event of a transition: `kind`, `at`, the finding after it as JSON text, and the keys of the index `changes`.
 * The same transition always gives the same item: writing it again changes nothing.
 */
export function eventItem({ kind, at, finding }: Transition, retention: RetentionDays): Item {
  return {
    ...eventKey(finding.findingId, finding.revision),
    kind,
    at,
    finding: JSON.stringify(finding),
    log: changesLog,
    changeKey: changeKey(at, finding.findingId, finding.revision),
    ...expiry(at, retention, 0),
  };
}

/** @throws StoredItemError */
export function eventFromItem(item: unknown): AuditEvent {
  const { kind, at, finding } = parsed('an audit event', eventItemSchema, item);
  return { findingId: finding.findingId, revision: finding.revision, kind, at, finding };
}

/** @throws StoredItemError */
export function parsed<S extends z.ZodType>(what: string, schema: S, item: unknown): z.output<S> {
  const result = schema.safeParse(item);
  if (!result.success) throw new StoredItemError(what, result.error);
  return result.data;
}

/**
 * DynamoDB deletes expired items within days, in no order. A finding must not go before its events: opened anew it would
 * count revisions from 1 again, over events that are still there.
 */
const outlivesItsEventsDays = 30;

/** Attribute that lets DynamoDB delete the item, where a retention is configured. */
export function expiry(at: string, retention: RetentionDays, extraDays: number): Readonly<Record<string, number>> {
  if (retention === null) return {};
  const seconds = Math.ceil(Date.parse(at) / 1000) + (retention + extraDays) * 86_400;
  return { [timeToLiveAttribute]: seconds };
}
