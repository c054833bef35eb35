import { Aws, Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { SourceSettings } from '../src/config/source-settings.ts';
import type { Access, NamedResource } from '../src/scanners/scanner.ts';
import { s3LockSuffix } from '../src/sources/state-names.ts';
import type { PipelineFunction } from './pipeline-function.ts';

/** A source that can be deployed. */
export type BucketSource = Extract<SourceSettings, { bucket: string }>;

/**
 * Allows a function to read sources and their copies: those of this account by itself, others by the roles that they name.
 * @param access calls of the scanners; exactly these are granted, on exactly the keys of each source
 */
export function grantSources(to: PipelineFunction, sources: readonly BucketSource[], access: readonly Access[]): void {
  grantBuckets(to, sources, access);
  grantBuckets(to, copiesOf(sources), onCopies(access));
}

function grantBuckets(to: PipelineFunction, sources: readonly BucketSource[], access: readonly Access[]): void {
  const direct = sources.filter(({ roleArn }) => roleArn === undefined);
  for (const statement of readStatements(direct, access)) to.role.addToPolicy(statement);
  acknowledgeKeyPatterns(to.role, direct, access);
  const roles = [...new Set(sources.flatMap(({ roleArn }) => (roleArn === undefined ? [] : [roleArn])))];
  if (roles.length > 0 && access.length > 0) to.allow(['sts:AssumeRole'], ...roles);
}

/** Places of copies, as if they were sources. */
function copiesOf(sources: readonly BucketSource[]): readonly BucketSource[] {
  return sources.flatMap(({ copies = [] }) => copies.map((copy) => ({ name: copy.bucket, ...copy })));
}

const ofCopies: ReadonlyMap<Access['on'], Access['on']> = new Map([
  ['copy-bucket', 'bucket'],
  ['copies', 'state-objects'],
  ['copy-key', 'kms-key'],
]);

/** What is called on copies, as if it were called on sources. */
function onCopies(access: readonly Access[]): readonly Access[] {
  return access.flatMap((one) => {
    const on = ofCopies.get(one.on);
    return on === undefined ? [] : [{ ...one, on }];
  });
}

/** What reading sources takes, as statements of a policy. */
export function readStatements(sources: readonly BucketSource[], access: readonly Access[]): PolicyStatement[] {
  return uniqueBy(sources, ({ bucket, prefix, lockTable = '' }) => `${bucket}/${prefix} ${lockTable}`).flatMap(
    (source) =>
      [...new Set(access.flatMap(({ on }) => (typeof on === 'string' ? [on] : [])))].flatMap((on) => {
        const actions = [...new Set(access.filter((one) => one.on === on).map(({ action }) => action))].sort();
        return statement(source, on, actions);
      }),
  );
}

/** Allows a function the calls on what options of scanners name: exactly on that. */
export function grantNamed(to: PipelineFunction, access: readonly Access[]): void {
  const named = access.flatMap(({ action, on }) => (typeof on === 'string' ? [] : [{ action, arn: arnOf(on) }]));
  for (const action of new Set(named.map((one) => one.action))) {
    const arns = named.filter((one) => one.action === action).map(({ arn }) => arn);
    to.allow([action], ...new Set(arns));
    for (const arn of new Set(arns.filter((one) => one.includes('*')))) {
      Validations.of(to.role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${arn.replace(Aws.PARTITION, '<AWS::Partition>')}]`,
        reason: 'The manifests that the configuration names, one for each release. Read only.',
      });
    }
  }
}

function arnOf(resource: NamedResource): string {
  if ('secret' in resource) return resource.secret;
  if ('object' in resource) return `arn:${Aws.PARTITION}:s3:::${resource.object.slice('s3://'.length)}`;
  if ('codeCommitRepository' in resource)
    return `arn:${Aws.PARTITION}:codecommit:${resource.region}:${Aws.ACCOUNT_ID}:${resource.codeCommitRepository}`;
  return `arn:${Aws.PARTITION}:ssm:${Aws.REGION}:${Aws.ACCOUNT_ID}:parameter/${resource.parameter.replace(/^\//, '')}`;
}

/** Says for cdk-nag why keys are granted as patterns. */
export function acknowledgeKeyPatterns(role: Role, sources: readonly BucketSource[], access: readonly Access[]): void {
  const resources = readStatements(sources, access).flatMap((statement) => statement.resources);
  for (const resource of new Set(resources.filter((arn) => arn.includes('/') && arn.includes('*')))) {
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${resource.replace(Aws.PARTITION, '<AWS::Partition>')}]`,
      reason: 'All states of the source, and nothing else: their keys come and go. Read only.',
    });
  }
}

/** What planning calls: listings of buckets and of lock tables, and the tags of repositories. */
const planning: ReadonlySet<string> = new Set([
  's3:ListBucket',
  'dynamodb:Scan',
  'secretsmanager:GetSecretValue',
  'codecommit:GitPull',
]);

/** The part of the access that planning needs. */
export function listingOnly(access: readonly Access[]): readonly Access[] {
  return access.filter(({ action, on }) => planning.has(action) && on !== 'copy-bucket');
}

function statement(source: BucketSource, on: Extract<Access['on'], string>, actions: string[]): PolicyStatement[] {
  const { bucket, prefix, kmsKeyArn, region, lockTable } = source;
  const bucketArn = `arn:${Aws.PARTITION}:s3:::${bucket}`;
  switch (on) {
    case 'bucket':
      return [
        new PolicyStatement({
          effect: Effect.ALLOW,
          actions,
          resources: [bucketArn],
          ...(prefix === '' ? {} : { conditions: { StringLike: { 's3:prefix': `${prefix}*` } } }),
        }),
      ];
    case 'state-objects':
      return [new PolicyStatement({ actions, resources: [`${bucketArn}/${prefix}*`] })];
    case 'lock-files':
      return [new PolicyStatement({ actions, resources: [`${bucketArn}/${prefix}*${s3LockSuffix}`] })];
    case 'kms-key':
      if (kmsKeyArn === undefined) return [];
      return [
        new PolicyStatement({
          actions,
          resources: [kmsKeyArn],
          conditions: { StringLike: { 'kms:ViaService': `s3.*.${Aws.URL_SUFFIX}` } },
        }),
      ];
    case 'backup-vault':
      if (source.awsBackup === undefined) return [];
      return [
        new PolicyStatement({
          actions,
          resources: [
            `arn:${Aws.PARTITION}:backup:${region ?? Aws.REGION}:${Aws.ACCOUNT_ID}:backup-vault:${source.awsBackup.vault}`,
          ],
        }),
      ];
    case 'copy-bucket':
    case 'copies':
    case 'copy-key':
      // Granted for the places of copies, which stand for sources there.
      return [];
    case 'bucket-settings':
      return [new PolicyStatement({ actions, resources: [bucketArn] })];
    case 'lock-table':
      if (lockTable === undefined) return [];
      return [
        new PolicyStatement({
          actions,
          resources: [`arn:${Aws.PARTITION}:dynamodb:${region ?? Aws.REGION}:${Aws.ACCOUNT_ID}:table/${lockTable}`],
        }),
      ];
  }
}

function uniqueBy<T>(items: readonly T[], id: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [id(item), item])).values()];
}
