import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseConfiguration } from '../../../src/config/load.ts';
import type { Detection } from '../../../src/findings/finding.ts';
import { scanTarget } from '../../../src/pipeline/scan-target.ts';
import { suppressionsAt } from '../../../src/pipeline/suppressions.ts';
import { targetIo } from '../../../src/pipeline/target-io.ts';
import { scanners } from '../../../src/scanners/index.ts';
import { nothingOutside } from '../../../src/scanners/outside.ts';
import { withoutBucket } from '../../../src/sources/without-bucket.ts';
import { summaryProbe } from '../../../src/state/summary.ts';
import { never, stateObject, targetOf, version } from '../../support/fake-io.ts';

const estate = resolve(import.meta.dirname, '../../../examples/estate');

/** The states of the example estate that are JSON. */
const documents = globSync('**/*.tfstate', { cwd: estate }).flatMap((file) => {
  const text = readFileSync(join(estate, file), 'utf8');
  return isJson(text) ? [{ file, content: JSON.parse(text) as unknown }] : [];
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** The same value with the members of each object in another order. @param turn which order, number by number */
function reordered(value: unknown, turn: () => number): unknown {
  if (Array.isArray(value)) return value.map((element) => reordered(element, turn));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => ({ name, member, place: turn() }));
  members.sort((one, other) => one.place - other.place);
  return Object.fromEntries(members.map(({ name, member }) => [name, reordered(member, turn)]));
}

async function detectionsIn(key: string, text: string): Promise<readonly Detection[]> {
  const bytes = Buffer.from(text);
  const current = version({ path: key, bytes: bytes.length });
  const target = targetOf(stateObject(key, { current }));
  const configuration = parseConfiguration('', { scanners, file: 'of the test', baseFolder: '/' });
  const source = {
    name: 'main',
    kind: 'folder' as const,
    location: '/srv/states',
    async *list() {
      yield* target.object === null ? [] : [target.object];
    },
    find: async () => target.object,
    versions: async () => [current],
    open: async () => ({ bytes: bytes.length, chunks: oneChunk(bytes) }),
    ...withoutBucket,
    readLock: async () => '',
  };
  const probes = [
    summaryProbe,
    ...scanners.flatMap((scanner) => [...scanner.probes, ...(scanner.probesFor?.({}) ?? [])]),
  ];
  const io = targetIo(target, source, undefined, {
    probes: [...new Set(probes)],
    limits: configuration.limits,
    clock: () => new Date('2026-11-20T12:00:00Z'),
    activity: nothingRecorded,
    outside: nothingOutside,
  });
  const now = new Date('2026-11-20T12:00:00Z');
  const context = {
    configuration,
    rulesets: new Map<string, string>(),
    suppressions: suppressionsAt(scanners, configuration, now),
    now,
    memory: undefined,
    signal: never,
  };
  const { scan } = await scanTarget({ target, scanners, fingerprints: {} }, io, context);
  return scan.outcomes.flatMap(({ detections }) => detections);
}

async function* nothingRecorded(): AsyncGenerator<never> {
  // Nothing was done before.
}

async function* oneChunk(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const idsOf = (detections: readonly Detection[]) => detections.map(({ findingId }) => findingId).sort();

it('has states to look at, with findings of many checks', async () => {
  const all = await Promise.all(documents.map(({ file, content }) => detectionsIn(file, JSON.stringify(content))));
  expect(new Set(all.flat().map(({ checkId }) => checkId)).size).toBeGreaterThan(5);
});

it('gives findings the same ids however the document is written', async () => {
  const indent = fc.oneof(fc.nat(10), fc.constantFrom('\t', ' \r\n', '\n\n '));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...documents),
      indent,
      fc.infiniteStream(fc.nat()),
      async ({ file, content }, space, turns) => {
        const plain = JSON.stringify(content);
        const turned = JSON.stringify(
          reordered(content, () => turns.next().value ?? 0),
          null,
          space,
        );
        expect(JSON.parse(turned)).toEqual(content);
        expect(idsOf(await detectionsIn(file, turned))).toEqual(idsOf(await detectionsIn(file, plain)));
      },
    ),
    { numRuns: 200 },
  );
});
