import * as z from 'zod';
import type { ActivityRecord } from '../../findings/activity.ts';

/** Details of a record of kind `drill`, as `activity.ts` writes them. */
const detailsSchema = z.object({
  of: z.enum(['version', 'copy']),
  place: z.string().nullable(),
  path: z.string().nullable(),
  versionId: z.string().nullable(),
  modifiedAt: z.string().nullable(),
  bytes: z.number().nullable(),
  serial: z.number().nullable(),
  managedInstances: z.number().nullable(),
  milliseconds: z.number().nullable(),
  recoveryPoint: z.string().nullable(),
  lostSeconds: z.number().nullable(),
  problem: z.string().nullable(),
  /** Command line that read it too. */
  provedBy: z.string().optional(),
});

export type DrillDetails = z.output<typeof detailsSchema>;

/** @throws ZodError where the record is no drill */
export function drillDetails({ details }: ActivityRecord): DrillDetails {
  return detailsSchema.parse(details);
}
