import type { ActivityRecord } from '../../findings/activity.ts';
import type { CheckContext, Collected, Target } from '../scanner.ts';
import type { BackupFacts, CurrentState, Drill, StateCopy } from './facts.ts';
import { drillProblem } from './problems.ts';

/**
 * One record for each version and copy that was read back, and for each copy that was not there.
 * | detail | |
 * |---|---|
 * | of | `version` or `copy` |
 * | place | location of the copy; null for a version |
 * | path, versionId, modifiedAt, bytes, serial, managedInstances | of what was read back; null where there was nothing |
 * | milliseconds | recovery time: from asking for it to the end of its document |
 * | recoveryPoint | when the state was as it would be restored; null where that is not known |
 * | lostSeconds | how much older than the state that is |
 * | problem | why it is no state to go back to; null: it is |
 */
export function activity(
  target: Target,
  { current, drills, copies }: Collected<BackupFacts>,
  { now }: CheckContext<unknown>,
): readonly ActivityRecord[] {
  if (!('value' in current) || current.value === null) return [];
  const state = current.value;
  const about = { kind: 'drill', source: target.source, targetId: target.id, at: now.toISOString() } as const;
  return [
    ...('value' in drills ? drills.value : []).map((drill) => ({
      ...about,
      id: drill.versionId,
      details: {
        of: 'version',
        place: null,
        ...told(drill),
        ...lost(state, drill.modifiedAt),
        problem: drillProblem(drill),
      },
    })),
    ...('value' in copies ? copies.value : []).map((copy) => ({
      ...about,
      id: copy.location,
      details: { of: 'copy', place: copy.location, ...copyDetails(state, copy) },
    })),
  ];
}

function copyDetails(state: CurrentState, { drill, recoveryPoint }: StateCopy) {
  if (drill === null) return { ...nothing, ...lost(state, null), problem: 'missing' };
  return { ...told(drill), ...lost(state, recoveryPoint), problem: drill.damage?.reason ?? null };
}

const nothing = {
  path: null,
  versionId: null,
  modifiedAt: null,
  bytes: null,
  serial: null,
  managedInstances: null,
  milliseconds: null,
};

function told(drill: Omit<Drill, 'neighbours'>) {
  const { path, versionId, modifiedAt, bytes, serial, managedInstances, milliseconds } = drill;
  return { path, versionId, modifiedAt, bytes, serial, managedInstances, milliseconds };
}

function lost({ modifiedAt }: CurrentState, recoveryPoint: string | null) {
  const lostSeconds =
    recoveryPoint === null
      ? null
      : Math.max(0, Math.round((Date.parse(modifiedAt) - Date.parse(recoveryPoint)) / 1000));
  return { recoveryPoint, lostSeconds };
}
