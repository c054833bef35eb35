import { afterEach, describe, expect, test } from 'vitest';
import { restorableState } from '../../support/restorable-states.ts';
import { type Fate, restoredKey as key, md5, type RestoreBed, restoreBed } from '../../support/restore-bed.ts';

// A restore is stopped at every request that it makes. The same command, run again, finishes it: once, with no lock left.

let bed: RestoreBed;
afterEach(() => bed.close());

const wanted = { serial: 12, resources: { first: 'a', second: 'b' } };
const collapsed = { serial: 13, resources: { first: 'a' } };

type Mechanism = 'lock file' | 'table' | 'both';
type Loss = 'collapsed' | 'deleted';

/** A state with a history of two good versions and a loss, written as the mechanism has it. */
async function setUp(mechanism: Mechanism, loss: Loss): Promise<void> {
  bed = await restoreBed({ usesTable: mechanism !== 'lock file' });
  for (const [hour, state] of [{ serial: 11 }, wanted].entries()) {
    const at = `2026-11-20T1${hour}:00:00Z`;
    if (mechanism !== 'table') bed.holdFile(key, at, `2026-11-20T1${hour}:05:00Z`);
    bed.write(key, restorableState(state), `2026-11-20T1${hour}:04:00Z`);
  }
  if (loss === 'collapsed') bed.write(key, restorableState(collapsed), '2026-11-20T12:00:00Z');
  else bed.s3.remove(key);
  if (mechanism !== 'lock file') await bed.digest(key, restorableState(loss === 'collapsed' ? collapsed : wanted));
}

const restored = (loss: Loss) => restorableState({ ...wanted, serial: loss === 'collapsed' ? 14 : 13 });

async function expectRestored(mechanism: Mechanism, loss: Loss, written: number): Promise<void> {
  const text = restored(loss);
  expect(bed.s3.current(key)?.text).toBe(text);
  expect(bed.s3.versionsOf(key)).toBe(written);
  expect(await bed.locks()).toEqual({ file: null, item: null });
  if (mechanism !== 'lock file') expect(await bed.digestNow()).toBe(md5(text));
  expect(bed.records).toHaveLength(1);
}

async function requestsOfOneRun(mechanism: Mechanism, loss: Loss): Promise<readonly string[]> {
  await setUp(mechanism, loss);
  const before = bed.s3.versionsOf(key);
  const { error, requests } = await bed.run();
  expect(error).toBeNull();
  await expectRestored(mechanism, loss, before + 1);
  await bed.close();
  return requests;
}

const cases: readonly { readonly mechanism: Mechanism; readonly loss: Loss }[] = [
  { mechanism: 'lock file', loss: 'collapsed' },
  { mechanism: 'table', loss: 'collapsed' },
  { mechanism: 'both', loss: 'collapsed' },
  { mechanism: 'both', loss: 'deleted' },
];

describe.each(cases)('a state that is $loss, locked with $mechanism', ({ mechanism, loss }) => {
  test.each<Fate['how']>(['dies before', 'dies after', 'fails', 'answer is lost'])(
    'whose restore %s at any request is restored once by the next run',
    async (how) => {
      const requests = await requestsOfOneRun(mechanism, loss);
      expect(requests).toEqual(expect.arrayContaining(['PutObjectCommand', 'record']));
      for (let request = 1; request <= requests.length; request++) {
        await setUp(mechanism, loss);
        const before = bed.s3.versionsOf(key);
        const first = await bed.run({ fate: { request, how } });
        const second = await bed.run();
        const at = `request ${request}, ${first.requests.at(-1)}`;
        expect(second.error, at).toBeNull();
        expect(second.plan?.refusals, at).toEqual([]);
        await expectRestored(mechanism, loss, before + 1);
        if (request < requests.length) await bed.close();
      }
    },
    120_000,
  );
});
