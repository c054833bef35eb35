import { Readable } from 'node:stream';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { type AwsCall, sourceErrorFrom } from '../../aws/errors.ts';
import { SourceError } from '../errors.ts';
import { type Replication, replications, type StateBytes } from '../source.ts';

/**
 * The bytes of an object.
 * @param call what was asked, for the error when the answer breaks off
 * @throws SourceError
 */
export function bytesOf(
  { Body, ContentLength, ReplicationStatus }: GetObjectCommandOutput,
  call: AwsCall,
  signal: AbortSignal,
): StateBytes {
  if (!(Body instanceof Readable) || ContentLength === undefined) throw withoutBody(call.location);
  const replication = replicationOf(ReplicationStatus);
  return {
    bytes: ContentLength,
    chunks: chunksOf(Body, call, signal),
    ...(replication === undefined ? {} : { replication }),
  };
}

/** `COMPLETE` and `COMPLETED` are the same: botocore/data/s3, `ReplicationStatus`. */
function replicationOf(status: string | undefined): Replication | undefined {
  const name = status === 'COMPLETE' ? 'completed' : status?.toLowerCase();
  return replications.find((known) => known === name);
}

async function* chunksOf(body: Readable, call: AwsCall, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError('the body of an object is no bytes');
      signal.throwIfAborted();
      yield chunk;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw sourceErrorFrom(error, call);
  }
}

function withoutBody(location: string): SourceError {
  return new SourceError({
    location,
    failure: 'invalid',
    detail: 'the answer of S3 holds no object',
    action: 'Check that the endpoint really speaks the S3 protocol.',
  });
}
