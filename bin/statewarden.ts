#!/usr/bin/env node
import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { MemberStack } from '../lib/member-stack.ts';
import { StatewardenStack } from '../lib/statewarden-stack.ts';
import { VaultStack } from '../lib/vault-stack.ts';
import { ConfigurationError } from '../src/config/errors.ts';
import { defaultConfigurationFile } from '../src/config/load.ts';

// cdk deploy [-c config=FILE]: the stack that the configuration describes.
// cdk synth -c stack=member: the template for accounts that hold states, the same for all of them.
// cdk deploy -c stack=vault: a vault in another region or account.

const app = new App();
const { config, stack } = z
  .object({
    config: z.string().default(defaultConfigurationFile),
    stack: z.enum(['hub', 'member', 'vault']).default('hub'),
  })
  .parse({ config: app.node.tryGetContext('config'), stack: app.node.tryGetContext('stack') });
const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;

try {
  if (stack === 'member') new MemberStack(app, 'StatewardenMember');
  else if (stack === 'vault') new VaultStack(app, 'StatewardenVault');
  else {
    new StatewardenStack(app, 'Statewarden', {
      configurationFile: config,
      ...(account === undefined || region === undefined ? {} : { env: { account, region } }),
    });
  }
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}
