import type { CheckCases } from '../../scanner.ts';
import type { MutableReference, ReleaseFacts } from '../facts.ts';
import { deployment, nobody, none, unreachable } from '../samples.ts';

const image = (reference: string, because: MutableReference['because']): MutableReference => ({
  address: 'aws_ecs_task_definition.api',
  kind: 'image',
  reference,
  because,
});

export const cases: CheckCases<ReleaseFacts> = {
  fires: [
    {
      name: 'an image with the tag latest, and one with another tag',
      facts: {
        deployment: deployment(),
        mutable: { value: [image('acme/api:latest', 'latest-tag'), image('acme/proxy:1.4.2', 'no-digest')] },
      },
      expect: [
        {
          location: 'aws_ecs_task_definition.api acme/api:latest',
          message: 'acme/api:latest of aws_ecs_task_definition.api is whatever was pushed last.',
          evidence: { repository: 'infra', kind: 'image', reference: 'acme/api:latest', because: 'latest-tag' },
        },
        {
          location: 'aws_ecs_task_definition.api acme/proxy:1.4.2',
          severity: 'low',
          evidence: { repository: 'infra', kind: 'image', reference: 'acme/proxy:1.4.2', because: 'no-digest' },
        },
      ],
    },
    {
      name: 'an Auto Scaling group with the newest version of its launch template',
      facts: {
        deployment: deployment(),
        mutable: {
          value: [
            {
              address: 'aws_autoscaling_group.web',
              kind: 'launch-template',
              reference: '$Latest',
              because: 'latest-version',
            },
          ],
        },
      },
      expect: [
        {
          location: 'aws_autoscaling_group.web $Latest',
          evidence: {
            repository: 'infra',
            kind: 'launch-template',
            reference: '$Latest',
            because: 'latest-version',
          },
        },
      ],
    },
  ],
  quiet: [
    { name: 'images with digests', facts: { deployment: deployment(), mutable: nobody } },
    {
      name: 'an image by its tag, in a registry whose tags stay',
      facts: { deployment: deployment(), mutable: { value: [image('ecr.example.com/api:1.4.2', 'no-digest')] } },
      options: { immutableImages: ['ecr.example.com/**'] },
    },
    {
      name: 'a state that is deployed from no repository',
      facts: { deployment: none, mutable: nobody },
    },
  ],
  notEvaluable: [{ name: 'a state that could not be read', facts: { deployment: deployment(), mutable: unreachable } }],
};
