import * as z from 'zod';
import { defineCheck } from '../facts.ts';

export const deposed = defineCheck({
  id: 'state/deposed',
  since: '0.1',
  title: 'A replaced object was never destroyed',
  severity: 'medium',
  remediation:
    'Run `terraform plan` and apply the destroy it shows for the deposed object. If that fails again, delete the object by hand, then refresh.',
  needs: ['contents'],
  options: z.object({}),
  *evaluate({ contents }) {
    for (const { address, deposedKey, pointer } of contents?.deposed ?? []) {
      yield {
        location: `${address} (deposed ${deposedKey})`,
        message: `${address} was replaced, but its old object (deposed ${deposedKey}) was not destroyed: it still runs and costs.`,
        evidence: { address, deposedKey },
        address,
        pointer,
      };
    }
  },
});
