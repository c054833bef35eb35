import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { plainText } from '../../plain-text.ts';
import type { ToldVersion } from '../facts.ts';
import { defineCheck } from '../facts.ts';

export const sourcesDisagree = defineCheck({
  id: 'release/sources-disagree',
  since: '0.1',
  title: 'Places tell different deployed versions',
  severity: 'high',
  remediation:
    'Find out which of them is right: a deployment that stopped half-way, or a change by hand. Then deploy the release again.',
  needs: ['deployment', 'told'],
  options: z.object({}),
  *evaluate({ deployment, told }): Iterable<Observation> {
    if (deployment === null) return;
    const telling = told.filter(({ text }) => text !== null);
    const versions = new Set(telling.map(meant));
    const outliers = telling.flatMap((one) => one.outliers);
    if (versions.size < 2 && outliers.length === 0) return;
    const places = telling.map(({ from, text }) => `${from} says ${plainText(text ?? '')}`);
    yield {
      location: '',
      message:
        versions.size > 1
          ? `Which version runs here depends on whom one asks: ${places.join(', ')}.`
          : `Some resources tell another version than most: ${plainText(outliers.map(({ address }) => address).join(', '), 160)}.`,
      evidence: {
        repository: deployment.repository,
        places: telling.map(({ from, text }) => ({ place: from, version: text })),
        outliers: outliers.map(({ address, text }) => ({ address, version: plainText(text) })),
      },
      ...(versions.size > 1 ? {} : { severity: 'medium' as const }),
    };
  },
});

/** The tag that a text stands for: `1.1.0` and `v1.1.0` are the same. */
function meant({ tag, text }: ToldVersion): string {
  return tag === null ? `no tag ${text?.replace(/^v/, '')}` : `tag ${tag}`;
}
