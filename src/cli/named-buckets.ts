import type { NamedBucket } from '../discovery/discover.ts';
import { parseLocation } from '../sources/open-source.ts';

/**
 * Buckets as people type them: `acme-tfstate`, `acme-tfstate/prod/`, `s3://acme-tfstate`. One that is typed twice counts once.
 * @throws SourceError for what is no name of a bucket
 */
export function namedBuckets(typed: readonly string[]): readonly NamedBucket[] {
  const byName = new Map<string, NamedBucket>();
  for (const text of typed) {
    const source = parseLocation(/^s3:\//i.test(text) ? text : `s3://${text}`, '/');
    if (!('bucket' in source)) continue; // an address of S3 is never a folder
    const { bucket, prefix } = source;
    // As the configuration names its sources, which have to differ.
    byName.set(`${bucket}/${prefix.replace(/\/$/, '')}`, { bucket, prefix });
  }
  return [...byName.values()];
}
