import {
  BootstraplessSynthesizer,
  CfnOutput,
  CfnParameter,
  type IStackSynthesizer,
  Stack,
  type StackProps,
} from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { BackupVault } from './backup-vault.ts';

/**
 * A vault in another region or another account than the hub: out of the reach of whoever breaks either. Everything is a parameter, so that
 * one template serves all.
 */
export class VaultStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, {
      description: 'Statewarden, vault: keeps copies of states that nobody can delete',
      synthesizer: new BootstraplessSynthesizer() as IStackSynthesizer,
      ...props,
    });
    const retainDays = new CfnParameter(this, 'RetainDays', {
      type: 'Number',
      description: 'Days for which no version can be deleted',
      default: 90,
      minValue: 1,
      maxValue: 36_500,
    }).valueAsNumber;
    const mode = new CfnParameter(this, 'Mode', {
      type: 'String',
      description: 'COMPLIANCE: nobody at all may shorten that; GOVERNANCE: someone with a special permission',
      allowedValues: ['GOVERNANCE', 'COMPLIANCE'],
      default: 'GOVERNANCE',
    }).valueAsString;
    const hub = new CfnParameter(this, 'HubAccountId', {
      type: 'String',
      description: 'Account that Statewarden runs in',
      allowedPattern: '[0-9]{12}',
    }).valueAsString;

    const { bucket, key } = new BackupVault(this, 'Vault', { retainDays, mode });
    const principals = [new AccountPrincipal(hub)];
    // Of the hub account, who of its roles may is said there: the copying function, and the scan function to read.
    bucket.addToResourcePolicy(
      new PolicyStatement({ sid: 'HubLists', principals, actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
    );
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'HubCopiesAndReadsBack',
        principals,
        actions: ['s3:GetObject', 's3:PutObject'],
        resources: [bucket.arnForObjects('*')],
      }),
    );
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'HubCopiesAndReadsBack',
        principals,
        actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
        // In the policy of a key the key itself is written as *.
        resources: ['*'],
      }),
    );
    new CfnOutput(this, 'BucketName', { value: bucket.bucketName, description: 'vault.bucket in statewarden.yaml' });
    new CfnOutput(this, 'KeyArn', { value: key.keyArn, description: 'vault.kmsKeyArn in statewarden.yaml' });
  }
}
