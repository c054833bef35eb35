import type { ActivityRecord } from '../../findings/activity.ts';
import type { CheckContext, Collected, Target } from '../scanner.ts';
import type { ReleaseFacts } from './facts.ts';
import { detailsOf } from './lineage.ts';
import { seenTagRecords } from './seen-tags.ts';

/** What a look saw for the first time: versions that an environment began to run, and tags. */
export function activity(
  { source, id: targetId }: Target,
  facts: Collected<ReleaseFacts>,
  { now }: Pick<CheckContext<unknown>, 'now'>,
): readonly ActivityRecord[] {
  const { deployment, lineage, tagChanges } = facts;
  const records: ActivityRecord[] = [];
  if ('value' in deployment && 'value' in lineage && deployment.value !== null) {
    const { repository, environment } = deployment.value;
    for (const change of lineage.value.filter(({ recorded }) => !recorded)) {
      const details = detailsOf(change, repository, environment);
      records.push({ kind: 'deployment', id: repository, source, targetId, at: change.at, details });
    }
  }
  if ('value' in tagChanges && tagChanges.value !== null) {
    records.push(...seenTagRecords(targetId, tagChanges.value.fresh, now.toISOString()));
  }
  return records;
}
