import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../../src/findings/embedded.ts';
import type { FindingsStore } from '../../../src/findings/store.ts';
import type { ScanReport } from '../../../src/reports/report.ts';
import { MemoryEstate } from '../../support/memory-estate.ts';
import { smallState } from '../../support/small-state.ts';

let embedded: { readonly store: FindingsStore; close(): Promise<void> };
let estates = 0;

beforeAll(async () => {
  embedded = await openEmbeddedStore();
});
afterAll(() => embedded.close());

/** OpenTofu's form. Source: opentofu/opentofu internal/encryption/base.go `basedata`. */
const encrypted = JSON.stringify({
  meta: { 'key_provider.pbkdf2.main': 'bm90IGEga2V5' },
  encrypted_data: 'bm90IGEgc3RhdGU=',
  encryption_version: 'v0',
  serial: 3,
  lineage: '3f8a2c5e-6f0b-4a57-9a55-2f6f0d1f8c11',
});

/** Kinds of states by how they are counted. */
const kinds = ['read', 'encrypted', 'denied', 'damaged', 'tooLarge', 'failed'] as const;
type Kind = (typeof kinds)[number];

function write(estate: MemoryEstate, key: string, kind: Kind): void {
  const text = smallState({ tainted: true });
  if (kind === 'encrypted') estate.write(key, encrypted);
  else if (kind === 'denied') estate.write(key, text, 'denied');
  else if (kind === 'damaged') estate.write(key, text.slice(0, 100));
  else if (kind === 'tooLarge') estate.write(key, text + ' '.repeat(5000));
  else if (kind === 'failed') estate.write(key, text, 'unavailable');
  else estate.write(key, text);
}

function countsOf({ summary: { coverage } }: ScanReport) {
  const { read, unchanged, encrypted, denied, damaged, tooLarge, failed } = coverage;
  return { read, unchanged, encrypted, denied, damaged, tooLarge, failed };
}

it('counts each state once, and nothing that was not read as fine: not in the first scan, not in the second', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...kinds), { maxLength: 8 }), async (estateOf) => {
      const estate = new MemoryEstate(`coverage-${++estates}`, embedded.store);
      const keyOf = (index: number) => `prod/${index}.tfstate`;
      for (const [index, kind] of estateOf.entries()) write(estate, keyOf(index), kind);
      const count = (kind: Kind) => estateOf.filter((each) => each === kind).length;
      const expected = {
        encrypted: count('encrypted'),
        denied: count('denied'),
        damaged: count('damaged'),
        tooLarge: count('tooLarge'),
        failed: count('failed'),
      };
      const unread = estateOf.flatMap((kind, index) => (kind === 'read' ? [] : [keyOf(index)]));
      const incomplete = estateOf.some((kind) => kind !== 'read' && kind !== 'encrypted');

      const limits = 'limits: { largestState: 4KB }';
      const first = await estate.scan(limits);
      const second = await estate.scan(limits);
      expect(countsOf(first)).toEqual({ ...expected, read: count('read'), unchanged: 0 });
      expect(countsOf(second)).toEqual({ ...expected, read: 0, unchanged: count('read') });
      for (const { summary, errors } of [first, second]) {
        const { coverage } = summary;
        expect(coverage.found).toBe(estateOf.length);
        expect(coverage.notInspected.map(({ stateKey }) => stateKey)).toEqual(unread);
        expect(summary.incomplete).toBe(incomplete);
        expect(errors.length > 0).toBe(incomplete);
      }
    }),
    { numRuns: 40 },
  );
});
