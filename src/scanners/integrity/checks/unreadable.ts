import * as z from 'zod';
import { defineCheck } from '../facts.ts';

export const unreadable = defineCheck({
  id: 'state/unreadable',
  since: '0.1',
  title: 'State cannot be read',
  severity: 'critical',
  remediation:
    'Stop every run on this state. Restore the newest earlier version (the backup file beside a local state, the previous object version in a bucket), then let `terraform plan` show what that version does not know.',
  needs: ['damage'],
  options: z.object({}),
  *evaluate({ damage }) {
    if (damage === null || damage.reason === 'unsupported-version') return;
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
    };
  },
});
