import * as z from 'zod';
import type { SourceSettings } from '../config/source-settings.ts';
import { s3LockSuffix } from '../sources/state-names.ts';

/** What a sweep puts into the scan queue: a state that is due. Which scanners have to look is decided when it is looked at. */
export interface ScanRequest {
  /** Name of the source. */
  readonly source: string;
  /** Key of the state object. */
  readonly key: string;
}

const scanRequestSchema = z.strictObject({ source: z.string(), key: z.string() });

/**
 * What EventBridge tells of an object of S3 that was written or deleted; of the rest of it nothing is needed. No field of it says
 * how it was written: Terraform writes large states as a multipart upload.
 * Source: Amazon EventBridge user guide, "Amazon S3 events": detail.bucket.name, detail.object.key (not URL-encoded).
 */
const objectChangeSchema = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.enum(['Object Created', 'Object Deleted']),
  detail: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
});

const messageSchema = z.union([scanRequestSchema, objectChangeSchema]);

/** A message of the scan queue is neither a scan request nor a change of an object. */
export class ScanMessageError extends Error {
  override readonly name = 'ScanMessageError';

  constructor(options?: ErrorOptions) {
    super(
      'A message of the scan queue is neither a scan request nor an event of S3. Find out who sends to the queue, and remove what else does.',
      options,
    );
  }
}

/**
 * What has to be looked at for one message of the scan queue.
 * @param body a {@link ScanRequest}, or an EventBridge event of S3, as JSON
 * @param sources of the configuration
 * @returns empty where the message concerns no source: an object beside the states, or a source that was taken out
 * @throws ScanMessageError
 */
export function scanRequestsOf(body: string, sources: readonly SourceSettings[]): readonly ScanRequest[] {
  const message = messageSchema.safeParse(parse(body));
  if (!message.success) throw new ScanMessageError();
  if ('key' in message.data) {
    const { source, key } = message.data;
    return sources.some(({ name }) => name === source) ? [{ source, key }] : [];
  }
  const { bucket, object } = message.data.detail;
  const key = object.key.endsWith(s3LockSuffix) ? object.key.slice(0, -s3LockSuffix.length) : object.key;
  return sources
    .filter((source) => 'bucket' in source && source.bucket === bucket.name && key.startsWith(source.prefix))
    .map(({ name }) => ({ source: name, key }));
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    // The parser's words quote the text.
    throw new ScanMessageError({ cause: cause instanceof SyntaxError ? undefined : cause });
  }
}
