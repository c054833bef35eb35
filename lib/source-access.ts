import { Aws } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { SourceSettings } from '../src/config/source-settings.ts';
import type { Access } from '../src/scanners/scanner.ts';
import { s3LockSuffix } from '../src/sources/state-names.ts';

/** A source that can be deployed. */
export type BucketSource = Extract<SourceSettings, { bucket: string }>;

/** What is granted on each bucket: exactly the calls that the scanners declare, on exactly the keys of the source. */
export function readStatements(sources: readonly BucketSource[], access: readonly Access[]): PolicyStatement[] {
  return [...uniqueBy(sources, ({ bucket, prefix }) => `${bucket}/${prefix}`)].flatMap((source) => {
    const keys = uniqueBy(access, ({ on }) => on);
    return keys.flatMap(({ on }) => {
      const actions = [...new Set(access.filter((one) => one.on === on).map(({ action }) => action))].sort();
      return statement(source, on, actions);
    });
  });
}

/** The part of the access that planning needs: listings. */
export function listingOnly(access: readonly Access[]): readonly Access[] {
  return access.filter(({ action }) => action === 's3:ListBucket');
}

function statement(source: BucketSource, on: Access['on'], actions: string[]): PolicyStatement[] {
  const { bucket, prefix, kmsKeyArn } = source;
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
    case 'lock-table':
      return [];
  }
}

function uniqueBy<T>(items: readonly T[], id: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [id(item), item])).values()];
}
