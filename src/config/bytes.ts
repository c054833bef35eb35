import * as z from 'zod';

const factors: ReadonlyMap<string, number> = new Map([
  ['B', 1],
  ['KB', 1000],
  ['MB', 1000 ** 2],
  ['GB', 1000 ** 3],
  ['KiB', 1024],
  ['MiB', 1024 ** 2],
  ['GiB', 1024 ** 3],
]);

const pattern = /^[0-9]{1,6}(B|KB|MB|GB|KiB|MiB|GiB)$/;
const error =
  'write a size as a whole number and its unit, 64MiB (B, KiB, MiB, GiB, KB, MB or GB), or as a plain number of bytes';

/**
 * A size as people write it, `64MiB`, or a plain number of bytes; gives bytes.
 * A default is written as text as well: `bytesSchema.prefault('64MiB')` (zod's `default` would skip the conversion).
 */
export const bytesSchema = z.union([z.int().nonnegative(), z.string().regex(pattern).transform(toBytes)], { error });

/** @param text what {@link pattern} matches */
function toBytes(text: string): number {
  const unit = text.replace(/^[0-9]+/, '');
  return Number(text.slice(0, -unit.length)) * (factors.get(unit) ?? Number.NaN);
}
