/** Target that stands for a lock table. No state has such a key: no key of Terraform's begins with a scheme. */
export function tableTarget(name: string): string {
  return `dynamodb://${name}`;
}

/** Target that stands for a bucket. @param location of the source: `s3://bucket/prefix` */
export function bucketTarget(location: string): string {
  return `s3://${bucketOf(location)}`;
}

/** @param location of the source: `s3://bucket/prefix` */
export function bucketOf(location: string): string {
  const [, bucket = ''] = /^s3:\/\/([^/]+)/.exec(location) ?? [];
  return bucket;
}
