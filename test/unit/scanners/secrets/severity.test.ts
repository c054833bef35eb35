import { expect, test } from 'vitest';
import { criticalities } from '../../../../src/scanners/scanner.ts';
import { oneOfEach, variable } from '../../../../src/scanners/secrets/samples.ts';
import { milder, opens, severityOf, severityTable } from '../../../../src/scanners/secrets/severity.ts';

const now = new Date('2026-11-20T12:00:00Z');
const production = { name: 'production', criticality: 'production', owner: 'platform' } as const;
const worst = ['critical', 'high', 'medium', 'low', 'info'];

test('nothing is worse in development than in production', () => {
  for (const row of Object.values(severityTable)) {
    const ranks = criticalities.map((criticality) => worst.indexOf(row[criticality]));
    expect(ranks).toEqual([...ranks].sort());
  }
});

test('what opens more is worse', () => {
  const at = (criticality: (typeof criticalities)[number]) =>
    (['account', 'identity', 'service', 'something', 'little'] as const).map((what) =>
      worst.indexOf(severityTable[what][criticality]),
    );
  for (const criticality of criticalities) expect(at(criticality)).toEqual([...at(criticality)].sort());
});

test('each kind of secret has its place in the table', () => {
  const severities = Object.fromEntries(
    oneOfEach.map((candidate) => [candidate.kind, severityOf(candidate, { environment: production, now })]),
  );
  expect(severities).toEqual({
    'own-pattern': 'high',
    'private-key': 'critical',
    'cloud-key': 'critical',
    'service-token': 'high',
    'connection-string': 'high',
    'sensitive-attribute': 'medium',
    'sensitive-output': 'medium',
    'credential-value': 'medium',
    embedded: 'medium',
    unsearched: 'low',
  });
});

test('what has ended, has to be guessed or opens a test mode opens little', () => {
  const ended = '2026-11-19T00:00:00.000Z';
  const credential = { ...variable, kind: 'credential-value', meaning: 'token', hashed: false } as const;
  expect(opens({ ...credential, expiresAt: ended }, now)).toBe('little');
  expect(opens({ ...credential, expiresAt: '2026-11-21T00:00:00.000Z' }, now)).toBe('something');
  expect(opens({ ...credential, expiresAt: null, hashed: true }, now)).toBe('little');
  const token = { ...variable, kind: 'service-token', service: 'Stripe', token: 'secret key', prefix: 'sk_' } as const;
  expect(opens({ ...token, category: 'payment', test: true }, now)).toBe('little');
  expect(opens({ ...token, category: 'cloud', test: false }, now)).toBe('account');
  const address = { ...variable, kind: 'connection-string', scheme: 'https', form: 'signature' } as const;
  expect(opens({ ...address, expiresAt: ended }, now)).toBe('little');
  expect(opens({ ...variable, kind: 'private-key', format: 'RSA', encrypted: true }, now)).toBe('something');
});

test('one step milder, and never less than low', () => {
  expect(worst.slice(0, 4).map((severity) => milder(severity as 'critical'))).toEqual(['high', 'medium', 'low', 'low']);
});
