import * as z from 'zod';
import { durationSchema } from '../../../config/duration.ts';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';
import { heldSince } from '../held-since.ts';
import { release } from '../release.ts';

export const stale = defineCheck({
  id: 'lock/stale',
  since: '0.1',
  title: 'Lock is held for too long',
  severity: 'high',
  remediation:
    'Make sure that the run that took the lock is over, then release it with `terraform force-unlock` and the lock id, in the directory and workspace of the state.',
  needs: ['lockFile'],
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
  }),
  *evaluate({ lockFile }, { options, now }): Iterable<Observation> {
    if (lockFile === null) return;
    const { info, problem, sourceKind } = lockFile;
    const operation = operationName(info?.operation ?? null);
    const limit = limitFor(operation, options);
    const { since, sinceFrom } = heldSince(lockFile, now);
    if (now.getTime() - since.getTime() <= limit) return;
    yield {
      location: '',
      message: `${info?.who ?? 'Someone unknown'} has held the lock since ${since.toISOString()}${operation === null ? '' : ` (${operation})`}.`,
      evidence: {
        lockId: info?.id ?? null,
        who: info?.who ?? null,
        operation: info?.operation ?? null,
        version: info?.version ?? null,
        since: since.toISOString(),
        sinceFrom,
        limitMinutes: limit / 60_000,
        path: lockFile.path,
        problem,
      },
      // The lock of a local run dies with its process: a file left behind blocks nobody, but the run may have died half-way.
      ...(sourceKind === 'folder' ? { severity: 'medium' as const } : {}),
      remediation: release(lockFile),
    };
  },
});

/** `OperationTypeApply` is an `apply`; names like `state-mv` stand as they are. */
function operationName(operation: string | null): string | null {
  return operation === null ? null : operation.replace(/^OperationType/, '').toLowerCase();
}

function limitFor(
  operation: string | null,
  options: { readonly staleAfter: number; readonly staleAfterFor: Readonly<Record<string, number | undefined>> },
): number {
  return (operation === null ? undefined : options.staleAfterFor[operation]) ?? options.staleAfter;
}
