import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

interface BackupVaultProps {
  /** Days for which no version can be deleted. */
  readonly retainDays: number;
  /** `GOVERNANCE` or `COMPLIANCE`. */
  readonly mode: string;
}

/**
 * A bucket that keeps a copy of every version of every state. Object Lock holds each for the days that were asked for; nobody's role may
 * delete one, or shorten that, as long as the policy of the bucket stands. Stays when the stack goes, with its key.
 */
export class BackupVault extends Construct {
  readonly bucket: Bucket;
  readonly key: Key;

  constructor(scope: Construct, id: string, { retainDays, mode }: BackupVaultProps) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'Statewarden: copies of states in the vault',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.bucket = new Bucket(this, 'Bucket', {
      versioned: true,
      objectLockEnabled: true,
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      eventBridgeEnabled: false,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        {
          id: 'replaced-versions-after-their-retention',
          // S3 passes over what is still held, and comes again.
          noncurrentVersionExpiration: Duration.days(retainDays),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    // A property of its own: the construct takes no number that a parameter gives.
    (this.bucket.node.defaultChild as CfnBucket).objectLockConfiguration = {
      objectLockEnabled: 'Enabled',
      rule: { defaultRetention: { mode, days: retainDays } },
    };
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NobodyDeletes',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: [
          's3:DeleteObject',
          's3:DeleteObjectVersion',
          's3:PutObjectRetention',
          's3:PutObjectLegalHold',
          's3:BypassGovernanceRetention',
        ],
        resources: [this.bucket.arnForObjects('*')],
      }),
    );
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Who reads and writes the vault is told by CloudTrail data events, where an account wants them: a bucket of logs would need one itself.',
    });
  }

  /** `<LogicalId.Arn>`, as cdk-nag names the bucket. */
  get nagName(): string {
    return `<${Stack.of(this).getLogicalId(this.bucket.node.defaultChild as CfnBucket)}.Arn>`;
  }
}
