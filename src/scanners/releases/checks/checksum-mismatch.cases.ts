import type { CheckCases } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { annotation, checksums, deployment, manifest, none, unreachable } from '../samples.ts';

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'a file that was changed between the tag and the deployment',
      facts: {
        deployment: deployment(),
        annotation: annotation(),
        manifest: manifest({ sha256: checksums.other }),
      },
      expect: [
        {
          location: '',
          message: 'The manifest that was deployed as v1.1.0 is not the one that the tag signs off.',
          evidence: {
            repository: 'infra',
            tag: 'v1.1.0',
            tagged: checksums.manifest,
            deployed: checksums.other,
            from: 'output manifest_sha256',
          },
        },
      ],
    },
    {
      name: 'a deployment that left no manifest where one is configured',
      facts: { deployment: deployment(), annotation: annotation(), manifest: manifest({ sha256: null }) },
      expect: [
        {
          location: '',
          severity: 'medium',
          evidence: {
            repository: 'infra',
            tag: 'v1.1.0',
            tagged: checksums.manifest,
            deployed: null,
            from: 'output manifest_sha256',
          },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'the manifest that was tagged',
      facts: { deployment: deployment(), annotation: annotation(), manifest: manifest() },
    },
    {
      name: 'a tag without a checksum, which is a finding of its own',
      facts: { deployment: deployment(), annotation: annotation({ checksum: null }), manifest: manifest() },
    },
    {
      name: 'a deployment for which no manifest is configured',
      facts: { deployment: deployment(), annotation: annotation(), manifest: none },
    },
  ],
  notEvaluable: [
    {
      name: 'a manifest that may not be read',
      facts: { deployment: deployment(), annotation: annotation(), manifest: unreachable },
    },
  ],
};
