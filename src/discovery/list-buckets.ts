import { GetBucketLocationCommand, ListBucketsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Asker } from './ask.ts';

/** A bucket of the account. */
export interface ListedBucket {
  readonly bucket: string;
  /** Null where the listing does not say it. */
  readonly region: string | null;
}

/** How often names are asked for, at 1000 each. */
const mostLists = 10;

/**
 * The buckets of the account.
 * @returns `complete: false` where there are more than are asked for, or the listing was refused
 */
export async function listBuckets(
  client: S3Client,
  asker: Asker,
): Promise<{ readonly buckets: readonly ListedBucket[]; readonly complete: boolean }> {
  const buckets: ListedBucket[] = [];
  let token: string | undefined;
  for (let lists = 0; lists < mostLists; lists++) {
    const page = { MaxBuckets: 1000, ...(token === undefined ? {} : { ContinuationToken: token }) };
    const answer = await asker.ask({ location: 'the account', permission: 's3:ListAllMyBuckets' }, () =>
      client.send(new ListBucketsCommand(page), { abortSignal: asker.signal }),
    );
    if ('unreadable' in answer) return { buckets, complete: false };
    for (const { Name, BucketRegion } of answer.value.Buckets ?? []) {
      if (Name !== undefined) buckets.push({ bucket: Name, region: BucketRegion ?? null });
    }
    token = answer.value.ContinuationToken;
    if (token === undefined) return { buckets, complete: true };
  }
  return { buckets, complete: false };
}

/** Region of a bucket; null where it is not told. */
export async function regionOf(client: S3Client, bucket: string, asker: Asker): Promise<string | null> {
  const answer = await asker.ask({ location: `s3://${bucket}`, permission: 's3:GetBucketLocation' }, () =>
    client.send(new GetBucketLocationCommand({ Bucket: bucket }), { abortSignal: asker.signal }),
  );
  if ('unreadable' in answer) return null;
  const location: string | undefined = answer.value.LocationConstraint;
  // Two regions are older than their names. Source: Amazon S3 API reference, GetBucketLocation.
  if (location === undefined || location === '') return 'us-east-1';
  return location === 'EU' ? 'eu-west-1' : location;
}
