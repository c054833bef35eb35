import * as z from 'zod';

const milliseconds = {
  s: 1000,
  m: 60 * 1000,
  h: 60 * 60 * 1000,
  d: 24 * 60 * 60 * 1000,
  w: 7 * 24 * 60 * 60 * 1000,
} as const;

const pattern = /^[1-9][0-9]{0,5}[smhdw]$/;
const error = 'write a duration as a whole number and its unit: 30s, 5m, 1h, 7d or 2w';

/**
 * A duration as people write it, `30m`, in milliseconds. A bare number is refused: nobody can tell its unit.
 * A default is written as text as well: `durationSchema.prefault('30m')` (zod's `default` would skip the conversion).
 */
export const durationSchema = z.string({ error }).regex(pattern, { error }).transform(toMilliseconds);

/** @param text what {@link pattern} matches */
function toMilliseconds(text: string): number {
  const unit = text.slice(-1);
  const factor = Object.entries(milliseconds).find(([name]) => name === unit)?.[1] ?? Number.NaN;
  return Number(text.slice(0, -1)) * factor;
}
