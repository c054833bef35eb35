import * as z from 'zod';
import { bytesSchema } from '../../../config/bytes.ts';
import { defineCheck } from '../facts.ts';

export const oversized = defineCheck({
  id: 'state/oversized',
  since: '0.1',
  title: 'State is too large',
  severity: 'low',
  remediation:
    'Split the state along what changes together: new root modules, resources moved with `terraform state mv` or `removed` and `import` blocks, one lock each.',
  needs: ['size'],
  options: z.object({
    maximumBytes: bytesSchema.prefault('10MiB').describe('Largest size of a state before it is reported.'),
    maximumInstances: z
      .int()
      .min(1)
      .default(2000)
      .describe('Most instances (managed and data) in one state before it is reported.'),
  }),
  *evaluate({ size }, { options }) {
    if (size === null) return;
    const { bytes, instances } = size;
    const { maximumBytes, maximumInstances } = options;
    const reasons: string[] = [];
    if (bytes > maximumBytes) reasons.push(`${bytes} bytes (limit ${maximumBytes})`);
    if (instances !== null && instances > maximumInstances)
      reasons.push(`${instances} instances (limit ${maximumInstances})`);
    if (reasons.length === 0) return;
    yield {
      location: '',
      message: `The state has ${reasons.join(' and ')}: each plan reads all of it, and one lock holds up everyone.`,
      evidence: { bytes, maximumBytes, instances, maximumInstances },
    };
  },
});
