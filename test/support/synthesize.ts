import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { StatewardenStack } from '../../lib/statewarden-stack.ts';
import type { WrittenConfiguration } from '../../src/config/schema.ts';

/** An app that bundles nothing and leaves nothing behind in the work tree. */
export function appWithoutBundles(): App {
  return new App({
    outdir: mkdtempSync(join(tmpdir(), 'statewarden-synth-')),
    context: { 'aws:cdk:bundling-stacks': [], '@aws-cdk/aws-iam:minimizePolicies': true },
  });
}

/** The template of a deployment in account 111122223333, us-east-1. */
export function templateOf(configuration: WrittenConfiguration): Template {
  const env = { account: '111122223333', region: 'us-east-1' };
  const app = appWithoutBundles();
  try {
    return Template.fromStack(new StatewardenStack(app, 'Statewarden', { configuration, env }));
  } finally {
    rmSync(app.outdir, { recursive: true, force: true });
  }
}

/** What AwsSolutions says against a stack: nothing, or the report of the validation. */
export function nagReport(make: (app: App) => Stack): string {
  const app = appWithoutBundles();
  make(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  try {
    app.synth();
    return '';
  } catch (error) {
    return String(error);
  } finally {
    rmSync(app.outdir, { recursive: true, force: true });
  }
}

/** Runs something with a file that holds a text. */
export function withFile<T>(text: string, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'statewarden-file-'));
  try {
    const path = join(folder, 'statewarden.yaml');
    writeFileSync(path, text);
    return use(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
