import { resolve } from 'node:path';
import { GetObjectCommand, NoSuchKey } from '@aws-sdk/client-s3';
import { makeS3Client } from '../aws/clients.ts';
import { sourceErrorFrom } from '../aws/errors.ts';
import type { ActivityLog } from '../findings/activity.ts';
import type { Repository } from '../git/repository.ts';
import { largestManifest, type Outside } from '../scanners/outside.ts';
import { SourceError } from '../sources/errors.ts';
import { tagMemory } from './tag-memory.ts';

interface OutsideSettings {
  /** Where tags that were read are remembered. */
  readonly store: Pick<ActivityLog, 'record' | 'activity'>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute folder that paths of repositories are seen from: the one of the configuration. */
  readonly baseFolder: string;
  readonly clock: () => Date;
}

/**
 * What lies outside the sources, as the process may reach it. Git and the clients of AWS that only it needs are loaded when they are asked
 * for first: a scan without repositories never loads them.
 */
export function openOutside({ store, environment, baseFolder, clock }: OutsideSettings): Outside {
  const repositories = new Map<string, Promise<Repository>>();
  const memory = tagMemory(store, clock);
  return {
    repository(settings) {
      const { name, path } = settings;
      const opening = repositories.get(name) ?? open();
      repositories.set(name, opening);
      return opening;

      async function open(): Promise<Repository> {
        const { openRepository } = await import('../git/open-repository.ts');
        const placed = path === undefined ? settings : { ...settings, path: resolve(baseFolder, path) };
        return openRepository(placed, { memory, environment, clock });
      }
    },
    async parameter(name, signal) {
      const { readParameter } = await import('../aws/parameter.ts');
      return await readParameter(name, signal);
    },
    object: (address, signal) => readObject(address, environment, signal),
  };
}

async function readObject(
  address: string,
  environment: OutsideSettings['environment'],
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(address) ?? [];
  try {
    const client = makeS3Client({}, environment);
    const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal });
    if ((answer.ContentLength ?? 0) > largestManifest) throw tooLarge(address);
    return (await answer.Body?.transformToByteArray()) ?? new Uint8Array();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NoSuchKey) return null;
    throw sourceErrorFrom(error, { location: address, permission: 's3:GetObject' });
  }
}

function tooLarge(location: string): SourceError {
  return new SourceError({
    location,
    failure: 'too-large',
    detail: `the manifest is larger than ${largestManifest / 1024 ** 2} MiB`,
    action: 'Look at the object: it is no manifest that statewarden wrote.',
  });
}
