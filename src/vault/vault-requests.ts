import * as z from 'zod';
import type { SourceSettings } from '../config/source-settings.ts';
import { fromJson } from '../json-text.ts';
import { type ScanRequest, scanRequestsOf } from '../pipeline/scan-request.ts';
import { s3LockSuffix, selectStates } from '../sources/state-names.ts';

/** An event of S3 after which there is nothing to copy: a deletion, or a change of a lock. */
const nothingToCopySchema = z.union([
  z.object({ 'detail-type': z.literal('Object Deleted') }),
  z.object({ detail: z.object({ object: z.object({ key: z.string().endsWith(s3LockSuffix) }) }) }),
]);

const sweepSchema = z.strictObject({ sweep: z.literal('vault') });

/** Whether a message asks to look for what events did not tell of. @param body any text */
export function isVaultSweep(body: string): boolean {
  return sweepSchema.safeParse(fromJson(body)).success;
}

/**
 * What has to be copied for one message of the vault's queue.
 * @param body a request, or an EventBridge event of S3, as JSON
 * @throws ScanMessageError
 */
export function vaultRequestsOf(body: string, sources: readonly SourceSettings[]): readonly ScanRequest[] {
  const requests = scanRequestsOf(body, sources);
  if (nothingToCopySchema.safeParse(fromJson(body)).success) return [];
  return requests.filter(({ source: name, key }) => {
    const settings = sources.find((source) => source.name === name);
    return settings !== undefined && selectStates(settings).isState(key);
  });
}
