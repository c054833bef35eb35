import * as z from 'zod';
import { bytesSchema } from './bytes.ts';
import { durationSchema } from './duration.ts';

const mebibyte = 1024 ** 2;

/** Limits of AWS Lambda: 128 MB to 10,240 MB, in steps of 1 MB. Source: AWS Lambda developer guide, "Lambda quotas". */
const memorySchema = bytesSchema.refine(
  (bytes) => bytes % mebibyte === 0 && bytes >= 128 * mebibyte && bytes <= 10_240 * mebibyte,
  { error: 'write whole MiB, from 128MiB to 10240MiB' },
);

/** Longest timeout of a function, in milliseconds: 15 minutes. */
const timeoutSchema = durationSchema.refine((milliseconds) => milliseconds <= 900_000, { error: 'write at most 15m' });

function settings(memory: string, timeout: string) {
  return {
    memory: memorySchema.prefault(memory).describe('Memory; computing power grows with it.'),
    timeout: timeoutSchema.prefault(timeout).describe('Longest time of one run.'),
  };
}

export const functionsSchema = z
  .strictObject({
    dispatch: z.strictObject(settings('512MiB', '5m')).prefault({}).describe('Finds what is due.'),
    scan: z
      .strictObject({
        // One whole processor: AWS Lambda developer guide, "Configure Lambda function memory".
        ...settings('1769MiB', '5m'),
        concurrency: z.int().min(2).max(1000).prefault(10).describe('Copies that run at the same time.'),
        tries: z
          .int()
          .min(1)
          .max(100)
          .prefault(5)
          .describe('Times that a message is tried before it goes to the dead-letter queue.'),
      })
      .prefault({})
      .describe('Reads and judges states.'),
    alert: z.strictObject(settings('256MiB', '1m')).prefault({}).describe('Sends alerts.'),
  })
  .prefault({})
  .describe('The deployed functions.');
