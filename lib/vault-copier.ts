import { Duration, Validations } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionSettings } from '../src/config/configuration.ts';
import type { Access } from '../src/scanners/scanner.ts';
import { useOfKey } from './encryption-key.ts';
import { PipelineFunction } from './pipeline-function.ts';
import { type BucketSource, grantSources } from './source-access.ts';

/** Where the vault is. */
export interface VaultPlace {
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly keyArn: string;
  /** Undefined: that of the stack. */
  readonly region: string | undefined;
  /** As cdk-nag names the bucket. */
  readonly nagName: string;
}

interface VaultCopierProps {
  readonly vault: VaultPlace;
  readonly sources: readonly BucketSource[];
  readonly settings: FunctionSettings;
  /** Times that a message is tried. */
  readonly tries: number;
  readonly deadLetterQueue: IQueue;
  readonly encryptionKey: IKey;
  readonly configuration: unknown;
  readonly logDays: number;
}

/** What copying calls. */
const access: readonly Access[] = [
  { action: 's3:ListBucket', on: 'bucket', reason: 'see which states have no copy' },
  { action: 's3:ListBucketVersions', on: 'bucket', reason: 'see which versions have no copy' },
  { action: 's3:GetObject', on: 'state-objects', reason: 'copy a version' },
  { action: 's3:GetObjectVersion', on: 'state-objects', reason: 'copy a version' },
  { action: 'kms:Decrypt', on: 'kms-key', reason: 'read states that S3 encrypts with a KMS key' },
];

/** Copies each version of each state to the vault as it is written, and once a day what events did not tell of. */
export class VaultCopier extends Construct {
  /** Takes the changes of states. */
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: VaultCopierProps) {
    super(scope, id);
    const { vault, sources, settings, tries, deadLetterQueue, encryptionKey, configuration, logDays } = props;
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: encryptionKey,
      enforceSSL: true,
      visibilityTimeout: Duration.millis(6 * settings.timeout),
      deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount: tries },
    });
    const copy = new PipelineFunction(this, 'Copy', {
      entry: 'vault',
      description: 'copies versions of states to the vault',
      settings,
      environment: { ...vaultVariables(vault), VAULT_QUEUE_URL: this.queue.queueUrl },
      configuration,
      logDays,
      encryptionKey,
    });
    grantSources(copy, sources, access);
    allowReading(copy, vault);
    copy.allow(['s3:PutObject'], `${vault.bucketArn}/*`);
    copy.allow(useOfKey, vault.keyArn, encryptionKey.keyArn);
    copy.allow(['sqs:SendMessage'], this.queue.queueArn);
    copy.function.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 10, maxConcurrency: 5, reportBatchItemFailures: true }),
    );
    new Rule(this, 'Daily', {
      description: 'Statewarden: looks for states without a copy in the vault',
      schedule: Schedule.rate(Duration.days(1)),
      // Through the queue: what fails is tried again, and ends in the dead-letter queue, which has an alarm.
      targets: [new SqsQueue(this.queue, { message: sweepMessage, retryAttempts: 185, deadLetterQueue })],
    });
  }
}

const sweepMessage = RuleTargetInput.fromObject({ sweep: 'vault' });

/** Environment variables of a function that uses the vault. */
export function vaultVariables({ bucketName, region }: VaultPlace): Record<string, string> {
  return { VAULT_BUCKET: bucketName, ...(region === undefined ? {} : { VAULT_REGION: region }) };
}

/** Allows a function to list copies and read them back. */
export function allowReading(to: PipelineFunction, vault: VaultPlace): void {
  to.allow(['s3:ListBucket'], vault.bucketArn);
  to.allow(['s3:GetObject'], `${vault.bucketArn}/*`);
  Validations.of(to.role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${vault.nagName}/*]`,
    reason: 'All copies in the vault: their keys are those of the states.',
  });
}
