import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { StatewardenStack } from '../../lib/statewarden-stack.ts';
import { VaultStack } from '../../lib/vault-stack.ts';
import { appWithoutBundles, nagReport, templateOf } from '../support/synthesize.ts';

const env = { account: '111122223333', region: 'us-east-1' };
const sources = [
  { bucket: 'acme-tfstate' },
  { bucket: 'acme-payments', roleArn: 'arn:aws:iam::222233334444:role/statewarden-reader', externalId: 'acme' },
];
const elsewhere = {
  bucket: 'acme-vault',
  region: 'eu-west-1',
  kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
};

let template: Template;
beforeAll(() => {
  template = templateOf({ sources, vault: { retainDays: 30, mode: 'compliance' } });
});

describe('the vault', () => {
  test('holds every version for the days that were asked for, encrypted with a key of its own, and stays', () => {
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        VersioningConfiguration: { Status: 'Enabled' },
        ObjectLockEnabled: true,
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 30 } },
        },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            {
              BucketKeyEnabled: true,
              ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: Match.anyValue() },
            },
          ],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        LifecycleConfiguration: {
          Rules: [Match.objectLike({ NoncurrentVersionExpiration: { NoncurrentDays: 30 }, Status: 'Enabled' })],
        },
      },
    });
    template.resourceCountIs('AWS::KMS::Key', 2);
  });

  test('lets nobody delete a version, or shorten how long it is held', () => {
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'NobodyDeletes',
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: Match.arrayWith(['s3:BypassGovernanceRetention', 's3:DeleteObject', 's3:DeleteObjectVersion']),
          }),
        ]),
      },
    });
  });

  test('gets each change by a queue of its own, and is looked through once a day', () => {
    const rules = Object.values(template.findResources('AWS::Events::Rule'));
    const changes = rules.filter(({ Properties }) => Properties.EventPattern !== undefined);
    expect(changes.length).toBeGreaterThan(0);
    for (const { Properties } of changes) expect(Properties.Targets).toHaveLength(2);
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 day)',
      Targets: [
        Match.objectLike({
          Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('VaultCopierQueue'), 'Arn'] },
          DeadLetterConfig: Match.anyValue(),
          Input: '{"sweep":"vault"}',
        }),
      ],
    });
  });

  test('is written by the copying function alone, and nothing deletes', () => {
    const policies = Object.entries(template.findResources('AWS::IAM::Policy'));
    const writers = policies.filter(([, policy]) => JSON.stringify(policy).includes('s3:PutObject'));
    expect(writers.map(([name]) => name)).toEqual([expect.stringContaining('VaultCopierCopy')]);
    for (const [, policy] of policies) expect(JSON.stringify(policy)).not.toContain('s3:Delete');
  });

  test('can be read by the scan function, which may decrypt copies and encrypt none', () => {
    const [[, scan] = []] = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([name]) =>
      name.includes('ScanRole'),
    );
    const ofVault = scan?.Properties.PolicyDocument.Statement.filter((statement: object) =>
      JSON.stringify(statement).includes('VaultKey'),
    );
    expect(ofVault).toEqual([expect.objectContaining({ Action: 'kms:Decrypt' })]);
  });

  test('is told to the functions that compare copies with states', () => {
    const told = Object.values(template.findResources('AWS::Lambda::Function')).filter(
      ({ Properties }) => 'VAULT_BUCKET' in (Properties.Environment?.Variables ?? {}),
    );
    expect(told).toHaveLength(3);
  });

  test('is not there unless it is asked for', () => {
    const without = templateOf({ sources });
    without.resourceCountIs('AWS::S3::Bucket', 0);
    without.resourceCountIs('AWS::Lambda::Function', 3);
  });

  test.each([
    ['in the stack', { retainDays: 30 }],
    ['elsewhere', elsewhere],
  ])('%s is all that cdk-nag asks for', (_where, vault) => {
    const report = nagReport(
      (app) => new StatewardenStack(app, 'Statewarden', { configuration: { sources, vault }, env }),
    );
    expect(report).toBe('');
  });
});

describe('a vault elsewhere', () => {
  test('is written there, and none is made here', () => {
    const hub = templateOf({ sources, vault: elsewhere });
    hub.resourceCountIs('AWS::S3::Bucket', 0);
    hub.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ VAULT_BUCKET: 'acme-vault', VAULT_REGION: 'eu-west-1' }) },
    });
  });

  test('is one template for every region and account, which cdk-nag finds nothing wrong with', () => {
    const vault = Template.fromStack(new VaultStack(appWithoutBundles(), 'StatewardenVault'));
    vault.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: { Ref: 'Mode' }, Days: { Ref: 'RetainDays' } } },
      },
    });
    vault.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Sid: 'HubCopiesAndReadsBack' })]) },
    });
    expect(nagReport((app) => new VaultStack(app, 'StatewardenVault'))).toBe('');
  });
});
