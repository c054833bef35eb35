import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { commits, deployment, nobody, none, release, told, unreachable } from '../samples.ts';

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a version that was never tagged',
      facts: {
        deployment: deployment(),
        told: { value: [told({ text: '1.1.1-hotfix', tag: null })] },
        release: release({ text: '1.1.1-hotfix', version: '1.1.1-hotfix', prerelease: true, tag: null, commit: null }),
      },
      expect: [
        {
          location: '',
          message: 'production runs 1.1.1-hotfix, which no release tag of infra names.',
          evidence: { repository: 'infra', version: '1.1.1-hotfix', kind: 'semver', from: 'output version' },
        },
      ],
    },
    {
      name: 'a commit that nobody tagged',
      facts: {
        deployment: deployment(),
        told: { value: [told({ text: commits.v100, tag: null })] },
        release: release({ text: commits.v100, kind: 'commit', version: null, tag: null, commit: null }),
      },
      expect: [
        {
          location: '',
          evidence: { repository: 'infra', version: commits.v100, kind: 'commit', from: 'output version' },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'a version with its tag',
      facts: { deployment: deployment(), told: { value: [told()] }, release: release() },
    },
    {
      name: 'a state that tells no version, which is a finding of its own',
      facts: { deployment: deployment(), told: nobody, release: none },
    },
  ],
  notEvaluable: [
    {
      name: 'a repository whose host does not answer',
      facts: { deployment: deployment(), told: unreachable, release: unreachable },
    },
  ],
};
