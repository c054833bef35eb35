import * as z from 'zod';
import { shellWord } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';

export const tainted = defineCheck({
  id: 'state/tainted',
  since: '0.1',
  title: 'Instance is tainted',
  severity: 'medium',
  remediation:
    'Look at the real object. If it is sound, run `terraform untaint` on the address; if not, plan a time for the apply that destroys and replaces it.',
  needs: ['contents'],
  options: z.object({}),
  *evaluate({ contents }) {
    if (contents === null) return;
    // An object that was set aside is destroyed anyway: `state/deposed` tells of it.
    const setAside = new Set(contents.deposed.map(({ pointer }) => pointer));
    for (const { address, pointer } of contents.tainted) {
      if (setAside.has(pointer)) continue;
      yield {
        location: address,
        message: `${address} is tainted: the next apply destroys and replaces it.`,
        evidence: { address },
        address,
        pointer,
        remediation: `Look at the real object. If it is sound: \`terraform untaint ${shellWord(address)}\`. If not, plan a time for the apply that destroys and replaces it.`,
      };
    }
  },
});
