import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseVersion, precedence, releasesAmong, versionIn } from '../../../../src/scanners/releases/versions.ts';

// Semantic Versioning 2.0.0, rule by rule, held against what the scanner makes of versions.

interface Version {
  readonly core: readonly [number, number, number];
  readonly prerelease: readonly string[];
  readonly build: readonly string[];
}

const number = fc.oneof(fc.nat(3), fc.nat(), fc.constant(Number.MAX_SAFE_INTEGER));
// Times in milliseconds have more digits than a number is exact for.
const numeric = fc
  .oneof(fc.nat(12), fc.nat(), fc.bigInt(10n ** 16n, 10n ** 16n + 3n), fc.bigInt(0n, 10n ** 20n))
  .map(String);
const word = fc.stringMatching(/^[0-9]{0,3}[A-Za-z-][0-9A-Za-z-]{0,5}$/);
const version: fc.Arbitrary<Version> = fc.record({
  core: fc.tuple(number, number, number),
  prerelease: fc.array(fc.oneof(numeric, word, fc.constantFrom('rc', 'alpha', '1')), { maxLength: 3 }),
  build: fc.array(fc.stringMatching(/^[0-9A-Za-z-]{1,6}$/), { maxLength: 2 }),
});

function written({ core, prerelease, build }: Version): string {
  const dash = prerelease.length === 0 ? '' : `-${prerelease.join('.')}`;
  return `${core.join('.')}${dash}${build.length === 0 ? '' : `+${build.join('.')}`}`;
}

/** Rule 11. */
function expected(a: Version, b: Version): number {
  for (const [at, one] of a.core.entries()) {
    const other = b.core[at] ?? 0;
    if (one !== other) return Math.sign(one - other);
  }
  if (a.prerelease.length === 0 || b.prerelease.length === 0)
    return Math.sign(b.prerelease.length - a.prerelease.length);
  for (const [at, one] of a.prerelease.entries()) {
    const other = b.prerelease[at];
    if (other === undefined) return 1;
    if (one === other) continue;
    const [isNumber, isOtherNumber] = [/^\d+$/.test(one), /^\d+$/.test(other)];
    if (isNumber && isOtherNumber) return BigInt(one) < BigInt(other) ? -1 : 1;
    if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
    return one < other ? -1 : 1;
  }
  return a.prerelease.length < b.prerelease.length ? -1 : 0;
}

test('precedence is that of the specification, with a leading v or without', () => {
  fc.assert(
    fc.property(version, version, fc.boolean(), (a, b, isPrefixed) => {
      const parsed = [a, b].map((one) => parseVersion(`${isPrefixed ? 'v' : ''}${written(one)}`)?.version ?? 'none');
      expect(Math.sign(precedence(parsed[0] ?? '', parsed[1] ?? ''))).toBe(Math.sign(expected(a, b)));
    }),
    { numRuns: 2_000 },
  );
});

test('a version keeps its build metadata, and says whether it is a pre-release', () => {
  fc.assert(
    fc.property(version, (one) => {
      expect(parseVersion(written(one))).toEqual({ version: written(one), prerelease: one.prerelease.length > 0 });
    }),
  );
});

test('the examples of the specification stand in its order', () => {
  const order = [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '2.0.0',
    '2.1.0',
    '2.1.1',
  ];
  expect(order.toSorted((a, b) => precedence(b, a)).toReversed()).toEqual(order);
  expect(order.toReversed().toSorted(precedence)).toEqual(order);
});

test('numbers of any length are compared as numbers', () => {
  expect(precedence('1.0.0-20261121103000123', '1.0.0-20261121103000124')).toBeLessThan(0);
  expect(precedence('1.0.0-20261121103000123.2', '1.0.0-20261121103000124.1')).toBeLessThan(0);
  expect(precedence('1.0.0-99999999999999999999', '1.0.0-100000000000000000000')).toBeLessThan(0);
});

test.each([
  '1',
  '1.2',
  '1.2.3.4',
  '01.2.3',
  '1.02.3',
  '1.2.03',
  '1.2.3-01',
  '1.2.3-',
  '1.2.3+',
  '1.2.3-a..b',
  'vv1.2.3',
  ' 1.2.3',
  '1.2.3 ',
  'latest',
  '',
  '2026.01.02',
  'a1b2c3d',
])('%j is no version', (text) => {
  expect(parseVersion(text)).toBeNull();
});

test('a pattern takes out what its * stands for, and nothing else', () => {
  const part = fc.stringMatching(/^[a-z/.-]{0,8}$/);
  fc.assert(
    fc.property(part, fc.stringMatching(/^[0-9a-z.+-]{1,12}$/), part, (before, middle, after) => {
      expect(versionIn(`${before}${middle}${after}`, `${before}*${after}`)).toBe(middle);
      expect(versionIn(`x${before}${middle}${after}`, `y${before}*${after}`)).toBeNull();
    }),
  );
});

test('releases of one component leave those of the others alone', () => {
  const tags = new Map(
    ['network/v1.10.0', 'network/v1.9.0', 'network/v1.9.0-rc.1', 'app/v9.0.0', 'v3.0.0', 'network/latest'].map(
      (tag) => [tag, { name: `refs/tags/${tag}`, oid: 'a'.repeat(40), peeled: null }],
    ),
  );
  expect(releasesAmong(tags, 'network/v*').map(({ tag }) => tag)).toEqual([
    'network/v1.9.0-rc.1',
    'network/v1.9.0',
    'network/v1.10.0',
  ]);
  expect(releasesAmong(tags, 'v*').map(({ tag }) => tag)).toEqual(['v3.0.0']);
});
