import * as z from 'zod';
import { plainText } from '../../plain-text.ts';
import { restoreCommand } from '../../restore-command.ts';
import { defineCheck, type PastVersion } from '../facts.ts';

export const serialRegressed = defineCheck({
  id: 'state/serial-regressed',
  since: '0.1',
  title: 'Serial went backwards',
  severity: 'high',
  remediation:
    'Stop runs on this state and compare the two versions. If the one with the higher serial is right, put it back with `statewarden restore`; if the older one was restored on purpose, run `terraform plan` and import what it does not know.',
  needs: ['snapshot', 'history'],
  options: z.object({}),
  *evaluate({ snapshot, history }) {
    if (snapshot === null || snapshot.serial === null) return;
    let highest: (PastVersion & { readonly serial: number }) | null = null;
    for (const past of history) {
      const { serial } = past;
      if (serial === null || past.lineage !== snapshot.lineage) continue;
      if (serial > (highest?.serial ?? snapshot.serial)) highest = { ...past, serial };
    }
    if (highest === null) return;
    yield {
      location: '',
      message: `The state is at serial ${snapshot.serial}, but was at serial ${highest.serial} before: an older version was put over a newer one.`,
      evidence: {
        serial: snapshot.serial,
        highestSerial: highest.serial,
        highestVersionId: highest.versionId,
        highestModifiedAt: highest.modifiedAt,
        knownFrom: highest.knownFrom,
        lineage: snapshot.lineage === null ? null : plainText(snapshot.lineage),
      },
      pointer: '/serial',
      remediation: `Stop runs on this state and look how the version with the higher serial differs: \`${restoreCommand(snapshot.restore, { serial: highest.serial })}\`. If it is right, the same with \`--apply\` puts it back. If the older one was restored on purpose, give it a serial above: \`${restoreCommand(snapshot.restore, { serial: snapshot.serial })} --apply\`. Then \`terraform plan\`, and import what it does not know.`,
    };
  },
});
