import { describe, expect, test } from 'vitest';
import {
  deploymentIn,
  lineageOf,
  type RecordedDeployment,
  ranBefore,
} from '../../../../src/scanners/releases/lineage.ts';
import { change } from '../../../../src/scanners/releases/samples.ts';

const now = new Date('2026-11-20T12:00:00Z');
const seen = (text: string, hour: number) => ({
  at: `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`,
  release: { text, version: text.slice(1), tag: text, commit: null },
  serial: hour,
  by: null,
});
const told = (lineage: ReturnType<typeof lineageOf>) =>
  lineage.map(({ at, from, to, recorded }) => [at.slice(11, 13), from, to, recorded]);

describe('a lineage', () => {
  test('begins with the first version that was seen, which came from nowhere', () => {
    expect(told(lineageOf([], [seen('v1.0.0', 8)], now))).toEqual([['08', null, 'v1.0.0', false]]);
  });

  test('grows by changes only', () => {
    const recorded = [change(null, 'v1.0.0', 8)];
    const all = [seen('v1.0.0', 9), seen('v1.1.0', 10), seen('v1.1.0', 11)];
    expect(told(lineageOf(recorded, all, now))).toEqual([
      ['08', null, 'v1.0.0', true],
      ['10', 'v1.0.0', 'v1.1.0', false],
    ]);
  });

  test('takes a change that two scans recorded for one', () => {
    const recorded = [change(null, 'v1.0.0', 8), change('v1.0.0', 'v1.1.0', 9), change('v1.0.0', 'v1.1.0', 10)];
    expect(told(lineageOf(recorded, [seen('v1.1.0', 11)], now))).toHaveLength(2);
  });

  test('dates a version that is told beside a state that was not written since with the time of looking', () => {
    const recorded = [change(null, 'v1.0.0', 8)];
    expect(told(lineageOf(recorded, [seen('v1.1.0', 8)], now)).at(-1)).toEqual(['12', 'v1.0.0', 'v1.1.0', false]);
  });
});

describe('how long a version ran', () => {
  const run = (to: string, hour: number, stateKey = 'a'): RecordedDeployment => {
    const { recorded: _, ...rest } = change(null, to, hour);
    return { ...rest, repository: 'infra', environment: 'staging', source: 'main', stateKey };
  };
  const hours = (deployments: readonly RecordedDeployment[], tag: string) => {
    const milliseconds = ranBefore(deployments, (one) => one.tag === tag, now);
    return milliseconds === null ? null : milliseconds / 3_600_000;
  };

  test('counts until it was replaced, or until the time asked for', () => {
    expect(hours([run('v1', 6), run('v2', 9)], 'v1')).toBe(3);
    expect(hours([run('v1', 6), run('v2', 9)], 'v2')).toBe(3);
  });

  test('counts all its runs together', () => {
    expect(hours([run('v1', 6), run('v2', 7), run('v1', 9), run('v2', 11)], 'v1')).toBe(3);
  });

  test('is that of the state that ran it longest, and nothing where none did, or only later', () => {
    expect(hours([run('v1', 6, 'a'), run('v1', 8, 'b')], 'v1')).toBe(6);
    expect(hours([run('v1', 6)], 'v2')).toBeNull();
    expect(hours([run('v1', 13)], 'v1')).toBeNull();
  });
});

test('a record that this scanner did not make is refused', () => {
  const record = {
    kind: 'deployment',
    id: 'x',
    source: 'main',
    targetId: 'a',
    at: now.toISOString(),
    details: {},
  } as const;
  expect(() => deploymentIn(record)).toThrow();
});
