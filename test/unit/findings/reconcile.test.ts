import { describe, expect, it } from 'vitest';
import type { Detection, Finding, Status } from '../../../src/findings/finding.ts';
import { afterTransitions, reconcile } from '../../../src/findings/reconcile.ts';
import { day, detection } from '../../support/findings.ts';

const tainted = { evaluated: ['state/tainted'] };

function open(seen: Detection = detection(), changes: Partial<Finding> = {}): Finding {
  return {
    ...seen,
    status: 'open',
    firstSeenAt: day(1),
    lastSeenAt: day(1),
    resolvedAt: null,
    revision: 1,
    ...changes,
  };
}

describe('holding a scan against the known findings', () => {
  it('opens what is new', () => {
    const seen = detection();
    expect(reconcile([], { detections: [seen], ...tainted }, day(1))).toEqual([
      { kind: 'opened', at: day(1), finding: open(seen) },
    ]);
  });

  it('leaves alone what is still there', () => {
    expect(reconcile([open()], { detections: [detection()], ...tainted }, day(2))).toEqual([]);
  });

  it.each<Partial<Detection>>([
    { severity: 'high' },
    { message: 'Something else is wrong with it.' },
    { evidence: { type: 'aws_eip' } },
    { environment: 'staging' },
    { owner: 'network' },
    { address: 'module.a.aws_instance.web' },
    { pointer: null },
    { route: 'page' },
    { remediation: 'Look first.' },
    { title: 'Tainted' },
  ])('updates it when %o is what the scan says now', (change) => {
    const [transition] = reconcile([open()], { detections: [{ ...detection(), ...change }], ...tainted }, day(2));
    expect(transition).toMatchObject({ kind: 'updated', at: day(2) });
    expect(transition?.finding).toEqual({ ...open(), ...change, lastSeenAt: day(2), revision: 2 });
  });

  it('does not care in which order evidence is given', () => {
    const known = open(detection({ evidence: { a: 1, b: { c: 2, d: [3] } } }));
    const seen = detection({ evidence: { b: { d: [3], c: 2 }, a: 1 } });
    expect(reconcile([known], { detections: [seen], ...tainted }, day(2))).toEqual([]);
  });

  const suppression = { reason: 'known', owner: 'platform', expires: '2027-03-31' };
  const by = (checkId: string | null) => ({
    scanners: ['integrity'],
    by: (seen: Detection) => (seen.checkId === checkId ? suppression : undefined),
  });

  it('suppresses what is suppressed, from the first day or later', () => {
    const judgement = { detections: [detection()], ...tainted, suppressed: by('state/tainted') };
    const [opened] = reconcile([], judgement, day(1));
    expect(opened).toMatchObject({ kind: 'opened', finding: { status: 'suppressed', suppression } });
    const [updated] = reconcile([open()], judgement, day(2));
    expect(updated).toMatchObject({ kind: 'updated', finding: { status: 'suppressed', suppression } });
    expect(reconcile(updated === undefined ? [] : [updated.finding], judgement, day(3))).toEqual([]);
  });

  it('reopens what is suppressed no longer, though nobody could look for it', () => {
    const known = open(detection(), { status: 'suppressed', suppression });
    for (const evaluated of [['state/tainted'], []]) {
      const judgement = { detections: evaluated.length === 0 ? [] : [detection()], evaluated, suppressed: by(null) };
      const [transition] = reconcile([known], judgement, day(2));
      expect(transition).toMatchObject({ kind: 'reopened', finding: { status: 'open', revision: 2 } });
      expect(transition?.finding).not.toHaveProperty('suppression');
      expect(transition?.finding.lastSeenAt).toBe(evaluated.length === 0 ? day(1) : day(2));
    }
  });

  it('leaves suppressions of other scanners alone', () => {
    const known = open(detection(), { status: 'suppressed', suppression });
    const judgement = { detections: [], evaluated: [], suppressed: { scanners: ['locks'], by: () => undefined } };
    expect(reconcile([known], judgement, day(2))).toEqual([]);
  });

  it.each<Status>(['acknowledged', 'suppressed'])('keeps a finding %s when it is updated', (status) => {
    const seen = detection({ severity: 'high' });
    const [transition] = reconcile([open(detection(), { status })], { detections: [seen], ...tainted }, day(2));
    expect(transition?.finding).toMatchObject({ status, severity: 'high' });
  });

  it.each<Status>(['open', 'acknowledged', 'suppressed'])('resolves a finding that is %s when it is gone', (status) => {
    const known = open(detection(), { status, lastSeenAt: day(5), revision: 3 });
    expect(reconcile([known], { detections: [], ...tainted }, day(7))).toEqual([
      { kind: 'resolved', at: day(7), finding: { ...known, status: 'resolved', resolvedAt: day(7), revision: 4 } },
    ]);
  });

  it('reopens what was resolved, and remembers since when it is known', () => {
    const resolved = open(detection(), { status: 'resolved', resolvedAt: day(2), revision: 2 });
    expect(reconcile([resolved], { detections: [detection()], ...tainted }, day(4))).toEqual([
      { kind: 'reopened', at: day(4), finding: { ...open(), lastSeenAt: day(4), revision: 3 } },
    ]);
  });

  it('neither resolves nor opens anything of a check that was not evaluated', () => {
    const judgement = { detections: [detection({ location: 'aws_instance.other' })], evaluated: ['state/empty'] };
    expect(reconcile([open()], judgement, day(2))).toEqual([]);
  });

  it('resolves what a check found under its former name', () => {
    const known = open(detection({ checkId: 'state/broken' }));
    const judgement = { detections: [], evaluated: ['state/tainted', 'state/broken'] };
    expect(reconcile([known], judgement, day(2))[0]?.kind).toBe('resolved');
  });

  it('takes the more severe of two detections of one finding, in whichever order they come', () => {
    const [mild, severe] = [detection({ severity: 'low' }), detection({ severity: 'critical' })];
    for (const detections of [
      [mild, severe],
      [severe, mild],
    ]) {
      const transitions = reconcile([], { detections, ...tainted }, day(1));
      expect(transitions.map(({ finding }) => finding.severity)).toEqual(['critical']);
    }
  });

  it('chooses the same one of two equally severe detections, in whichever order they come', () => {
    const [one, other] = [detection({ message: 'One.' }), detection({ message: 'Other.' })];
    expect(reconcile([], { detections: [one, other], ...tainted }, day(1))).toEqual(
      reconcile([], { detections: [other, one], ...tainted }, day(1)),
    );
  });

  it('is not put off by the order in which a store remembers transitions', () => {
    const newer = open(detection(), { revision: 3 });
    const older = { kind: 'updated', at: day(1), finding: open(detection(), { revision: 2 }) } as const;
    expect(afterTransitions([newer], [older])).toEqual([newer]);
  });
});
