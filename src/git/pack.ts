import { createHash } from 'node:crypto';
import { loadIsomorphicGit } from './isomorphic-git.ts';
import { MemoryFiles } from './memory-files.ts';
import { ProtocolError } from './pkt-line.ts';
import type { ObjectType } from './repository.ts';

export interface GitObject {
  readonly type: ObjectType;
  readonly bytes: Buffer;
}

/** Gives objects by oid, each checked against its oid. @throws ProtocolError for what is not there */
export type ObjectReader = (oid: string) => Promise<GitObject>;

const gitdir = '/repository';
const folder = `${gitdir}/objects/pack`;
const checksumLength = 20;

/**
 * Opens a pack in memory. Deltas within the pack are resolved.
 * Source: git/git Documentation/gitformat-pack.adoc; read by isomorphic-git.
 * @throws ProtocolError where it is no whole pack
 */
export async function openPack(pack: Buffer): Promise<ObjectReader> {
  const body = pack.subarray(0, -checksumLength);
  const checksum = createHash('sha1').update(body).digest();
  if (body.toString('latin1', 0, 4) !== 'PACK' || !checksum.equals(pack.subarray(-checksumLength)))
    throw new ProtocolError('the pack is damaged, or ends too early');
  const git = await loadIsomorphicGit();
  const files = new MemoryFiles(new Map([[`${folder}/pack-answer.pack`, pack]]));
  const place = { fs: { promises: files }, gitdir, cache: {} };
  await git.indexPack({ ...place, dir: folder, filepath: 'pack-answer.pack' });
  return async (oid) => {
    const read = await git.readObject({ ...place, oid, format: 'content' }).catch((error: unknown) => {
      if (error instanceof git.Errors.NotFoundError) throw new ProtocolError(`object ${oid} is missing from the pack`);
      throw error;
    });
    return objectFrom(read);
  };
}

/** @throws ProtocolError where it is none of git's objects */
export function objectFrom({ oid, type, object }: { oid: string; type: string; object: unknown }): GitObject {
  if (!isObjectType(type) || !(object instanceof Uint8Array))
    throw new ProtocolError(`object ${oid} is of no known type`);
  return { type, bytes: Buffer.from(object) };
}

function isObjectType(type: string): type is ObjectType {
  return type === 'commit' || type === 'tree' || type === 'blob' || type === 'tag';
}
