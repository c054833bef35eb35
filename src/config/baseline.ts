import * as z from 'zod';
import type { Suppression } from '../findings/finding.ts';
import { suppressionShape } from './suppressions.ts';

/** A finding that was there before anybody looked. Found by the first three; the rest is for people. */
export interface BaselineEntry {
  readonly findingId: string;
  readonly source: string;
  readonly stateKey: string;
  readonly checkId?: string;
  readonly address?: string;
  readonly pointer?: string;
}

/** Findings that are suppressed one by one: those of the day on which an estate was taken over. */
export interface Baseline extends Suppression {
  readonly findings: readonly BaselineEntry[];
}

/** A baseline file; without what is for people also what a deployed function gets. */
export const baselineSchema = z.strictObject({
  ...suppressionShape,
  findings: z.array(
    z.strictObject({
      findingId: z.string().regex(/^[0-9a-f]{32}$/, { error: 'write the id of a finding: 32 hex characters' }),
      checkId: z.string().exactOptional(),
      source: z.string(),
      stateKey: z.string(),
      address: z.string().exactOptional(),
      pointer: z.string().exactOptional(),
    }),
  ),
}) satisfies z.ZodType<Baseline>;
