import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** What callers of encrypted tables, queues and topics need of the key. */
export const useOfKey: readonly string[] = ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'];

/** The one key of a deployment. Stays when the stack goes, as what it encrypts does. */
export class EncryptionKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'Statewarden: findings, queues, topics and logs',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const { account, region, partition } = Stack.of(this);
    // In the policy of a key the key itself is written as *.
    const itself = { resources: ['*'] };
    this.key.addToResourcePolicy(
      new PolicyStatement({
        ...itself,
        sid: 'ServicesThatSendToQueuesAndTopics',
        principals: ['events.amazonaws.com', 'cloudwatch.amazonaws.com'].map((name) => new ServicePrincipal(name)),
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
    this.key.addToResourcePolicy(
      new PolicyStatement({
        ...itself,
        sid: 'LogsOfTheFunctions',
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
        conditions: {
          ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*` },
        },
      }),
    );
  }
}
