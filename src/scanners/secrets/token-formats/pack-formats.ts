import { pack } from '../packing.ts';
import { checksums } from './checksums.ts';
import type { TokenFormat } from './index.ts';

/**
 * Packs formats for the functions, which carry them and look for tokens by them: without the sources, one JSON array of each (see
 * {@link PackedFormat}), Brotli, base 85.
 */
export function packFormats(formats: readonly TokenFormat[]): string {
  const rows = formats.map(({ id, service, category, title, shape, names, named, test, checksum }) => {
    const name = Object.entries(checksums).find(([, known]) => known === checksum)?.[0] ?? '';
    if ((checksum === undefined) !== (name === '')) throw new Error(`the checksum of ${id} is not in checksums.ts`);
    return [id, service, category, title, shape, names, named === true ? 1 : 0, test === true ? 1 : 0, name];
  });
  return pack(JSON.stringify(rows));
}
