import { describe, expect, test } from 'vitest';
import type { SecretCandidate } from '../../src/scanners/secrets/candidate.ts';
import { secretCandidatesProbe } from '../../src/scanners/secrets/probe.ts';
import { readState } from '../../src/state/read-state.ts';
import { type LabelledState, labelledState } from '../support/labelled-secrets.ts';

// How many of the secrets of a labelled state are found, and how much of what is found is a secret, by location.

const leastRecall = 0.97;
const leastPrecision = 0.95;

async function candidatesIn({ document }: LabelledState): Promise<readonly SecretCandidate[]> {
  const bytes = Buffer.from(JSON.stringify(document));
  const limits = { streamAbove: 1 << 28, largestValue: 1 << 24 };
  const reading = await readState({ bytes: bytes.length, chunks: [bytes] as never }, [secretCandidatesProbe], limits);
  if (reading.damage !== null) throw new Error(JSON.stringify(reading.damage));
  return reading.results.get(secretCandidatesProbe) as readonly SecretCandidate[];
}

describe.each([1, 2, 3])('in the state of seed %i', (seed) => {
  const state = labelledState(seed, 16);
  const secrets = state.labels.filter(({ isSecret }) => isSecret);
  const misses = state.labels.filter(({ isSecret }) => !isSecret);

  test('there is enough to judge by', () => {
    expect(secrets.length).toBeGreaterThanOrEqual(300);
    expect(misses.length).toBeGreaterThanOrEqual(300);
    expect(new Set(state.labels.map(({ type }) => type)).size).toBeGreaterThanOrEqual(60);
    expect(new Set(state.labels.map(({ provider }) => provider)).size).toBeGreaterThanOrEqual(15);
  });

  test('secrets are found, and nearly nothing else', async () => {
    const candidates = await candidatesIn(state);
    const found = new Set(candidates.map(({ pointer }) => pointer));
    const labelled = new Map(state.labels.map((label) => [label.pointer, label]));
    const missed = secrets.filter(({ pointer }) => !found.has(pointer));
    const wrong = candidates.filter(({ pointer }) => labelled.get(pointer)?.isSecret !== true);
    const recall = 1 - missed.length / secrets.length;
    const precision = 1 - wrong.length / candidates.length;
    process.stdout.write(`labelled state ${seed}: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}\n`);
    const list = [
      ...missed.map(({ type, about }) => `missed: ${type}, ${about}`),
      ...wrong.map(({ kind, pointer, path }) => `wrong: ${kind} ${path}, ${labelled.get(pointer)?.about}`),
    ].join('\n');
    expect(recall, list).toBeGreaterThanOrEqual(leastRecall);
    expect(precision, list).toBeGreaterThanOrEqual(leastPrecision);
  });
});
