import type { Copy } from '../copy.ts';
import { openVersion } from './get-object.ts';
import { addressOf, type Bucket, findObject, versionIdOf } from './objects.ts';

interface S3CopySettings extends Bucket {
  /** What stands before the keys of the source; `''` for a replica. */
  readonly prefix: string;
  readonly maximumAge: number;
}

/** Copies of a source's states in a bucket. */
export function s3Copy({ client, bucket, prefix, maximumAge }: S3CopySettings): Copy {
  const place = { client, bucket };
  return {
    location: addressOf(bucket, prefix),
    maximumAge,
    async find(key, signal) {
      const found = await findObject(place, `${prefix}${key}`, signal);
      if (found === null) return null;
      const { key: path, modifiedAt, bytes, etag } = found;
      return { path, versionId: versionIdOf(found), modifiedAt, bytes, etag, deleted: false };
    },
    open: (version, signal) => openVersion(place, version, signal),
  };
}
