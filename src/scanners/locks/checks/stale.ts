import picomatch from 'picomatch';
import * as z from 'zod';
import { durationSchema } from '../../../config/duration.ts';
import type { Observation } from '../../../findings/observation.ts';
import { durationOf, type LockHistory } from '../../lock-holds.ts';
import type { Environment } from '../../scanner.ts';
import { defineCheck } from '../facts.ts';
import { heldSince } from '../held-since.ts';
import { release } from '../release.ts';

/** Earlier locks that have to be known before one can be unusually long. */
const enoughHolds = 5;

const deliberateSchema = z.strictObject({
  states: z.array(z.string().min(1)).min(1),
  until: z.iso.datetime({ offset: true }),
  reason: z.string().min(1),
});

export const stale = defineCheck({
  id: 'lock/stale',
  since: '0.1',
  title: 'Lock is held for too long',
  severity: 'high',
  remediation:
    'Make sure that the run that took the lock is over, then release it with `terraform force-unlock` and the lock id, in the directory and workspace of the state.',
  needs: ['lock', 'holds'],
  options: z.object({
    staleAfter: durationSchema.prefault('30m').describe('How long a lock may be held.'),
    staleAfterFor: z
      .strictObject({
        plan: durationSchema.optional(),
        apply: durationSchema.prefault('1h'),
        refresh: durationSchema.optional(),
        init: durationSchema.optional(),
      })
      .prefault({})
      .describe('How long a lock may be held by one operation, in place of `staleAfter`; an apply may take an hour.'),
    staleAfterIn: z
      .record(z.string(), durationSchema)
      .prefault({})
      .describe('How long a lock may be held in one environment, by its name, whatever the operation.'),
    unusualAfter: durationSchema
      .prefault('10m')
      .describe('How long a lock is held at least before it is unusual: ten times longer than any of the last twenty.'),
    deliberate: z
      .array(deliberateSchema)
      .prefault([])
      .describe('Locks that are held on purpose: globs over states, until when, and why.'),
  }),
  *evaluate({ lock, holds }, { options, now, environment }): Iterable<Observation> {
    if (lock === null || lock.info?.deliberate === true || isDeliberate(lock.stateKey, options.deliberate, now)) return;
    const { info, problem, sourceKind } = lock;
    const operation = operationName(info?.operation ?? null);
    const limit = limitFor(operation, environment, options);
    const usual = usualHold(holds, now);
    const unusual = usual === null ? null : Math.max(options.unusualAfter, 10 * usual);
    const { since, sinceFrom } = heldSince(lock, now);
    const age = now.getTime() - since.getTime();
    if (age <= Math.min(limit, unusual ?? limit)) return;
    const isStale = age > limit;
    const holder = `${info?.who ?? 'Someone unknown'} has held the lock since ${since.toISOString()}`;
    yield {
      location: '',
      message: `${holder}${operation === null ? '' : ` (${operation})`}${isStale ? '' : ', far longer than it is held as a rule'}.`,
      evidence: {
        lockId: info?.id ?? null,
        who: info?.who ?? null,
        operation: info?.operation ?? null,
        version: info?.version ?? null,
        since: since.toISOString(),
        sinceFrom,
        limitMinutes: limit / 60_000,
        usualMinutes: usual === null ? null : Math.ceil(usual / 60_000),
        path: lock.path,
        table: lock.table,
        problem,
      },
      // The lock of a local run dies with its process: a file left behind blocks nobody, but the run may have died half-way.
      ...(sourceKind === 'folder' || !isStale ? { severity: 'medium' as const } : {}),
      remediation: release(lock),
    };
  },
});

/** `OperationTypeApply` is an `apply`; names like `state-mv` stand as they are. */
function operationName(operation: string | null): string | null {
  return operation === null ? null : operation.replace(/^OperationType/, '').toLowerCase();
}

function limitFor(
  operation: string | null,
  environment: Environment,
  options: {
    readonly staleAfter: number;
    readonly staleAfterFor: Readonly<Record<string, number | undefined>>;
    readonly staleAfterIn: Readonly<Record<string, number>>;
  },
): number {
  const forOperation = operation === null ? undefined : options.staleAfterFor[operation];
  return options.staleAfterIn[environment.name] ?? forOperation ?? options.staleAfter;
}

/** The longest of the last locks that were released; null where too few are known. */
function usualHold(history: LockHistory | null, now: Date): number | null {
  const past = (history?.holds ?? []).filter(({ to }) => to !== null).slice(0, 20);
  return past.length < enoughHolds ? null : Math.max(...past.map((hold) => durationOf(hold, now)));
}

function isDeliberate(key: string, entries: readonly z.output<typeof deliberateSchema>[], now: Date): boolean {
  return entries.some(
    ({ states, until }) =>
      now.getTime() < Date.parse(until) && picomatch(states, { dot: true, windows: false, flags: 's' })(key),
  );
}
