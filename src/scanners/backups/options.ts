import * as z from 'zod';
import { durationSchema } from '../../config/duration.ts';

/** Name of the scanner. */
export const backups = 'backups';

export const collectOptions = z.object({
  drillEvery: durationSchema
    .prefault('7d')
    .describe('Each state is read back from its earlier versions and copies at least this often, changed or not.'),
  drillVersions: z
    .int()
    .min(1)
    .max(10)
    .prefault(3)
    .describe('How many earlier versions a drill reads back; after a change it is the newest alone.'),
});
