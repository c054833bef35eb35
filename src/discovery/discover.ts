import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import pMap from 'p-map';
import type { SourceError } from '../sources/errors.ts';
import { type Asker, makeAsker } from './ask.ts';
import { type BucketSettings, readBucketSettings } from './bucket-settings.ts';
import { listBuckets, regionOf } from './list-buckets.ts';
import { findLockTables, holdsDigestOf, type RegionTables } from './lock-tables.ts';
import { type KeySample, sampleKeys } from './sample-keys.ts';

/** A bucket that was named, with the part of it that holds states; `''` for all of it. */
export interface NamedBucket {
  readonly bucket: string;
  readonly prefix: string;
}

/** A bucket that holds states, or that was named. */
export interface FoundBucket extends NamedBucket {
  /** Whether it was named: then it is a source, whatever was seen. */
  readonly named: boolean;
  readonly region: string | null;
  readonly keys: KeySample;
  readonly settings: BucketSettings;
  /** Lock tables that hold the digest of one of its states. */
  readonly lockTables: readonly string[];
  /** Lock tables of its region that hold none, or that may not be read. */
  readonly otherLockTables: readonly string[];
}

/** What a look through the account showed. */
export interface Discovery {
  /** Sorted by name. */
  readonly buckets: readonly FoundBucket[];
  readonly bucketsLookedAt: number;
  /** Buckets for which no list request was left, and those of the account that were not even listed. */
  readonly notLookedAt: readonly string[];
  readonly everyBucketListed: boolean;
  readonly tables: readonly RegionTables[];
  readonly requests: number;
  readonly refused: readonly SourceError[];
}

export interface DiscoverySettings {
  /** Only these; every bucket of the account where empty. */
  readonly named: readonly NamedBucket[];
  /** Only buckets of this region; every region where absent. */
  readonly region?: string;
  readonly s3: (region: string | null) => S3Client;
  readonly dynamoDb: (region: string | null) => DynamoDBClient;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: DiscoveryProgress) => void;
}

export interface DiscoveryProgress {
  readonly done: number;
  readonly total: number;
  readonly requests: number;
}

/** How many list requests go to one bucket, and to all together. At list price, 2,000 are a cent. */
export const mostListsPerBucket = 10;
export const mostLists = 2000;
const atOnce = 8;

/**
 * Looks through an account for buckets that hold states and the tables they are locked with. Only reads; whatever is refused is
 * told, and the rest goes on.
 */
export async function discover(settings: DiscoverySettings): Promise<Discovery> {
  const asker = makeAsker(settings.signal);
  const { candidates, complete } = await candidatesOf(settings, asker);
  const lookedAt = candidates.slice(0, mostLists);
  // Fair shares: in an account of many buckets each is looked at, though less closely.
  const share = Math.max(1, Math.min(mostListsPerBucket, Math.floor(mostLists / Math.max(lookedAt.length, 1))));

  let done = 0;
  const found = await pMap(
    lookedAt,
    async (candidate) => {
      const bucket = await lookAt(candidate, share, settings, asker);
      done++;
      settings.onProgress?.({ done, total: lookedAt.length, requests: asker.requests() });
      return bucket === null ? [] : [bucket];
    },
    { concurrency: atOnce },
  );
  const { buckets, tables } = await withLockTables(found.flat(), settings, asker);
  return {
    buckets: buckets.toSorted((one, other) => (one.bucket < other.bucket ? -1 : 1)),
    bucketsLookedAt: lookedAt.length,
    notLookedAt: candidates.slice(mostLists).map(({ bucket }) => bucket),
    everyBucketListed: complete,
    tables,
    requests: asker.requests(),
    refused: asker.refused(),
  };
}

interface Candidate extends NamedBucket {
  readonly named: boolean;
  readonly region: string | null;
}

/** Names that speak of states come first: they are looked at whatever else there is. */
const likelyName = /tf-?state|terraform|tofu|state/i;

async function candidatesOf(
  { named, region, s3 }: DiscoverySettings,
  asker: Asker,
): Promise<{ readonly candidates: readonly Candidate[]; readonly complete: boolean }> {
  if (named.length > 0) {
    return { candidates: named.map((place) => ({ ...place, named: true, region: null })), complete: true };
  }
  const { buckets, complete } = await listBuckets(s3(region ?? null), asker);
  const candidates = buckets
    .map((listed) => ({ ...listed, prefix: '', named: false }))
    .toSorted((one, other) => Number(likelyName.test(other.bucket)) - Number(likelyName.test(one.bucket)));
  return { candidates, complete };
}

type LookedAt = Omit<FoundBucket, 'lockTables' | 'otherLockTables'>;

/** @returns null for a bucket that holds no states, or is in a region that is not wanted */
async function lookAt(
  candidate: Candidate,
  mostRequests: number,
  { region: wanted, s3 }: DiscoverySettings,
  asker: Asker,
): Promise<LookedAt | null> {
  const { bucket, prefix, named } = candidate;
  const told = candidate.region ?? (await regionOf(s3(wanted ?? null), bucket, asker));
  if (wanted !== undefined && told !== null && told !== wanted && !named) return null;
  const region = told ?? wanted ?? null;
  const client = s3(region);
  const keys = await sampleKeys({ client, bucket, prefix }, mostRequests, asker);
  if (keys.stateKeys.length === 0 && !named) return null;
  const settings = await readBucketSettings(client, bucket, keys.stateKeys[0] ?? null, asker);
  return { bucket, prefix, named, region, keys, settings };
}

/** Looks for lock tables only in regions that hold states, and holds each against the buckets of its region. */
async function withLockTables(
  found: readonly LookedAt[],
  { dynamoDb }: DiscoverySettings,
  asker: Asker,
): Promise<{ readonly buckets: readonly FoundBucket[]; readonly tables: readonly RegionTables[] }> {
  const placeOf = ({ region }: LookedAt) => region ?? '';
  const regions = [...new Set(found.map(placeOf))].sort();
  const client = (region: string) => dynamoDb(region === '' ? null : region);
  const tables = await pMap(regions, (region) => findLockTables(client(region), region, asker), { concurrency: 2 });
  const buckets = await pMap(
    found,
    async (bucket): Promise<FoundBucket> => {
      const region = placeOf(bucket);
      const candidates = tables.find((one) => one.region === region)?.lockTables ?? [];
      const place = { bucket: bucket.bucket, stateKeys: bucket.keys.stateKeys };
      const holding = await pMap(
        candidates,
        async (table) => {
          const answer = await holdsDigestOf(client(region), { table, ...place }, asker);
          return 'value' in answer && answer.value ? [table] : [];
        },
        { concurrency: 4 },
      );
      const lockTables = holding.flat();
      return { ...bucket, lockTables, otherLockTables: candidates.filter((table) => !lockTables.includes(table)) };
    },
    { concurrency: 4 },
  );
  return { buckets, tables };
}
