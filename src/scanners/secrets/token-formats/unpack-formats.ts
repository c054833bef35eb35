import * as z from 'zod';
import { unpack } from '../packing.ts';
import { checksums } from './checksums.ts';
import type { TokenFormat } from './index.ts';
import { packedFormats } from './packed-formats.ts';
import { tokenCategories } from './token-format.ts';

/** A format as a function knows it. */
export type KnownFormat = Omit<TokenFormat, 'source'>;

const flag = z.literal([0, 1]);
const rowSchema = z.tuple([
  z.string(),
  z.string(),
  z.enum(tokenCategories),
  z.string(),
  z.string(),
  z.array(z.string()),
  flag,
  flag,
  z.string(),
]);

/** Every kind of token that is looked for. */
export function unpackFormats(): readonly KnownFormat[] {
  const text = unpack(packedFormats);
  return z
    .array(rowSchema)
    .parse(JSON.parse(text))
    .map(([id, service, category, title, shape, names, named, test, name]): KnownFormat => {
      const checksum = checksums[name];
      return {
        ...{ id, service, category, title, shape, names },
        ...(named === 1 ? { named: true } : {}),
        ...(test === 1 ? { test: true } : {}),
        ...(checksum === undefined ? {} : { checksum }),
      };
    });
}
