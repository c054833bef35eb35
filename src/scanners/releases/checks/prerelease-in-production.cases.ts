import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { deployment, release, unreachable } from '../samples.ts';

const candidate = release({ text: 'v1.2.0-rc.1', version: '1.2.0-rc.1', prerelease: true, tag: 'v1.2.0-rc.1' });

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a release candidate in production',
      facts: { deployment: deployment(), release: candidate },
      expect: [
        {
          location: '',
          message: 'production runs v1.2.0-rc.1, which is a pre-release.',
          evidence: { repository: 'infra', version: '1.2.0-rc.1', tag: 'v1.2.0-rc.1' },
        },
      ],
    },
  ],
  quiet: [
    { name: 'a release in production', facts: { deployment: deployment(), release: release() } },
    {
      name: 'a release candidate in staging',
      facts: { deployment: deployment({ environment: 'staging' }), release: candidate },
      environment: { name: 'staging', criticality: 'staging' },
    },
  ],
  notEvaluable: [
    { name: 'a repository whose host does not answer', facts: { deployment: deployment(), release: unreachable } },
  ],
};
