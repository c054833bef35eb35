import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionSettings } from '../src/config/configuration.ts';
import { bundleFunction, type FunctionEntry } from './function-bundle.ts';

interface PipelineFunctionProps {
  readonly entry: FunctionEntry;
  /** What it does, for the console. */
  readonly description: string;
  readonly settings: FunctionSettings;
  readonly environment: Readonly<Record<string, string>>;
  /** The configuration as it was written; put beside the function's code. */
  readonly configuration: unknown;
  readonly logDays: number;
  readonly encryptionKey: IKey;
}

/** One function of the pipeline: its bundle, a role of its own that may do nothing yet but log and trace, and its log group. */
export class PipelineFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: PipelineFunctionProps) {
    super(scope, id);
    const { entry, description, settings, environment, configuration, logDays, encryptionKey } = props;
    const logGroup = new LogGroup(this, 'Logs', {
      // The numbers of the configuration are those of the enumeration.
      retention: logDays as RetentionDays,
      encryptionKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `Statewarden, ${entry} function: ${description}`,
    });
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    // For a stack that is only listed nothing is bundled.
    const folder = Stack.of(this).bundlingRequired ? codeFolder(entry, configuration) : null;
    this.function = new LambdaFunction(this, 'Function', {
      code: folder === null ? Code.fromInline(`// functions/${entry}`) : Code.fromAsset(folder),
      handler: 'index.handler',
      description,
      role: this.role,
      logGroup,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      tracing: Tracing.ACTIVE,
      timeout: Duration.millis(settings.timeout),
      memorySize: settings.memory / 1024 ** 2,
      environment: { ...environment, NODE_OPTIONS: '--enable-source-maps', POWERTOOLS_SERVICE_NAME: 'statewarden' },
      environmentEncryption: encryptionKey,
    });
    // CDK copies it while it makes the function.
    if (folder !== null) rmSync(folder, { recursive: true });
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'Calls that know no resource: xray:PutTraceSegments and xray:PutTelemetryRecords; of the alert function dynamodb:ListStreams.',
    });
  }

  /** Allows the function to call exactly these actions on exactly these resources. */
  allow(actions: readonly string[], ...resources: readonly string[]): void {
    this.role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }
}

/**
 * Environment variables hold 4 KB in all, so the configuration goes with the code: a change of it deploys the functions anew.
 * @returns the folder, to be removed once CDK has copied it
 */
function codeFolder(entry: FunctionEntry, configuration: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'statewarden-'));
  for (const { name, contents } of bundleFunction(entry).files) writeFileSync(join(folder, name), contents);
  writeFileSync(join(folder, 'configuration.json'), JSON.stringify(configuration));
  return folder;
}
