import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldLocks } from '../../../../src/sources/s3/fold-locks.ts';

interface Item {
  readonly key: string;
}

/** Keys that extend one another by what sorts before and after `.tflock`: few enough that states and locks meet. */
const parts = ['a', '-', '😀', '.tflock'];
const one = parts.flatMap((first) => ['', ...parts].map((second) => first + second));
const key = fc.subarray([...new Set(one.flatMap((first) => ['', ...parts].map((third) => first + third)))]);
const isState = (name: string) => !name.endsWith('.tflock');

async function fold(keys: readonly string[], mostWaiting: number) {
  const sorted = [...keys].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  const there = new Set(sorted);
  let asked = 0;
  async function* listed(): AsyncGenerator<Item> {
    for (const each of sorted) yield { key: each };
  }
  const findLock = async (of: string) => {
    asked++;
    return there.has(`${of}.tflock`) ? { key: `${of}.tflock` } : null;
  };
  const folded = [];
  for await (const entry of foldLocks(listed(), { isState, findLock, mostWaiting })) folded.push(entry);
  return { folded, asked };
}

describe('foldLocks', () => {
  test('each state once, with its lock wherever that is listed, however few may wait', async () => {
    await fc.assert(
      fc.asyncProperty(key, fc.integer({ min: 1, max: 5 }), async (keys, most) => {
        const { folded } = await fold(keys, most);
        const there = new Set(keys);
        const expected = new Map<string, unknown>();
        for (const each of keys) {
          const state = each.endsWith('.tflock') ? each.slice(0, -'.tflock'.length) : each;
          if (!isState(state)) continue;
          const lock = `${state}.tflock`;
          expected.set(state, {
            key: state,
            state: there.has(state) ? { key: state } : null,
            lock: there.has(lock) ? { key: lock } : null,
          });
        }
        expect(folded).toHaveLength(expected.size);
        for (const entry of folded) expect(entry).toEqual(expected.get(entry.key));
      }),
      { numRuns: 1000 },
    );
  });

  test('states stand in the order of the listing', async () => {
    await fc.assert(
      fc.asyncProperty(key, async (keys) => {
        const { folded } = await fold(keys, 1000);
        const states = folded.filter(({ state }) => state !== null).map((entry) => Buffer.from(entry.key));
        expect(states).toEqual([...states].sort(Buffer.compare));
      }),
    );
  });

  test('asks for a lock only where too many states wait', async () => {
    const apart = Array.from({ length: 50 }, (_, number) => `${number}/a.tfstate`);
    expect((await fold(apart, 1)).asked).toBe(0);
    const between = Array.from({ length: 50 }, (_, number) => `a-${number}/x`);
    const { folded, asked } = await fold(['a', 'a.tflock', ...between], 10);
    expect(asked).toBe(1);
    expect(folded).toHaveLength(51);
    expect(folded[0]).toEqual({ key: 'a', state: { key: 'a' }, lock: { key: 'a.tflock' } });
  });
});
