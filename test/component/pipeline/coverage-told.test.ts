import { expect, test } from 'vitest';
import { openEmbeddedStore } from '../../../src/findings/embedded.ts';
import { coverageSentence } from '../../../src/reports/coverage-words.ts';
import { reportFormats } from '../../../src/reports/index.ts';
import type { ScanReport } from '../../../src/reports/report.ts';
import { MemoryEstate } from '../../support/memory-estate.ts';
import { smallState } from '../../support/small-state.ts';

/** A healthy state, and one of each kind that could not be looked at. */
async function scanMixedEstate(): Promise<ScanReport> {
  const { store, close } = await openEmbeddedStore();
  try {
    const estate = new MemoryEstate('mixed', store);
    estate.write('prod/healthy.tfstate', smallState());
    estate.write(
      'prod/encrypted.tfstate',
      JSON.stringify({ encrypted_data: 'bm8=', encryption_version: 'v0', meta: {} }),
    );
    estate.write('prod/denied.tfstate', smallState(), 'denied');
    estate.write('prod/damaged.tfstate', smallState().slice(0, 100));
    estate.write('prod/large.tfstate', smallState() + ' '.repeat(5000));
    estate.write('prod/unavailable.tfstate', smallState(), 'unavailable');
    return await estate.scan('limits: { largestState: 4KB }');
  } finally {
    await close();
  }
}

test('every format says how much was looked at, and names each state that was not', async () => {
  const report = await scanMixedEstate();
  const { coverage } = report.summary;
  expect(coverageSentence(coverage)).toBe(
    '6 states found: 1 read, 1 encrypted (contents not inspected), 1 denied, 1 damaged, 1 too large, 1 not read.',
  );
  for (const { name, render } of reportFormats) {
    const text = render(report, [], { columns: 80, colour: false });
    for (const key of ['encrypted', 'denied', 'damaged', 'large', 'unavailable']) {
      expect(text, `${name} names ${key}`).toContain(`prod/${key}.tfstate`);
    }
    if (name === 'json') expect(JSON.parse(text).summary.coverage).toEqual(coverage);
    else if (name !== 'html') expect(text.replace(/\s+/g, ' '), name).toContain(coverageSentence(coverage));
    else
      for (const words of ['encrypted (contents not inspected)', 'denied', 'damaged', 'too large'])
        expect(text).toContain(words);
  }
});
