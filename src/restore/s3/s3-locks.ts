import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { conditionally } from '../../aws/conditionally.ts';
import { sourceErrorFrom } from '../../aws/errors.ts';
import { shellWord } from '../../scanners/plain-text.ts';
import { lockTooLarge, SourceError } from '../../sources/errors.ts';
import { bytesOf } from '../../sources/s3/body.ts';
import { addressOf, type Bucket } from '../../sources/s3/objects.ts';
import { longestLock } from '../../sources/source.ts';
import { s3LockSuffix } from '../../sources/state-names.ts';
import type { DigestPlace, LockPlace } from '../place.ts';
import { holderOf } from '../restore-lock.ts';

/** How an object is encrypted, as a request to write one says it. */
export type Encryption = Pick<PutObjectCommandInput, 'ServerSideEncryption' | 'SSEKMSKeyId' | 'BucketKeyEnabled'>;

/**
 * The lock file beside a state. Source: hashicorp/terraform internal/backend/remote-state/s3/client.go `lockWithFile`, `unlockWithFile`.
 * @param encryption of the state: Terraform writes both alike, and a bucket may take nothing else
 */
export function lockObject(
  { client, bucket }: Bucket,
  stateKey: string,
  encryption: (signal: AbortSignal) => Promise<Encryption>,
): LockPlace {
  const key = `${stateKey}${s3LockSuffix}`;
  const location = addressOf(bucket, key);
  const object = { Bucket: bucket, Key: key };

  async function read(signal: AbortSignal): Promise<string | null> {
    const call = { location, permission: 's3:GetObject' };
    try {
      const answer = await client.send(new GetObjectCommand(object), { abortSignal: signal });
      const pieces: Uint8Array[] = [];
      let bytes = 0;
      for await (const chunk of bytesOf(answer, call, signal).chunks) {
        bytes += chunk.length;
        if (bytes > longestLock) throw lockTooLarge(location);
        pieces.push(chunk);
      }
      return Buffer.concat(pieces).toString('utf8');
    } catch (error) {
      const failure = sourceErrorFrom(error, call);
      if (failure instanceof SourceError && failure.failure === 'gone') return null;
      throw failure;
    }
  }

  return {
    location,
    removal: `aws s3 rm ${shellWord(location)}`,
    read,
    async take(text, signal) {
      const written = { Body: text, ContentType: 'application/json', ...(await encryption(signal)) };
      try {
        await client.send(new PutObjectCommand({ ...object, ...written, IfNoneMatch: '*' }), { abortSignal: signal });
        return true;
      } catch (error) {
        if (isConflict(error)) return false;
        throw sourceErrorFrom(error, { location, permission: 's3:PutObject' });
      }
    },
    async release(text, signal) {
      if (!isSameLock(await read(signal), text)) return false;
      try {
        await client.send(new DeleteObjectCommand(object), { abortSignal: signal });
        return true;
      } catch (error) {
        throw sourceErrorFrom(error, { location, permission: 's3:DeleteObject' });
      }
    },
  };
}

/** Whether S3 refused to write because of what is there. Source: Amazon S3 API reference, PutObject, `If-Match`, `If-None-Match`. */
export function isConflict(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // Where If-Match names what was deleted meanwhile, S3 answers that there is no such key.
  return ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'].includes(error.name);
}

function isSameLock(found: string | null, own: string): boolean {
  return found !== null && (found === own || holderOf(found).id === holderOf(own).id);
}

const itemSchema = z.object({ Info: z.string().catch(''), Digest: z.string().catch('') });

/** A DynamoDB table in which Terraform locks. */
export interface LockTable {
  readonly client: DynamoDBClient;
  readonly name: string;
}

/**
 * The two items of a state in a lock table. Source: hashicorp/terraform internal/backend/remote-state/s3/client.go `lockWithDynamoDB`,
 * `unlockWithDynamoDB`, `putMD5`.
 * @param lockId `bucket/key`
 */
export function tableItems({ client, name }: LockTable, lockId: string): { lock: LockPlace; digest: DigestPlace } {
  const documents = DynamoDBDocumentClient.from(client);
  const table = `dynamodb://${name}`;

  async function ask<T>(permission: string, location: string, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) throw error;
      if (error instanceof ResourceNotFoundException) {
        const action = 'Check lockTable or --lock-table, the account you are signed in to, and the region.';
        throw new SourceError({ location: table, failure: 'not-found', detail: 'there is no such table', action });
      }
      throw sourceErrorFrom(error, { location, permission });
    }
  }

  async function read(LockID: string, signal: AbortSignal) {
    const { Item } = await ask('dynamodb:GetItem', `${table}/${LockID}`, () =>
      documents.send(new GetCommand({ TableName: name, Key: { LockID }, ConsistentRead: true }), {
        abortSignal: signal,
      }),
    );
    return Item === undefined ? null : itemSchema.parse(Item);
  }

  const location = `${table}/${lockId}`;
  const digestId = `${lockId}-md5`;
  return {
    lock: {
      location,
      removal: `aws dynamodb delete-item --table-name ${shellWord(name)} --key ${shellWord(JSON.stringify({ LockID: { S: lockId } }))}`,
      read: async (signal) => (await read(lockId, signal))?.Info ?? null,
      async take(text, signal) {
        const Item = { LockID: lockId, Info: text };
        const condition = { ConditionExpression: 'attribute_not_exists(LockID)' };
        return await conditionally(() =>
          ask('dynamodb:PutItem', location, () =>
            documents.send(new PutCommand({ TableName: name, Item, ...condition }), { abortSignal: signal }),
          ),
        );
      },
      async release(text, signal) {
        const found = (await read(lockId, signal))?.Info ?? null;
        if (!isSameLock(found, text)) return false;
        const condition = { ConditionExpression: 'Info = :info', ExpressionAttributeValues: { ':info': found } };
        return await conditionally(() =>
          ask('dynamodb:DeleteItem', location, () =>
            documents.send(new DeleteCommand({ TableName: name, Key: { LockID: lockId }, ...condition }), {
              abortSignal: signal,
            }),
          ),
        );
      },
    },
    digest: {
      location: `${table}/${digestId}`,
      read: async (signal) => (await read(digestId, signal))?.Digest ?? null,
      async write(md5, signal) {
        const Item = { LockID: digestId, Digest: md5 };
        await ask('dynamodb:PutItem', `${table}/${digestId}`, () =>
          documents.send(new PutCommand({ TableName: name, Item }), { abortSignal: signal }),
        );
      },
    },
  };
}
