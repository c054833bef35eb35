import type { ActivityRecord } from '../findings/activity.ts';
import type { StateVersion } from '../sources/source.ts';
import { idOf } from './choose.ts';
import type { RestorePlan } from './plan.ts';

/**
 * The record of a restore. It bears the id and the time of the version that was written, so that two runs of one restore give one record.
 *
 * Details: `versionId` (the version that was put back) and its `restoredSerial`; `newVersionId`, `serial` and `sha256` of what is there
 * now; `lineage`; `by` (`user@host`); `before`: what was there: `deleted`, `damaged`,
 * `encrypted`, `sound`, `absent`; null where an earlier run had written it.
 */
export function restoreRecord({
  plan,
  now,
  serial,
  sha256,
  source,
  key,
  by,
}: {
  readonly plan: RestorePlan;
  readonly now: StateVersion;
  readonly serial: number | null;
  readonly sha256: string;
  readonly source: string;
  readonly key: string;
  readonly by: string;
}): ActivityRecord {
  const { chosen, current } = plan;
  return {
    kind: 'restore',
    id: now.versionId,
    source,
    targetId: key,
    at: now.modifiedAt.toISOString(),
    details: {
      versionId: idOf(chosen.version),
      restoredSerial: chosen.metadata.serial,
      newVersionId: idOf(now),
      serial,
      sha256,
      lineage: chosen.metadata.lineage,
      by,
      before: plan.done ? null : (current?.status ?? 'absent'),
    },
  };
}
