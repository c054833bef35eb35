import * as z from 'zod';
import { type CurrentState, defineCheck, type StateCopy } from '../facts.ts';
import { isOverdue } from '../overdue.ts';

export const copyMismatch = defineCheck({
  id: 'backup/copy-mismatch',
  since: '0.1',
  title: 'A copy is not a copy of the state',
  severity: 'high',
  remediation:
    'Find out what wrote the copy: its history tells when, the log of the bucket by whom. Keep it until you know, then copy the state there again.',
  needs: ['current', 'copies'],
  options: z.object({}),
  *evaluate({ current, copies }, { now }) {
    if (current === null) return;
    for (const copy of copies) {
      const difference = isOverdue(copy, now) ? differenceOf(current, copy) : null;
      if (difference === null) continue;
      yield {
        location: `copy ${copy.location}`,
        message: `What ${copy.location} holds under this key is no copy of the state: ${difference}.`,
        evidence: {
          copy: `${copy.location}${current.key}`,
          copySerial: copy.drill?.serial ?? null,
          copyLineage: copy.drill?.lineage ?? null,
          stateSerial: current.serial,
          stateLineage: current.lineage,
        },
      };
    }
  },
});

function differenceOf(state: CurrentState, { drill, isSame }: StateCopy): string | null {
  if (drill === null || drill.damage !== null || isSame) return null;
  if (drill.lineage !== state.lineage) return 'it has another lineage';
  return drill.serial === state.serial ? 'serial and lineage are the same, its contents are not' : null;
}
