import * as z from 'zod';
import { bytesSchema } from '../../src/config/bytes.ts';
import { durationSchema } from '../../src/config/duration.ts';
import type { ConfigurableScanner } from '../../src/config/scanner-settings.ts';

/** Scanners as the configuration sees them, with one option of every kind: tests of the configuration need no real ones. */
export const configurableScanners: readonly ConfigurableScanner[] = [
  {
    name: 'locks',
    every: '5m',
    options: z.object({ readAtMost: z.int().min(1).default(100).describe('Locks read in one run.') }),
    checks: [
      {
        id: 'lock/stale',
        aliases: ['lock/old'],
        title: 'Lock is held for too long',
        options: z.object({
          staleAfter: durationSchema.prefault('30m').describe('How long a lock may be held.'),
          staleAfterFor: z.strictObject({ apply: durationSchema.prefault('1h') }).prefault({}),
        }),
      },
      { id: 'lock/orphaned', aliases: [], title: 'Lock without a state', options: z.object({}) },
    ],
  },
  {
    name: 'integrity',
    every: '15m',
    options: z.object({}),
    checks: [
      {
        id: 'state/oversized',
        aliases: [],
        title: 'State is too large',
        options: z.object({ maximumBytes: bytesSchema.prefault('10MiB').describe('Largest size.') }),
      },
    ],
  },
];
