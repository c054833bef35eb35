import type { Repository } from '../git/repository.ts';
import type { RepositorySettings } from '../git/settings.ts';
import { SourceError } from '../sources/errors.ts';

/** What a scan may ask beside its sources: repositories, and the places where people write down what they deployed. */
export interface Outside {
  /** The same one for each asking with one name; nothing is asked of it yet. */
  repository(settings: RepositorySettings): Promise<Repository>;
  /** Value of a parameter in SSM; null when there is none, or it is a SecureString, which no version is. @throws SourceError */
  parameter(name: string, signal: AbortSignal): Promise<string | null>;
  /** Bytes of an object, at most {@link largestManifest}; null when there is none. @param address `s3://bucket/key` @throws SourceError */
  object(address: string, signal: AbortSignal): Promise<Uint8Array | null>;
}

/** A manifest lists files with their checksums: 16 MiB hold 150,000 of them. */
export const largestManifest = 16 * 1024 ** 2;

/** Of a scan that was given nothing outside its sources. */
export const nothingOutside: Outside = {
  repository: async ({ name }) => {
    throw notGiven(`git://${name}`);
  },
  parameter: async (name) => {
    throw notGiven(name);
  },
  object: async (address) => {
    throw notGiven(address);
  },
};

function notGiven(location: string): SourceError {
  return new SourceError({
    location,
    failure: 'unavailable',
    detail: 'this program scans without repositories',
    action: 'Give scanEstate an outside, or scan with the command statewarden.',
  });
}
