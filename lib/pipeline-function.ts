import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { type ICommandHooks, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionSettings } from '../src/config/configuration.ts';
import { bundleOptions, entryFile, externalModules, type FunctionEntry } from './function-bundle.ts';

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

const root = resolve(import.meta.dirname, '..');

/** In the published package the code lies one folder further down. */
const packageFile = join(existsSync(join(root, 'package.json')) ? root : resolve(root, '..'), 'package.json');

/** One function of the pipeline: its bundle, a role of its own that may do nothing yet but log and trace, and its log group. */
export class PipelineFunction extends Construct {
  readonly function: NodejsFunction;
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
    const folder = mkdtempSync(join(tmpdir(), 'statewarden-'));
    const configurationFile = join(folder, 'configuration.json');
    writeFileSync(configurationFile, JSON.stringify(configuration));
    this.function = new NodejsFunction(this, 'Function', {
      entry: entryFile(entry),
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
      // CDK takes the folder of this file for the project, and looks for nothing else in it.
      depsLockFilePath: packageFile,
      bundling: {
        format: OutputFormat.ESM,
        ...bundleOptions,
        sourceMap: true,
        mainFields: [...bundleOptions.mainFields],
        externalModules: [...externalModules],
        commandHooks: beside(configurationFile),
      },
    });
    // CDK bundles while it makes the function.
    rmSync(folder, { recursive: true });
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
 * @param file copied beside the bundle once that is made
 */
function beside(file: string): ICommandHooks {
  return {
    beforeInstall: () => [],
    beforeBundling: () => [],
    afterBundling: (_input, output) => {
      const copy = "require('node:fs').copyFileSync(process.argv[1],process.argv[2])";
      return [`node -e "${copy}" "${file}" "${join(output, 'configuration.json')}"`];
    },
  };
}
