import * as z from 'zod';
import { restoreCommand } from '../../restore-command.ts';
import { defineCheck } from '../facts.ts';

export const unreadable = defineCheck({
  id: 'state/unreadable',
  since: '0.1',
  title: 'State cannot be read',
  severity: 'critical',
  remediation:
    'Stop every run on this state. Put the newest sound version back with `statewarden restore`, then let `terraform plan` show what that version does not know.',
  needs: ['damage', 'listed'],
  options: z.object({}),
  *evaluate({ damage, listed }) {
    if (damage === null || listed === null || damage.reason === 'unsupported-version') return;
    const at = damage.offset === undefined ? '' : ` at byte ${damage.offset}`;
    yield {
      location: '',
      message:
        damage.reason === 'empty'
          ? 'The state is empty (0 bytes): Terraform takes it for a new one and would create everything again.'
          : `The state cannot be read: ${damage.detail}${at}.`,
      evidence: {
        reason: damage.reason,
        detail: damage.detail,
        offset: damage.offset ?? null,
        pointer: damage.pointer ?? null,
      },
      ...(damage.pointer === undefined ? {} : { pointer: damage.pointer }),
      remediation: `Stop every run on this state. Find the newest sound version: \`${restoreCommand(listed.restore)}\`. Put it back with \`--version ID --apply\`, then let \`terraform plan\` show what that version does not know.`,
    };
  },
});
