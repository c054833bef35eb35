import {
  BootstraplessSynthesizer,
  CfnCondition,
  CfnOutput,
  CfnParameter,
  Fn,
  type IStackSynthesizer,
  Stack,
  type StackProps,
} from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import {
  AccountPrincipal,
  CfnPolicy,
  PolicyDocument,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { scanners } from '../src/scanners/index.ts';
import type { Access } from '../src/scanners/scanner.ts';
import { s3LockSuffix } from '../src/sources/state-names.ts';
import { acknowledgeKeyPatterns, type BucketSource, readStatements } from './source-access.ts';

/**
 * What stands in another account, or another region, that holds states: a role that the hub reads them with, and a rule that
 * forwards their changes to the hub's bus. One bucket a stack. Everything is a parameter, so that one template serves a StackSet.
 */
export class MemberStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, {
      description: 'Statewarden, member: lets the hub read the states of one bucket, and tells it of their changes',
      // A StackSet knows no bootstrapped account.
      synthesizer: new BootstraplessSynthesizer() as IStackSynthesizer,
      ...props,
    });
    const text = (name: string, description: string, rest: { default?: string; allowedPattern?: string } = {}) =>
      new CfnParameter(this, name, { type: 'String', description, ...rest }).valueAsString;

    const hub = text('HubAccountId', 'Account that Statewarden runs in', { allowedPattern: '[0-9]{12}' });
    const eventBusArn = text('HubEventBusArn', 'Output EventBusArn of the stack in the hub');
    const externalId = text('ExternalId', 'externalId of the source in statewarden.yaml', { allowedPattern: '.{2,}' });
    const roleName = text('RoleName', 'Name of the role in roleArn of the source', { default: 'statewarden-reader' });
    const bucket = text('BucketName', 'Bucket that holds the states');
    const prefix = text('KeyPrefix', 'prefix of the source; empty: the whole bucket', { default: '' });
    const kmsKeyArn = text('KmsKeyArn', 'Key that the states are encrypted with; empty: none of your own', {
      default: '',
    });
    const lockTable = text('LockTableName', 'lockTable of the source; empty: none', { default: '' });

    const backupVault = text('BackupVaultName', 'awsBackup.vault of the source; empty: none', { default: '' });

    const role = new Role(this, 'Reader', {
      roleName,
      description: 'Statewarden in the hub account reads states with it',
      assumedBy: new AccountPrincipal(hub),
      externalIds: [externalId],
    });
    const source: BucketSource = { name: 'member', bucket, prefix };
    const access = scanners.flatMap((scanner) => scanner.access);
    for (const statement of readStatements([source], access)) role.addToPolicy(statement);
    acknowledgeKeyPatterns(role, [{ ...source, bucket: '<BucketName>', prefix: '<KeyPrefix>' }], access);
    const only = (on: Access['on'], of: BucketSource) =>
      readStatements(
        [of],
        access.filter((one) => one.on === on),
      );
    this.#allowIfGiven(role, kmsKeyArn, 'Key', 'decrypt-states', only('kms-key', { ...source, kmsKeyArn }));
    this.#allowIfGiven(role, lockTable, 'LockTable', 'read-locks', only('lock-table', { ...source, lockTable }));
    const withBackup = { ...source, awsBackup: { vault: backupVault, maximumAge: 0 } };
    this.#allowIfGiven(role, backupVault, 'BackupVault', 'read-recovery-points', only('backup-vault', withBackup));
    this.#forward(eventBusArn, bucket, prefix);

    new CfnOutput(this, 'RoleArn', { value: role.roleArn, description: 'roleArn of the source in statewarden.yaml' });
  }

  /** @param parameter empty: the statements are left out */
  #allowIfGiven(role: Role, parameter: string, what: string, policyName: string, statements: PolicyStatement[]): void {
    const policy = new CfnPolicy(this, `ReaderOf${what}`, {
      policyName,
      roles: [role.roleName],
      policyDocument: new PolicyDocument({ statements }),
    });
    policy.cfnOptions.condition = new CfnCondition(this, `Has${what}`, {
      expression: Fn.conditionNot(Fn.conditionEquals(parameter, '')),
    });
  }

  #forward(eventBusArn: string, bucket: string, prefix: string): void {
    const forwarder = new Role(this, 'Forwarder', {
      description: 'EventBridge sends changes of states to the hub with it',
      assumedBy: new ServicePrincipal('events.amazonaws.com'),
    });
    forwarder.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [eventBusArn] }));
    const key = ['.tfstate', `.tfstate${s3LockSuffix}`].map((ending) => ({
      wildcard: Fn.join('', [prefix, '*', ending]),
    }));
    new CfnRule(this, 'Changes', {
      description: 'Statewarden: forwards changes of states and of their locks to the hub',
      eventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created', 'Object Deleted'],
        detail: { bucket: { name: [bucket] }, object: { key } },
      },
      targets: [{ id: 'Hub', arn: eventBusArn, roleArn: forwarder.roleArn }],
    });
  }
}
