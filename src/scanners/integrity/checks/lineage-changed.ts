import * as z from 'zod';
import { plainText } from '../../plain-text.ts';
import { restoreCommand } from '../../restore-command.ts';
import { defineCheck } from '../facts.ts';

export const lineageChanged = defineCheck({
  id: 'state/lineage-changed',
  since: '0.1',
  title: 'Lineage changed: this is another state',
  severity: 'high',
  remediation:
    'Stop runs on this state: what the earlier state managed is known to nobody now. If the wrong file was pushed, put the earlier version back with `statewarden restore`; if the state was made anew on purpose, import what the earlier one managed.',
  needs: ['snapshot', 'history'],
  options: z.object({}),
  *evaluate({ snapshot, history }) {
    if (snapshot === null || snapshot.lineage === null) return;
    // A version that managed nothing lost nothing: a state that was destroyed and made anew is no trouble.
    const holders = history
      .filter((past) => past.lineage !== null && past.managedInstances !== 0)
      .toSorted((a, b) => (a.modifiedAt < b.modifiedAt ? -1 : 1));
    // The lineage that this key began with is the right one: putting it back resolves the finding.
    const original = holders[0]?.lineage ?? snapshot.lineage;
    const last = holders.findLast((past) => past.lineage === original);
    if (original === snapshot.lineage || last === undefined) return;
    yield {
      location: '',
      message: `Another state stands here: its lineage is ${plainText(snapshot.lineage, 60)}, until serial ${last.serial ?? 'unknown'} it was ${plainText(original, 60)}.`,
      evidence: {
        lineage: plainText(snapshot.lineage),
        originalLineage: plainText(original),
        lastVersionId: last.versionId,
        lastModifiedAt: last.modifiedAt,
        lastSerial: last.serial,
        lastManagedInstances: last.managedInstances,
        knownFrom: last.knownFrom,
      },
      pointer: '/lineage',
      remediation: `Stop runs on this state: what the earlier state managed is known to nobody now. Look how its last version differs: \`${restoreCommand(snapshot.restore, { versionId: last.versionId })} --other-lineage\`. If the wrong file was pushed, the same with \`--apply\` puts it back; if the state was made anew on purpose, import what the earlier one managed.`,
    };
  },
});
