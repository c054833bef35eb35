// One by one: the whole library would be a thirtieth of the deployed functions.
import lt from 'semver/functions/lt.js';
import parse from 'semver/functions/parse.js';
import valid from 'semver/functions/valid.js';
import * as z from 'zod';
import { defineCheck } from '../facts.ts';

export const outdatedTerraform = defineCheck({
  id: 'state/outdated-terraform',
  since: '0.1',
  title: 'Written by an outdated Terraform or OpenTofu',
  severity: 'low',
  remediation:
    'Update the version that runs this state (in CI, in `required_version`) one minor at a time, with a plan that shows no change after each.',
  needs: ['terraformVersion'],
  options: z.object({
    minimumTerraformVersion: z
      .string()
      .refine((version) => valid(version) !== null, { error: 'write a full version, like 1.5.0' })
      .default('1.5.0')
      .describe('Oldest version of Terraform or OpenTofu that may have written a state.'),
  }),
  *evaluate({ terraformVersion }, { options }) {
    const version = parse(terraformVersion);
    if (version === null || !lt(version, options.minimumTerraformVersion)) return;
    yield {
      location: '',
      message: `The state was last written by version ${version.version}, older than ${options.minimumTerraformVersion}.`,
      evidence: { terraformVersion: version.version, minimum: options.minimumTerraformVersion },
      pointer: '/terraform_version',
    };
  },
});
