import * as z from 'zod';
import { bytesSchema } from './bytes.ts';

/** Longest string of V8, 64-bit: larger documents can't be given to JSON.parse. Source: v8/v8 include/v8-primitive.h `kMaxLength`. */
const longestString = 536_870_888;

/** Source: Amazon CloudWatch Logs API reference, PutRetentionPolicy, `retentionInDays`. */
const logDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

export const limitsSchema = z
  .strictObject({
    streamAbove: bytesSchema
      .refine((bytes) => bytes <= longestString, { error: 'write at most 512MB: larger texts fit in no string' })
      .prefault('96MiB')
      .describe('States larger than this are read as a stream, with bounded memory.'),
    largestState: bytesSchema
      .prefault('2GiB')
      .describe('States larger than this are not read, and reported as too large.'),
    largestValue: bytesSchema
      .prefault('16MiB')
      .describe('A single part (an output, an instance) larger than this makes a streamed state unreadable.'),
    concurrency: z.int().min(1).max(256).prefault(8).describe('States that are read at the same time.'),
    rescansPerSweep: z
      .int()
      .min(1)
      .max(10_000)
      .prefault(1000)
      .describe('Deployed: unchanged states that one sweep looks at again after an upgrade or a change of this file.'),
  })
  .prefault({})
  .describe('How much one scan takes on.');

export const retentionSchema = z
  .strictObject({
    days: z.int().min(1).max(36_500).prefault(400).describe('Days that resolved findings and their history are kept.'),
    logDays: z
      .literal(logDays)
      .prefault(30)
      .describe('Days that the logs of the deployed functions are kept; CloudWatch knows only these numbers.'),
  })
  .prefault({})
  .describe('How long history is kept.');
