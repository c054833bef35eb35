import { ListObjectsV2Command, type ListObjectsV2CommandOutput, type S3Client } from '@aws-sdk/client-s3';
import { addressOf, decoded } from '../sources/s3/objects.ts';
import type { Asker } from './ask.ts';
import { stateKeyOf } from './state-keys.ts';

/** What a bounded look at the keys of a bucket showed. */
export interface KeySample {
  /** Keys of states, sorted, each once. */
  readonly stateKeys: readonly string[];
  /** Keys seen that have nothing to do with states. */
  readonly otherKeys: number;
  /** Whether every key was seen. */
  readonly complete: boolean;
  readonly listRequests: number;
}

/** A part of a bucket that is still to be listed. */
interface Visit {
  readonly prefix: string;
  readonly token?: string;
}

interface Place {
  readonly client: S3Client;
  readonly bucket: string;
  readonly prefix: string;
}

/** Folders that are looked into first. */
const promising = /^env:|state|terraform|tofu|infra|iac/i;

/**
 * Looks at the keys of a bucket. A small one is seen whole; of a large one the beginning, then the beginning of each top folder,
 * then more of the folders that hold states.
 * @param mostRequests how many list requests may be sent, at least 1
 */
export async function sampleKeys(
  { client, bucket, prefix }: Place,
  mostRequests: number,
  asker: Asker,
): Promise<KeySample> {
  const location = addressOf(bucket, prefix);
  const states = new Set<string>();
  const others = new Set<string>();
  let listRequests = 0;
  let complete = true;

  const list = async (visit: Visit, delimiter?: string) => {
    listRequests++;
    const answer = await asker.ask({ location, permission: 's3:ListBucket' }, () =>
      client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: visit.prefix,
          EncodingType: 'url',
          ...(visit.token === undefined ? {} : { ContinuationToken: visit.token }),
          ...(delimiter === undefined ? {} : { Delimiter: delimiter }),
        }),
        { abortSignal: asker.signal },
      ),
    );
    if ('unreadable' in answer) {
      complete = false;
      return null;
    }
    return { foundStates: keep(answer.value), page: answer.value };
  };

  function keep(page: ListObjectsV2CommandOutput): boolean {
    const before = states.size;
    for (const { Key } of page.Contents ?? []) {
      if (Key === undefined) continue;
      const key = decoded(Key, page.EncodingType, location);
      const state = stateKeyOf(key);
      if (state === null) others.add(key);
      else states.add(state);
    }
    return states.size > before;
  }

  const first = await list({ prefix });
  const next: Visit[] = [];
  const later: Visit[] = [];
  const rest = first === null ? undefined : continuation({ prefix }, first.page);
  if (rest !== undefined && listRequests < mostRequests) {
    const listing = await list({ prefix }, '/');
    const folders = (listing?.page.CommonPrefixes ?? []).flatMap(({ Prefix }) =>
      Prefix === undefined ? [] : [decoded(Prefix, listing?.page.EncodingType, location)],
    );
    if (folders.length === 0) {
      later.push(rest);
    } else {
      // There are more folders, or more keys beside them, than one answer shows.
      if (listing?.page.IsTruncated === true) complete = false;
      const rank = (folder: string) => (promising.test(folder.slice(prefix.length)) ? 0 : 1);
      next.push(...folders.toSorted((one, other) => rank(one) - rank(other)).map((folder) => ({ prefix: folder })));
    }
  } else if (rest !== undefined) {
    later.push(rest);
  }
  for (let visit = next.shift() ?? later.shift(); visit !== undefined; visit = next.shift() ?? later.shift()) {
    if (listRequests >= mostRequests) {
      complete = false;
      break;
    }
    const seen = await list(visit);
    const more = seen === null ? undefined : continuation(visit, seen.page);
    if (more !== undefined && seen?.foundStates === true) later.unshift(more);
    else if (more !== undefined) later.push(more);
  }
  return { stateKeys: [...states].sort(), otherKeys: others.size, complete, listRequests };
}

function continuation({ prefix }: Visit, page: ListObjectsV2CommandOutput): Visit | undefined {
  return page.IsTruncated === true && page.NextContinuationToken !== undefined
    ? { prefix, token: page.NextContinuationToken }
    : undefined;
}
