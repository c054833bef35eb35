import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { type Drill, defineCheck, type StateCopy } from '../facts.ts';
import { drillProblem } from '../problems.ts';

export const restoreFailed = defineCheck({
  id: 'backup/restore-failed',
  since: '0.1',
  title: 'A version or a copy cannot be restored',
  severity: 'high',
  remediation:
    'Copy the current state somewhere safe now: it may be the only good copy. Then look at what wrote the damaged version; the next write of Terraform makes a new one.',
  needs: ['drills', 'copies'],
  options: z.object({}),
  *evaluate({ drills, copies }) {
    for (const [index, drill] of drills.entries()) {
      const problem = drillProblem(drill);
      if (problem !== null) yield ofVersion(drill, index === 0, problem);
    }
    for (const copy of copies) {
      // A copy of a damaged state is a good copy.
      if (copy.drill !== null && copy.drill.damage !== null && !copy.isSame) yield ofCopy(copy, copy.drill);
    }
  },
});

function ofVersion(drill: Drill, isNewest: boolean, problem: string): Observation {
  const name = isNewest ? 'The newest earlier version' : `The version of ${drill.modifiedAt}`;
  return {
    location: isNewest ? '' : drill.versionId,
    message: `${name} (${drill.path}) was opened, but is no state to go back to: ${detailOf(drill, problem)}.`,
    evidence: evidenceOf(drill, problem),
    ...(isNewest ? {} : { severity: 'medium' }),
  };
}

function ofCopy({ location }: StateCopy, drill: NonNullable<StateCopy['drill']>): Observation {
  return {
    location: `copy ${location}`,
    message: `The copy in ${location} was opened, but is no state to go back to: ${damageOf(drill)}.`,
    evidence: evidenceOf(drill, drill.damage?.reason ?? ''),
    remediation:
      'Copy the state there again, and look at what wrote the copy: it ended too early or wrote something else.',
  };
}

function detailOf(drill: Drill, problem: string): string {
  const { managedInstances, neighbours } = drill;
  if (problem === 'collapsed') {
    return `it has ${managedInstances} managed instances, the version before it ${neighbours.older}, the one after it ${neighbours.newer}`;
  }
  return damageOf(drill);
}

function damageOf({ damage }: Pick<Drill, 'damage'>): string {
  const at = damage?.offset === undefined ? '' : ` at byte ${damage.offset}`;
  return `${damage?.detail ?? ''}${at}`;
}

function evidenceOf(
  { path, versionId, modifiedAt, damage }: Pick<Drill, 'path' | 'versionId' | 'modifiedAt' | 'damage'>,
  reason: string,
) {
  return { path, versionId, modifiedAt, reason, offset: damage?.offset ?? null };
}
