import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dynamoDbStore } from '../../../src/findings/dynamodb-store.ts';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../../src/findings/embedded-database.ts';
import type { FindingsStore } from '../../../src/findings/store.ts';
import { type ScanMessage, scanMessages, TryAgainError } from '../../../src/pipeline/scan-messages.ts';
import { MemoryEstate } from '../../support/memory-estate.ts';
import { objectEvent } from '../../support/scan-events.ts';
import { messageOf, openFindings, workOn } from '../../support/scan-work.ts';
import { smallState } from '../../support/small-state.ts';

let database: EmbeddedDatabase;
let store: FindingsStore;
let runs = 0;
let seconds = Date.parse('2026-11-25T12:00:00Z') / 1000;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
  store = dynamoDbStore(database);
});
afterAll(() => database.close());

const changing = ['a.tfstate', 'b.tfstate', 'prod/c.tfstate', 'prod/d.tfstate'] as const;
const damaged = 'e.tfstate';
const keys = [...changing, damaged];

/** What happens to one state: it is written, well or not, removed, or put back as it was before. */
const anyChange = fc.record({
  key: fc.constantFrom(...changing),
  to: fc.constantFrom('tainted', 'sound', 'removed', 'put back'),
});
const anyDelivery = fc.record({ key: fc.constantFrom(...keys), asEvent: fc.boolean() });

/** What may come while states change: a batch, and what is changed just before it or while another worker is at its own. */
const anyTraffic = fc.array(
  fc.record({ changes: fc.array(anyChange, { maxLength: 2 }), batch: fc.array(anyDelivery, { maxLength: 10 }) }),
  { maxLength: 8 },
);

/** What comes when all is quiet: each state at least once, some more often, parted into batches anyhow. */
const anyEnd = fc
  .tuple(
    fc.array(anyDelivery, { maxLength: 15 }),
    fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
    fc.integer({ min: 1, max: 10 }),
  )
  .map(([more, places, size]) => {
    const all = [...keys.map((key) => ({ key, asEvent: false })), ...more]
      .map((delivery, index) => ({ delivery, place: places[index] ?? 0 }))
      .sort((one, other) => one.place - other.place)
      .map(({ delivery }) => delivery);
    return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
      all.slice(index * size, (index + 1) * size),
    );
  });

interface Batch {
  readonly before: () => void;
  readonly messages: readonly ScanMessage[];
}

/** Two workers, each with a store of its own as in a process of its own, take batches until none is left. */
async function deliver(estate: MemoryEstate, batches: readonly Batch[]): Promise<void> {
  const left = [...batches];
  const worker = async () => {
    const clock = () => new Date(++seconds * 1000);
    const work = workOn([estate.source()], dynamoDbStore(database), { clock });
    for (let batch = left.shift(); batch !== undefined; batch = left.shift()) {
      batch.before();
      for (const outcome of await scanMessages(batch.messages, work)) {
        if (outcome.done) continue;
        expect(outcome.error).toBeInstanceOf(TryAgainError);
        left.push({ before: () => undefined, messages: [outcome.message] });
      }
    }
  };
  await Promise.all([worker(), worker()]);
}

it('ends with the findings of one scan, whatever changes meanwhile and comes how often in which order', async () => {
  await fc.assert(
    fc.asyncProperty(anyTraffic, anyEnd, async (traffic, end) => {
      const name = `run-${++runs}`;
      const estate = new MemoryEstate(name, store);
      const untouched = new MemoryEstate(`${name}-once`, store);
      let serial = 1;
      const change = ({ key, to }: { readonly key: string; readonly to: string }) => {
        serial++;
        for (const each of [estate, untouched]) {
          if (to === 'removed') each.remove(key);
          else if (to === 'put back') each.putBack(key);
          else each.write(key, smallState({ serial, tainted: to === 'tainted' }));
        }
      };
      for (const each of [estate, untouched]) each.write(damaged, smallState().slice(0, 200));
      const messages = (batch: readonly { readonly key: string; readonly asEvent: boolean }[]) =>
        batch.map(({ key, asEvent }, index) =>
          asEvent ? { id: `${index}`, body: objectEvent(key) } : messageOf(name, key, `${index}`),
        );
      await deliver(
        estate,
        traffic.map(({ changes, batch }) => ({ before: () => changes.forEach(change), messages: messages(batch) })),
      );
      await deliver(
        estate,
        end.map((batch) => ({ before: () => undefined, messages: messages(batch) })),
      );
      await untouched.scan();
      // Who saw a state before knows that it is gone, or that its serial fell when it was put back; who looks once does not.
      const wentBack = traffic.some(({ changes }) => changes.some(({ to }) => to === 'put back'));
      const ofWitnesses = ['backup/state-deleted', ...(wentBack ? ['state/serial-regressed'] : [])];
      const known = (each: string) => !ofWitnesses.some((id) => each.includes(` ${id} `));
      expect((await openIn(name)).filter(known)).toEqual((await openIn(`${name}-once`)).filter(known));
    }),
    { numRuns: 40 },
  );
});

async function openIn(source: string): Promise<readonly string[]> {
  const open = await openFindings(store, source, keys);
  return open.map(({ stateKey, checkId, address }) => `${stateKey} ${checkId} ${address}`).sort();
}
