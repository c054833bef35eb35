import { Aws, Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { SourceSettings } from '../src/config/source-settings.ts';
import type { Access } from '../src/scanners/scanner.ts';
import { s3LockSuffix } from '../src/sources/state-names.ts';
import type { PipelineFunction } from './pipeline-function.ts';

/** A source that can be deployed. */
export type BucketSource = Extract<SourceSettings, { bucket: string }>;

/**
 * Allows a function to read sources: those of this account by itself, others by the roles that they name.
 * @param access calls of the scanners; exactly these are granted, on exactly the keys of each source
 */
export function grantSources(to: PipelineFunction, sources: readonly BucketSource[], access: readonly Access[]): void {
  const direct = sources.filter(({ roleArn }) => roleArn === undefined);
  for (const statement of readStatements(direct, access)) to.role.addToPolicy(statement);
  acknowledgeKeyPatterns(to.role, direct, access);
  const roles = [...new Set(sources.flatMap(({ roleArn }) => (roleArn === undefined ? [] : [roleArn])))];
  if (roles.length > 0) to.allow(['sts:AssumeRole'], ...roles);
}

/** What reading sources takes, as statements of a policy. */
export function readStatements(sources: readonly BucketSource[], access: readonly Access[]): PolicyStatement[] {
  return uniqueBy(sources, ({ bucket, prefix, lockTable = '' }) => `${bucket}/${prefix} ${lockTable}`).flatMap(
    (source) =>
      uniqueBy(access, ({ on }) => on).flatMap(({ on }) => {
        const actions = [...new Set(access.filter((one) => one.on === on).map(({ action }) => action))].sort();
        return statement(source, on, actions);
      }),
  );
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

/** What planning calls: listings of buckets and of lock tables. */
const planning: ReadonlySet<string> = new Set(['s3:ListBucket', 'dynamodb:Scan']);

/** The part of the access that planning needs. */
export function listingOnly(access: readonly Access[]): readonly Access[] {
  return access.filter(({ action }) => planning.has(action));
}

function statement(source: BucketSource, on: Access['on'], actions: string[]): PolicyStatement[] {
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
