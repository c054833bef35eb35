import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { plainText } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';
import { matches } from '../options.ts';

const reasons = {
  'latest-tag': 'is whatever was pushed last',
  'no-tag': 'names no tag and is whatever was pushed last',
  'no-digest': 'is named by a tag, which can be moved',
  'latest-version': 'takes the newest version of its launch template whenever an instance starts',
  'default-version': 'takes the default version of its launch template, which can be set anew at any time',
} as const;

export const mutableImage = defineCheck({
  id: 'release/mutable-image',
  since: '0.1',
  title: 'What runs can change without a deployment',
  severity: 'medium',
  remediation:
    'Name images by their digest (image:tag@sha256:...) and launch templates by the number of their version.',
  needs: ['deployment', 'mutable'],
  options: z.object({
    immutableImages: z
      .array(z.string().min(1))
      .prefault([])
      .describe('Globs over names of images whose registry lets no tag be moved: those need no digest.'),
  }),
  *evaluate({ deployment, mutable }, { options }): Iterable<Observation> {
    if (deployment === null) return;
    const isFixed = (reference: string) =>
      options.immutableImages.length > 0 && matches(options.immutableImages, reference.replace(/:[\w][\w.-]*$/, ''));
    const told = new Set<string>();
    for (const { address, kind, reference, because } of mutable) {
      if (because === 'no-digest' && isFixed(reference)) continue;
      const text = plainText(reference);
      const location = `${address} ${text}`;
      if (told.has(location)) continue;
      told.add(location);
      yield {
        location,
        address,
        message: `${text} of ${address} ${reasons[because]}.`,
        evidence: { repository: deployment.repository, kind, reference: text, because },
        ...(because === 'no-digest' ? { severity: 'low' as const } : {}),
      };
    }
  },
});
