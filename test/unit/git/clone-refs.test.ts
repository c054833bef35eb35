import { expect, test } from 'vitest';
import { packedRefs } from '../../../src/git/clone-refs.ts';

const [a, b] = ['a'.repeat(40), 'b'.repeat(40)];

test('a packed ref tells what it peels to, or that it peels to nothing', () => {
  const text = `# pack-refs with: peeled fully-peeled sorted \n${a} refs/tags/v1\n^${b}\n${b} refs/tags/light\n`;
  expect([...packedRefs(text)]).toEqual([
    ['refs/tags/v1', { oid: a, peeled: b }],
    ['refs/tags/light', { oid: b, peeled: null }],
  ]);
});

test('where not all are peeled, a ref without a line below it tells nothing', () => {
  for (const header of ['', '# pack-refs with: peeled \n', '# fully-peeled is no header\n'])
    expect([...packedRefs(`${header}${a} refs/tags/v1\n`)]).toEqual([['refs/tags/v1', { oid: a }]]);
});
