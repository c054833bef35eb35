import type { BigIntStats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { lockTooLarge } from '../errors.ts';
import { longestLock, type StateBytes } from '../source.ts';
import { fileError, goneFile, isMissing } from './file-errors.ts';

/** Largest piece that a file is read in, bytes, unless it is wanted whole. */
const pieceBytes = 1024 * 1024;

/** What tells one content of a file from another, as far as the file system knows. */
export interface FileState {
  /** `file:<mtime ns>-<bytes>` */
  readonly id: string;
  readonly bytes: number;
  readonly modifiedAt: Date;
}

/**
 * Looks at a file, through symbolic links.
 * @returns null when there is none: also for a link that leads nowhere, a folder, a pipe
 * @throws SourceError
 */
export async function lookAt(path: string): Promise<FileState | null> {
  try {
    const stats = await stat(path, { bigint: true });
    return stats.isFile() ? stateOf(stats) : null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw fileError(error, path);
  }
}

function stateOf(stats: BigIntStats): FileState {
  return { id: `file:${stats.mtimeNs}-${stats.size}`, bytes: Number(stats.size), modifiedAt: stats.mtime };
}

/**
 * Opens a file that must still be as it was.
 * @param id {@link FileState.id} that it had
 * @param atOnce bytes up to which it is read in one piece
 * @throws SourceError `gone` when it is not; the chunks throw it when it changes while they are read: Terraform writes in place
 */
export async function openAsListed(
  path: string,
  id: string,
  signal: AbortSignal,
  atOnce = pieceBytes,
): Promise<StateBytes> {
  const now = await lookAt(path);
  if (now?.id !== id) throw goneFile(path);
  // The file is opened by whoever reads: bytes that nobody reads leave nothing open.
  return { bytes: now.bytes, chunks: piecesOf(path, now, now.bytes <= atOnce ? now.bytes : pieceBytes, signal) };
}

async function* piecesOf(
  path: string,
  listed: FileState,
  largest: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const handle = await openFile(path);
  try {
    await ensureUnchanged(handle, path, listed.id);
    for (let left = listed.bytes; left > 0; ) {
      signal.throwIfAborted();
      const piece = await readPiece(handle, path, Math.min(left, largest));
      if (piece.length === 0) throw goneFile(path);
      left -= piece.length;
      yield piece;
    }
    await ensureUnchanged(handle, path, listed.id);
  } finally {
    await handle.close();
  }
}

/**
 * The text of a lock file.
 * @throws SourceError `too-large` above {@link longestLock}, `gone` when it is not there
 */
export async function readLockText(path: string): Promise<string> {
  const handle = await openFile(path);
  try {
    const pieces: Uint8Array[] = [];
    for (let bytes = 0; ; ) {
      const piece = await readPiece(handle, path, longestLock + 1);
      bytes += piece.length;
      if (bytes > longestLock) throw lockTooLarge(path);
      if (piece.length === 0) return Buffer.concat(pieces).toString('utf8');
      pieces.push(piece);
    }
  } finally {
    await handle.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw fileError(error, path);
  }
}

async function ensureUnchanged(handle: FileHandle, path: string, id: string): Promise<void> {
  const stats = await handle.stat({ bigint: true }).catch((error: unknown) => {
    throw fileError(error, path);
  });
  if (stateOf(stats).id !== id) throw goneFile(path);
}

async function readPiece(handle: FileHandle, path: string, bytes: number): Promise<Uint8Array> {
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(bytes), 0, bytes, null);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw fileError(error, path);
  }
}
