import * as z from 'zod';
import { plainText } from '../../plain-text.ts';
import type { Limit } from '../carriers/budget.ts';
import { defineCheck } from '../facts.ts';
import { ofKind, placed, placeText } from '../of-kind.ts';

const reasons: Readonly<Record<Limit, string>> = {
  size: 'it has more than a million characters, or unpacks to more',
  depth: 'texts stand in each other too deep',
  values: 'it holds more than 50,000 values',
  total: 'so much was decoded in this state that no more is',
};

export const unsearched = defineCheck({
  id: 'secret/unsearched',
  since: '0.1',
  title: 'Text that was not searched for secrets',
  severity: 'info',
  remediation:
    'Look into the text by hand, or keep it out of the state: let the resource name an object in a bucket or an image in place of its contents.',
  needs: ['candidates'],
  options: z.object({}),
  *evaluate({ candidates }) {
    for (const candidate of ofKind(candidates, 'unsearched')) {
      const { limit, path } = candidate;
      yield {
        ...placed(candidate),
        message: `${placeText(candidate)} was not looked into, or not into all of it: ${reasons[limit]}.`,
        evidence: { path: plainText(path), limit },
      };
    }
  },
});
