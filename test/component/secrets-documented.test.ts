import { expect, test } from 'vitest';
import type { SecretCandidate } from '../../src/scanners/secrets/candidate.ts';
import { secretCandidatesProbe } from '../../src/scanners/secrets/probe.ts';
import { readState } from '../../src/state/read-state.ts';
import { documentedState } from '../support/documented-secrets.ts';

// The same measure as in secrets-labelled.test.ts, over states of another construction: what the documentation of providers shows.

test.each([1, 2, 3])('in the examples of providers, filled from seed %i', async (seed) => {
  const { document, labels } = documentedState(seed);
  const bytes = Buffer.from(JSON.stringify(document));
  const limits = { streamAbove: 1 << 28, largestValue: 1 << 24 };
  const reading = await readState({ bytes: bytes.length, chunks: [bytes] as never }, [secretCandidatesProbe], limits);
  if (reading.damage !== null) throw new Error(JSON.stringify(reading.damage));
  const candidates = reading.results.get(secretCandidatesProbe) as readonly SecretCandidate[];
  const found = new Set(candidates.map(({ pointer }) => pointer));
  const secret = new Set(labels.map(({ pointer }) => pointer));
  const missed = labels.filter(({ pointer }) => !found.has(pointer));
  const wrong = candidates.filter(({ pointer }) => !secret.has(pointer));
  const list = [
    ...missed.map(({ about }) => `missed: ${about}`),
    ...wrong.map(({ kind, address, path }) => `wrong: ${kind} ${address} ${path}`),
  ].join('\n');
  expect(1 - missed.length / labels.length, list).toBeGreaterThanOrEqual(0.97);
  expect(1 - wrong.length / candidates.length, list).toBeGreaterThanOrEqual(0.95);
  expect(new Set(labels.map(({ type }) => type)).size).toBeGreaterThan(80);
});
