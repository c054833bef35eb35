import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthWithSerial, TopMembers, withSerial } from '../../../src/restore/top-members.ts';
import { usualLineage } from '../../support/restorable-states.ts';

// Only the digits of the top-level serial are replaced, wherever they stand and however the document is written.

/** Any JSON, with members that are called like those that are looked for, and numbers that no double holds. */
const anyJson = fc
  .letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc
        .constantFrom('"serial"', '"serial": 5', '\\"serial\\": 1, {', '}"', 'lineage')
        .map((text) => JSON.stringify(text)),
      fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
      fc.constantFrom('9007199254740993123', '-1.50e+400', '0', '1e2', 'null', 'true'),
      fc.array(tie('value'), { maxLength: 4 }).map((values) => `[${values.join(', ')}]`),
      fc
        .array(fc.tuple(fc.constantFrom('serial', 'lineage', 'a', '\\u0073erial'), tie('value')), { maxLength: 4 })
        .map((members) => `{${members.map(([name, value]) => `"${name}" : ${value}`).join(',')}}`),
    ),
  }))
  .value.map(String);

const space = fc.constantFrom('', ' ', '\n', '\r\n  ', '\t');
const serialNumber = fc.oneof(fc.nat(), fc.constantFrom(0, 9, 10, 999, Number.MAX_SAFE_INTEGER));
const name = fc.constantFrom('"serial"', '"\\u0073erial"', '"ser\\u0069al"');

const document = fc
  .record({
    others: fc.array(fc.tuple(fc.constantFrom('outputs', 'resources', 'x', 'version'), anyJson), { maxLength: 4 }),
    at: fc.nat({ max: 5 }),
    space,
    name,
    serial: serialNumber,
    hasLineage: fc.boolean(),
  })
  .map(({ others, at, space: gap, name: written, serial, hasLineage }) => {
    const members = others.map(([member, value], index) => [`"${member}${index}"`, value]);
    if (hasLineage) members.push(['"lineage"', JSON.stringify(usualLineage)]);
    members.splice(Math.min(at, members.length), 0, [written, String(serial)]);
    const text = (number: number) =>
      `{${gap}${members
        .map(([member, value]) => `${member}${gap}:${gap}${member === written ? number : value}`)
        .join(`${gap},${gap}`)}${gap}}\n`;
    return { text: text(serial), serial, withAnother: text };
  });

/** The bytes in pieces of any length. */
function pieces(text: string, sizes: readonly number[]): Uint8Array[] {
  const bytes = Buffer.from(text);
  const chunks: Uint8Array[] = [];
  for (let at = 0, index = 0; at < bytes.length; index++) {
    const size = Math.max(1, sizes[index % Math.max(sizes.length, 1)] ?? bytes.length);
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

async function* streamed(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function replaced(text: string, sizes: readonly number[], serial: number) {
  const top = new TopMembers();
  const chunks = pieces(text, sizes);
  for (const chunk of chunks) top.write(chunk);
  if (top.serial === null) throw new Error('no serial found');
  const written: Uint8Array[] = [];
  for await (const chunk of withSerial(streamed(chunks), top.serial, serial)) written.push(chunk);
  return { top, span: top.serial, text: Buffer.concat(written).toString() };
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 5 });

test('the document with another serial is the same text but for these digits', async () => {
  await fc.assert(
    fc.asyncProperty(document, sizes, serialNumber, async ({ text, serial, withAnother }, chunks, another) => {
      const { span, text: result } = await replaced(text, chunks, another);
      expect(span.text).toBe(String(serial));
      expect(result).toBe(withAnother(another));
      expect(Buffer.byteLength(result)).toBe(lengthWithSerial(Buffer.byteLength(text), span, another));
    }),
    { numRuns: 500 },
  );
});

test('the lineage is that at the top, where there is one', async () => {
  await fc.assert(
    fc.asyncProperty(document, sizes, async ({ text }, chunks) => {
      const top = new TopMembers();
      for (const chunk of pieces(text, chunks)) top.write(chunk);
      const { lineage } = JSON.parse(text) as { lineage?: string };
      expect(top.lineage).toBe(lineage ?? null);
    }),
  );
});

test('no number is no serial: text, null, one that is too long, one in a list', () => {
  const documents = [
    '{"serial":"12"}',
    '{"serial":null}',
    '{}',
    `{"serial":${'1'.repeat(100)}}`,
    '[{"serial":12}]',
    '{"a":{"serial":12}}',
  ];
  for (const text of documents) {
    const top = new TopMembers();
    top.write(Buffer.from(text));
    expect(top.serial, text).toBeNull();
  }
});

test('the number ends with the document where nothing follows it', () => {
  const top = new TopMembers();
  top.write(Buffer.from('{"serial":12}'));
  expect(top.serial).toEqual({ offset: 10, text: '12' });
});
