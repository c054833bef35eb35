#!/usr/bin/env node
import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { StatewardenStack } from '../lib/statewarden-stack.ts';
import { ConfigurationError } from '../src/config/errors.ts';
import { defaultConfigurationFile } from '../src/config/load.ts';

const app = new App();
const configurationFile = z.string().default(defaultConfigurationFile).parse(app.node.tryGetContext('config'));
const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;

try {
  new StatewardenStack(app, 'Statewarden', {
    configurationFile,
    ...(account === undefined || region === undefined ? {} : { env: { account, region } }),
  });
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}
