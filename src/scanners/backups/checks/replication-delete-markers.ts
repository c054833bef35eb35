import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { plainText } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';
import { mayApply } from '../rule-filter.ts';

export const replicationDeleteMarkers = defineCheck({
  id: 'backup/replication-delete-markers',
  since: '0.1',
  title: 'A deletion is carried into the copy',
  severity: 'low',
  remediation:
    'Turn off DeleteMarkerReplication of the rule; one without a filter (the first version of rules) has to be written anew with one. The versions are still in the copy, but a restore has to look for them.',
  needs: ['place', 'replication'],
  options: z.object({}),
  *evaluate({ place, replication }): Iterable<Observation> {
    if (place === null) return;
    for (const { id, enabled, filter, deleteMarkers, to } of replication ?? []) {
      if (!enabled || !deleteMarkers || !mayApply(filter, place.prefix)) continue;
      yield {
        location: plainText(id, 80),
        message: `Rule ${plainText(id, 80)} copies deletions to ${plainText(to, 80)} too: a state that is deleted here is gone there.`,
        evidence: { bucket: place.bucket, rule: plainText(id, 80), to: plainText(to, 80) },
      };
    }
  },
});
