import { createHash } from 'node:crypto';

/** What makes a finding the same finding in the next scan. */
export interface FindingIdentity {
  /** The check's id; of a check that was renamed its oldest alias, so that its findings keep their ids. */
  readonly checkId: string;
  readonly source: string;
  readonly targetId: string;
  /** {@link Observation.location} */
  readonly location: string;
}

/**
 * The id of a finding: the same on every run and machine, another one as soon as any part differs.
 * @returns 32 hex characters: the first half of the SHA-256 of the four parts as a JSON array, which no other four parts encode to
 */
export function findingId({ checkId, source, targetId, location }: FindingIdentity): string {
  return createHash('sha256')
    .update(JSON.stringify([checkId, source, targetId, location]))
    .digest('hex')
    .slice(0, 32);
}
