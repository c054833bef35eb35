import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExactNumber, type JsonValue } from '../../../src/state/json.ts';
import type { StatePart } from '../../../src/state/part.ts';
import { contentsOf, partsProbe, read, scalarsOf } from '../../support/read-document.ts';

/** JSON text, not values: two names that are one by their escapes, numbers as people write them. */
const strangeNames = [
  '__proto__',
  'constructor',
  '',
  'a/b',
  '~',
  '~1',
  '0',
  '10',
  'value',
  'type',
  'ü',
  '\ufeff',
  '\ud800',
  '"',
  '\\',
];
const name = fc.oneof(fc.constantFrom(...strangeNames), fc.string({ unit: 'binary', maxLength: 8 }));
const text = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\ud800', '\udc00x', '\ud83d\ude80', '\ufeffx', '\u2028', '\u0000'),
  )
  .map((value) => JSON.stringify(value));
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.bigInt().map(String),
  fc.constantFrom('-0', '1E5', '1.50', '9007199254740993', '1e400', '0.1000000000000000055511151231257827'),
);
const space = fc.constantFrom('', '', '', ' ', '\n', '\r\n\t');
const value = fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
  value: fc.oneof({ maxDepth: 5 }, text, number, fc.constantFrom('true', 'false', 'null'), tie('list'), tie('object')),
  list: fc
    .tuple(space, fc.array(tie('value'), { maxLength: 4 }))
    .map(([gap, items]) => `[${gap}${items.join(`,${gap}`)}]`),
  object: object(tie('value'), 4),
})).value;

function object(member: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> {
  const members = fc.uniqueArray(fc.tuple(name, member), { selector: ([key]) => key, maxLength });
  return fc.tuple(space, members).map(([gap, entries]) => written(entries, gap));
}

function written(entries: readonly (readonly [string, string])[], gap = ''): string {
  return `{${gap}${entries.map(([key, item]) => `${JSON.stringify(key)}${gap}:${gap}${item}`).join(`${gap},`)}${gap}}`;
}

/** An object with these members, those that are undefined left out, and some more, in any order. */
function anyOrder(members: Record<string, fc.Arbitrary<string | undefined>>, maxMore = 1): fc.Arbitrary<string> {
  const names = Object.keys(members);
  const more = fc.uniqueArray(
    fc.tuple(
      name.filter((key) => !names.includes(key)),
      value,
    ),
    { selector: ([key]) => key, maxLength: maxMore },
  );
  return fc.tuple(fc.record(members), more, space).chain(([own, others, gap]) => {
    const entries = [...Object.entries(own), ...others];
    return fc.shuffledSubarray(entries, { minLength: entries.length }).map((shuffled) =>
      written(
        shuffled.flatMap(([key, item]) => (item === undefined ? [] : [[key, item] as const])),
        gap,
      ),
    );
  });
}

const quoted = (...texts: string[]) => fc.constantFrom(...texts.map((item) => JSON.stringify(item)));
const maybe = (arbitrary: fc.Arbitrary<string>) => fc.option(arbitrary, { nil: undefined });
const list = (item: fc.Arbitrary<string>, maxLength = 3) =>
  fc.array(item, { maxLength }).map((items) => `[${items.join(', ')}]`);

const instance = anyOrder({
  index_key: maybe(fc.oneof(text, fc.nat({ max: 1000 }).map(String), fc.constant('9007199254740993'))),
  status: maybe(quoted('tainted', '')),
  deposed: maybe(fc.nat({ max: 0xffffffff }).map((key) => `"${key.toString(16).padStart(8, '0')}"`)),
  attributes: maybe(object(value, 5)),
  sensitive_attributes: maybe(fc.constant('[[{"type":"get_attr","value":"password"}]]')),
  dependencies: maybe(fc.constant('["aws_vpc.main"]')),
});
const resource = anyOrder({
  module: maybe(quoted('module.a', 'module.a["ü"].module.b[0]')),
  mode: quoted('managed', 'data'),
  type: quoted('aws_vpc', 'aws_subnet'),
  name: fc.nat({ max: 99 }).map((index) => `"r${index}"`),
  provider: maybe(quoted('provider["registry.terraform.io/hashicorp/aws"]')),
  instances: list(instance),
});
const output = anyOrder({
  value,
  type: quoted('string', 'dynamic'),
  sensitive: maybe(fc.constantFrom('true', 'false')),
});
const legacyModule = anyOrder({
  path: fc.constantFrom('["root"]', '["root","net"]'),
  outputs: maybe(
    object(
      value.filter((item) => !item.includes('"sensitive"')),
      3,
    ),
  ),
  resources: maybe(
    fc.constant('{"aws_vpc.a.0":{"primary":{"attributes":{"id":"x"}},"deposed":[{"tainted":true}]},"data.a.b":{}}'),
  ),
});
const version4 = anyOrder(
  {
    version: fc.constant('4'),
    serial: fc.nat().map(String),
    lineage: quoted('', 'a-lineage'),
    outputs: maybe(object(output, 3)),
    resources: maybe(list(resource)),
    check_results: maybe(
      fc.constantFrom('null', '[]', '[{"object_kind":"check","config_addr":"check.a","status":"fail","objects":[]}]'),
    ),
  },
  3,
);
const legacy = anyOrder({
  version: fc.constantFrom('1', '2', '3'),
  serial: fc.constant('1'),
  modules: list(legacyModule, 2),
});
const encrypted = anyOrder({
  encryption_version: fc.constant('"v0"'),
  encrypted_data: text,
  meta: object(text, 2),
  serial: fc.constant('3'),
});
const state = fc.oneof({ weight: 6, arbitrary: version4 }, legacy, encrypted);
const chunk = fc.oneof(fc.constantFrom(1, 2, 3), fc.integer({ min: 1, max: 500 }));

const asStream = (size: number) => ({ stream: true, chunk: size, largestValue: 1e9 });

describe('any state', () => {
  test('gives the same parts, or the same damage, parsed at once and as a stream', async () => {
    await fc.assert(
      fc.asyncProperty(state, chunk, async (bytes, size) => {
        // Vitest takes a member named constructor for the constructor.
        assert.deepStrictEqual(await read(bytes, asStream(size)), await read(bytes));
      }),
      { numRuns: 400 },
    );
  });

  test('gives the same damage parsed at once and as a stream, when a byte of it was changed', async () => {
    const change = fc.record({ at: fc.nat(), cut: fc.nat({ max: 3 }), put: fc.uint8Array({ maxLength: 2 }) });
    await fc.assert(
      fc.asyncProperty(state, change, chunk, async (text, { at, cut, put }, size) => {
        const whole = Buffer.from(text);
        const place = at % (whole.length + 1);
        const bytes = Buffer.concat([whole.subarray(0, place), put, whole.subarray(place + cut)]);
        assert.deepStrictEqual(await read(bytes, asStream(size)), await read(bytes));
      }),
      { numRuns: 600 },
    );
  });

  test('shows each of its scalars in exactly one part, under the pointer that leads to it', async () => {
    await fc.assert(
      fc.asyncProperty(state, async (bytes) => {
        // JSON.parse may mistake a name with an escape for another: nodejs/node issue 63785.
        fc.pre(!/\\[^:]*"\s*:/.test(bytes));
        const reading = await read(bytes);
        fc.pre(reading.damage === null && reading.metadata.format !== 'encrypted');
        const parts = reading.damage === null ? (reading.results.get(partsProbe) as readonly StatePart[]) : [];
        const scalars = parts.flatMap(scalarsOf);
        const whole = scalarsOf({ pointer: '', value: JSON.parse(bytes) as JsonValue });
        expect(scalars.map(([pointer]) => pointer).toSorted()).toEqual(whole.map(([pointer]) => pointer).toSorted());
        const byPointer = new Map(whole);
        for (const [pointer, scalar] of scalars) {
          const plain = scalar instanceof ExactNumber ? Number(scalar.text) : scalar;
          expect(plain).toBe(byPointer.get(pointer));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('any bytes', () => {
  test('are a state or damage, never a crash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), chunk, async (bytes, size) => {
        const reading = await read(bytes);
        expect(reading.damage).not.toBeNull();
        assert.deepStrictEqual(await read(bytes, asStream(size)), reading);
      }),
    );
  });

  test('that are JSON never crash the walk, and its pointers lead to what it showed', async () => {
    await fc.assert(
      fc.asyncProperty(object(value, 5), async (attributes) => {
        const { parts } = await contentsOf(
          `{"version":4,"resources":[{"mode":"managed","type":"a","name":"b","instances":[{"attributes":${attributes}}]}]}`,
        );
        const instances = parts.filter((part) => part.kind === 'instance');
        for (const part of instances) {
          for (const [pointer, scalar] of scalarsOf(part)) expect(valueAt(part, pointer)).toBe(scalar);
        }
      }),
    );
  });
});

/** Follows a pointer from the part down. Source: RFC 6901, section 4. */
function valueAt(part: StatePart, pointer: string): unknown {
  const steps = pointer.slice(part.pointer.length).split('/').slice(1);
  let value: unknown = part.value;
  for (const step of steps) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
