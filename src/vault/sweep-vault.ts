import type { ScanRequest } from '../pipeline/scan-request.ts';
import { isErroredState } from '../scanners/state-targets.ts';
import { type Bucket, listObjects } from '../sources/s3/objects.ts';
import type { Source } from '../sources/source.ts';
import { vaultKey } from './copy-state.ts';

/**
 * States whose newest copy is older than they are, or that have none: what events did not tell of. Listings alone, a thousand keys a request.
 * @throws SourceError
 */
export async function statesWithoutCopy(
  source: Source,
  vault: Bucket,
  signal: AbortSignal,
): Promise<readonly ScanRequest[]> {
  const copiedAt = new Map<string, Date>();
  for await (const { key, modifiedAt } of listObjects(vault, vaultKey(source, ''), signal)) {
    copiedAt.set(key, modifiedAt);
  }
  const due: ScanRequest[] = [];
  for await (const { key, current } of source.list(signal)) {
    if (current === null || isErroredState(key)) continue;
    const copied = copiedAt.get(vaultKey(source, key));
    if (copied === undefined || copied < current.modifiedAt) due.push({ source: source.name, key });
  }
  return due;
}
