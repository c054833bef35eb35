import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { commits, deployment, release, unreachable } from '../samples.ts';

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a release that is called by its date',
      facts: {
        deployment: deployment(),
        release: release({ text: 'v2026.01.02', kind: 'other', version: null, tag: 'v2026.01.02' }),
      },
      expect: [
        {
          location: '',
          message: 'v2026.01.02 is no version of semver.org: nobody can tell whether it is newer than another release.',
          evidence: { repository: 'infra', version: 'v2026.01.02', tag: 'v2026.01.02' },
        },
      ],
    },
    {
      name: 'the name of a branch',
      facts: { deployment: deployment(), release: release({ text: 'main', kind: 'other', version: null, tag: null }) },
      expect: [{ location: '', evidence: { repository: 'infra', version: 'main', tag: null } }],
    },
  ],
  quiet: [
    { name: 'version 1.1.0', facts: { deployment: deployment(), release: release() } },
    {
      name: 'a commit whose tag is a version',
      facts: { deployment: deployment(), release: release({ text: commits.v110, kind: 'commit' }) },
    },
    {
      name: 'a commit that nobody tagged, which is a finding of its own',
      facts: {
        deployment: deployment(),
        release: release({ text: commits.v110, kind: 'commit', version: null, tag: null }),
      },
    },
  ],
  notEvaluable: [
    {
      name: 'a repository whose host does not answer',
      facts: { deployment: deployment(), release: unreachable },
    },
  ],
};
