import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { annotation, deployment, none, unreachable } from '../samples.ts';

const trustedTaggers = ['*@ci.example.com'];

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a tag that somebody made on a laptop',
      facts: {
        deployment: deployment({ trustedTaggers }),
        annotation: annotation({ tagger: { name: 'Ada', email: 'ada@example.com', at: '2026-11-19T22:00:00Z' } }),
      },
      expect: [
        {
          location: '',
          message: 'Ada <ada@example.com> made the tag v1.1.0, who is none of those who may release.',
          evidence: {
            repository: 'infra',
            tag: 'v1.1.0',
            tagger: 'Ada <ada@example.com>',
            at: '2026-11-19T22:00:00Z',
          },
        },
      ],
    },
    {
      name: 'a tag that tells no tagger',
      facts: { deployment: deployment({ trustedTaggers }), annotation: annotation({ tagger: null }) },
      expect: [{ location: '', evidence: { repository: 'infra', tag: 'v1.1.0', tagger: null, at: null } }],
    },
  ],
  quiet: [
    { name: 'a tag of the pipeline', facts: { deployment: deployment({ trustedTaggers }), annotation: annotation() } },
    { name: 'nobody is named who may release', facts: { deployment: deployment(), annotation: annotation() } },
    {
      name: 'a tag that is not annotated, which is a finding of its own',
      facts: { deployment: deployment({ trustedTaggers }), annotation: none },
    },
  ],
  notEvaluable: [
    { name: 'a tag object that could not be read', facts: { deployment: deployment(), annotation: unreachable } },
  ],
};
