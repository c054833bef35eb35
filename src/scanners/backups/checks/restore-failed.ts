import * as z from 'zod';
import { defineCheck } from '../facts.ts';

export const restoreFailed = defineCheck({
  id: 'backup/restore-failed',
  since: '0.1',
  title: 'The newest earlier version cannot be restored',
  severity: 'high',
  remediation:
    'Copy the current state somewhere safe now: it is the only good copy. Then look at what wrote the damaged version; the next write of Terraform makes a new one.',
  needs: ['drill'],
  options: z.object({}),
  *evaluate({ drill }) {
    if (drill === null || drill.damage === null) return;
    const { reason, detail, offset } = drill.damage;
    const at = offset === undefined ? '' : ` at byte ${offset}`;
    yield {
      location: '',
      message: `The newest earlier version (${drill.path}) was opened, but is no state to go back to: ${detail}${at}.`,
      evidence: {
        path: drill.path,
        versionId: drill.versionId,
        modifiedAt: drill.modifiedAt,
        reason,
        offset: offset ?? null,
      },
    };
  },
});
