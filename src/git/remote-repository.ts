import { RepositoryError } from './errors.ts';
import { openPack } from './pack.ts';
import { ProtocolError } from './pkt-line.ts';
import type { TagReading } from './repository.ts';
import type { SmartHttp } from './smart-http.ts';
import { readTag } from './tag-object.ts';

/** Tag objects that one request asks for: a pack of about 400 KB. */
const tagsInRequest = 1_000;

/**
 * Reads tag objects from a server, a thousand in a request.
 * @throws RepositoryError where one of them can't be had: nothing is known of the others of that request then
 */
export async function fetchTags(
  remote: SmartHttp,
  location: string,
  oids: readonly string[],
  signal: AbortSignal,
): Promise<readonly TagReading[]> {
  const sha256 = oids.find((oid) => oid.length === 64);
  if (sha256 !== undefined) throw objectFormatError(location);
  const tags: TagReading[] = [];
  for (let from = 0; from < oids.length; from += tagsInRequest) {
    const wants = oids.slice(from, from + tagsInRequest);
    const pack = await remote.pack(wants, signal);
    tags.push(...(await tagsIn(pack, wants, location)));
  }
  return tags;
}

async function tagsIn(pack: Buffer, oids: readonly string[], location: string): Promise<readonly TagReading[]> {
  try {
    const read = await openPack(pack);
    const tags: TagReading[] = [];
    for (const oid of oids) tags.push(await readTag(oid, read));
    return tags;
  } catch (error) {
    throw packError(location, error);
  }
}

/** Whatever the library finds wrong with a pack: what came is not what git sends. */
function packError(location: string, error: unknown): RepositoryError {
  const detail = error instanceof ProtocolError ? error.message : 'the pack with the tags can not be read';
  const action =
    'Nothing, if it happens once: the next sweep asks again. Otherwise run git fsck where the repository lies.';
  return new RepositoryError({ location, failure: 'invalid', detail, action }, { cause: error });
}

export function objectFormatError(location: string): RepositoryError {
  return new RepositoryError({
    location,
    failure: 'invalid',
    detail:
      'the repository names its objects by SHA-256: names of tags can be read, what was signed off in them can not',
    action:
      'Leave the repository out, or keep releases in one whose objects have names of SHA-1, which is what hosts offer.',
  });
}
