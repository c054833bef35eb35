import { describe, expect, it } from 'vitest';
import { alertOf, deduplicationKey } from '../../../src/alerts/alert.ts';
import type { Finding, Transition } from '../../../src/findings/finding.ts';
import { lockFinding, opened, resolved } from '../../support/stream-events.ts';

function updated(changes: Partial<Finding> = {}): Transition {
  return { kind: 'updated', at: '2026-11-20T06:00:00.000Z', finding: lockFinding({ revision: 2, ...changes }) };
}

describe('who is told', () => {
  it.each(['page', 'ticket'] as const)(
    'a finding of the route %s: opened, reopened and resolved, all on that route',
    (route) => {
      const reopened: Transition = { ...opened({ route, revision: 3 }), kind: 'reopened' };
      for (const transition of [opened({ route }), resolved({ route }), reopened]) {
        expect(alertOf(transition, null)).toEqual({ ...transition, route, before: null });
      }
    },
  );

  it('nobody of a finding of the route none', () => {
    expect(alertOf(opened({ route: 'none' }), null)).toBeNull();
    expect(alertOf(resolved({ route: 'none' }), null)).toBeNull();
  });

  it.each(['acknowledged', 'suppressed'] as const)('nobody of a finding that is %s', (status) => {
    expect(alertOf(opened({ status }), null)).toBeNull();
    expect(alertOf(updated({ status, severity: 'critical' }), lockFinding({ status }))).toBeNull();
  });
});

describe('an update', () => {
  it.each([
    ['the severity rose', { severity: 'critical' }, { severity: 'high' }],
    [
      'the severity rose, no one is paged',
      { severity: 'medium', route: 'ticket' },
      { severity: 'low', route: 'ticket' },
    ],
    ['the environment became critical', { route: 'page' }, { route: 'ticket' }],
    ['it was only kept so far', { severity: 'low', route: 'ticket' }, { severity: 'info', route: 'none' }],
  ] as const)('is an alert where %s', (_, after, before) => {
    const alert = alertOf(updated(after), lockFinding(before));
    expect(alert?.route).toBe(lockFinding(after).route);
    expect(alert?.before).toEqual({ severity: lockFinding(before).severity, route: lockFinding(before).route });
  });

  it.each([
    ['only the evidence is another', {}, { evidence: { who: 'someone else' } }],
    ['it got milder', { severity: 'medium', route: 'ticket' }, { severity: 'high', route: 'page' }],
    ['nobody is told of it any more', { severity: 'info', route: 'none' }, { severity: 'high', route: 'page' }],
  ] as const)('is none where %s', (_, after, before) => {
    expect(alertOf(updated(after), lockFinding(before))).toBeNull();
  });

  it('is none where it is not known what the finding was before', () => {
    expect(alertOf(updated({ severity: 'critical' }), null)).toBeNull();
  });
});

it('keeps its deduplication key in every delivery, and has one of its own for each revision', () => {
  const keyOf = (transition: Transition) => {
    const alert = alertOf(transition, null);
    return alert === null ? null : deduplicationKey(alert);
  };
  expect(keyOf(opened())).toBe(`${lockFinding().findingId}#1`);
  expect(keyOf(opened())).toBe(keyOf(opened()));
  expect(keyOf(resolved())).toBe(`${lockFinding().findingId}#2`);
});
