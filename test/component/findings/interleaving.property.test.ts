import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoDbStore } from '../../../src/findings/dynamodb-store.ts';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../../src/findings/embedded-database.ts';
import type { Detection } from '../../../src/findings/finding.ts';
import type { Writers } from '../../../src/findings/findings-table.ts';
import { severities } from '../../../src/findings/observation.ts';
import type { FindingsStore, ScannerOutcome, TargetScan } from '../../../src/findings/store.ts';
import { all, day, detection, outcome, scanOn, withoutHistory } from '../../support/findings.ts';
import { Interleaving, type Step, stepsOf } from '../../support/interleaving.ts';

const scanners = {
  integrity: ['state/tainted', 'state/deposed'],
  secrets: ['secret/password'],
} as const;

type Seen = { readonly checkId: string; readonly location: string; readonly severity: Detection['severity'] };

interface Plan {
  readonly scanner: keyof typeof scanners;
  readonly evaluated: readonly string[];
  readonly seen: readonly Seen[];
}

const plan = fc.constantFrom<keyof typeof scanners>('integrity', 'secrets').chain((scanner) =>
  fc.record<Plan>({
    scanner: fc.constant(scanner),
    evaluated: fc.subarray<string>([...scanners[scanner]]),
    seen: fc.array(
      fc.record({
        checkId: fc.constantFrom<string>(...scanners[scanner]),
        location: fc.constantFrom('a', 'b', 'c'),
        severity: fc.constantFrom(...severities),
      }),
      { maxLength: 4 },
    ),
  }),
);
const plans = fc.uniqueArray(plan, { minLength: 1, maxLength: 2, selector: ({ scanner }) => scanner });

/** Steps come in runs of one worker: what goes wrong, goes wrong when one sleeps while another finishes. */
function schedule(fate: fc.Arbitrary<Step['fate']>): fc.Arbitrary<readonly Step[]> {
  const run = fc.record({ worker: fc.nat(5), request: fc.nat(5), fate, length: fc.integer({ min: 1, max: 15 }) });
  return fc
    .array(run, { minLength: 4, maxLength: 12 })
    .map((runs) =>
      runs.flatMap(({ length, worker, request, fate }) => [...stepsOf(worker, length - 1), { worker, request, fate }]),
    );
}

let database: EmbeddedDatabase;
let store: FindingsStore;
let interleaving: Interleaving;
let targets = 0;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
  interleaving = new Interleaving(database.client);
});
afterAll(() => database.close());

function outcomeOf({ scanner, evaluated, seen }: Plan, targetId: string, number: number): ScannerOutcome {
  return outcome({
    scanner,
    evaluated: seen.length === 0 ? evaluated : [...new Set([...evaluated, ...seen.map(({ checkId }) => checkId)])],
    detections: seen.map((each) => detection({ ...each, scanner, stateKey: targetId })),
    mark: { fingerprint: `of scan ${number}`, ruleset: 'rules', scannedAt: day(number), complete: true },
  });
}

/** Scan number n saw the state of day n; which worker looked when says nothing. */
function scanNumber(number: number, scanPlans: readonly Plan[], targetId: string): TargetScan {
  return {
    ...scanOn(number, { targetId }),
    order: { versionAt: day(number), serial: number, lookedAt: day(20 - number) },
    outcomes: scanPlans.map((each) => outcomeOf(each, targetId, number)),
  };
}

/** What must be open of the checks that the newest scan of a scanner evaluated. */
async function expectStateOfTheNewest(scans: readonly TargetScan[], targetId: string): Promise<void> {
  const open = await all(store.open({ source: 'main', targetId }));
  const memory = (await all(store.targets('main'))).find(({ id }) => id === targetId);
  for (const scanner of Object.keys(scanners)) {
    const newest = scans.flatMap(({ outcomes }) => outcomes.filter((each) => each.scanner === scanner)).at(-1);
    if (newest === undefined) continue;
    const worst = new Map<string, Detection>();
    for (const each of newest.detections) {
      const other = worst.get(each.findingId);
      if (other === undefined || severities.indexOf(each.severity) < severities.indexOf(other.severity)) {
        worst.set(each.findingId, each);
      }
    }
    const judged = open.filter(({ checkId }) => newest.evaluated.includes(checkId)).map(withoutHistory);
    const byId = (one: Detection, other: Detection) => (one.findingId < other.findingId ? -1 : 1);
    expect(judged.sort(byId)).toEqual([...worst.values()].sort(byId));
    expect(memory?.scans[scanner]).toEqual({
      ...newest.mark,
      open: open.filter((finding) => finding.scanner === scanner).length,
    });
  }
}

/** Each finding is what its last audit event says, and its events count from 1 without a gap. */
async function expectHistoryToAgree(targetId: string): Promise<void> {
  const ids = ['integrity', 'secrets'].flatMap((scanner) =>
    scanners[scanner as keyof typeof scanners].flatMap((checkId) =>
      ['a', 'b', 'c'].map((location) => detection({ checkId, location, stateKey: targetId }).findingId),
    ),
  );
  for (const id of ids) {
    const history = await all(store.history(id));
    const finding = await store.finding(id);
    expect(history.map(({ revision }) => revision)).toEqual(history.map((_, index) => index + 1));
    const last = history.at(-1)?.finding;
    expect(finding && { ...finding, lastSeenAt: '' }).toEqual(last && { ...last, lastSeenAt: '' });
    let isOpen = false;
    for (const { kind } of history) {
      expect(isOpen ? ['updated', 'resolved'] : ['opened', 'reopened']).toContain(kind);
      isOpen = kind !== 'resolved';
    }
  }
}

async function expectNewestToWin(scanPlans: readonly (readonly Plan[])[], schedule: readonly Step[]): Promise<void> {
  targets += 1;
  const targetId = `state-${targets}.tfstate`;
  const scans = scanPlans.map((each, index) => scanNumber(index + 1, each, targetId));
  const [first, ...others] = scans;
  if (first === undefined) return;
  await store.commit(first);
  await interleaving.run(
    others.map((scan) => () => store.commit(scan)),
    schedule,
  );
  await expectStateOfTheNewest(scans, targetId);
  await expectHistoryToAgree(targetId);
  for (const scan of others) expect((await store.commit(scan)).transitions).toEqual([]);
}

describe('scans of one target, their requests in any order', () => {
  it.each<Writers>(['many', 'one'])('end in the state of the newer one (writers: %s)', async (writers) => {
    store = dynamoDbStore({ ...database, writers });
    await fc.assert(
      fc.asyncProperty(
        fc.array(plans, { minLength: 3, maxLength: 3 }),
        schedule(fc.constant('through')),
        expectNewestToWin,
      ),
      { numRuns: 100 },
    );
  });

  it('end in the state of the newest one when workers die between requests and their scans are delivered again', async () => {
    store = dynamoDbStore(database);
    await fc.assert(
      fc.asyncProperty(
        fc.array(plans, { minLength: 2, maxLength: 4 }),
        schedule(fc.constantFrom('through', 'dies before', 'dies after')),
        expectNewestToWin,
      ),
      { numRuns: 100 },
    );
  });
});
