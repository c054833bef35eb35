import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detection } from '../../../src/findings/finding.ts';
import { severities } from '../../../src/findings/observation.ts';
import { afterTransitions, reconcile } from '../../../src/findings/reconcile.ts';
import { day, detection } from '../../support/findings.ts';

const checks = ['state/tainted', 'state/deposed', 'state/empty'] as const;

const anyDetection: fc.Arbitrary<Detection> = fc
  .record({
    checkId: fc.constantFrom(...checks),
    location: fc.constantFrom('', 'a', 'b'),
    severity: fc.constantFrom(...severities),
    message: fc.oneof(fc.constant('It is so.'), fc.string({ unit: fc.constantFrom('a', '\ud83d', '\ude00', '\0') })),
    evidence: fc.dictionary(fc.string(), fc.oneof(fc.jsonValue({ depthSize: 'small' }), fc.constant(-0))),
  })
  .map((fields) => detection(fields as Parameters<typeof detection>[0]));

const anyJudgement = fc.record({
  detections: fc.array(anyDetection, { maxLength: 6 }),
  evaluated: fc.subarray([...checks]),
});

/** Findings as a few scans before left them. */
const anyKnown = fc
  .array(anyJudgement, { maxLength: 3 })
  .map((judgements) =>
    judgements.reduce(
      (known: ReturnType<typeof afterTransitions>, judgement, index) =>
        afterTransitions(known, reconcile(known, judgement, day(index + 1))),
      [],
    ),
  );

describe('reconciling', () => {
  it('applied twice changes nothing, also after a store has written and read everything', () => {
    fc.assert(
      fc.property(anyKnown, anyJudgement, (known, judgement) => {
        const once = afterTransitions(known, reconcile(known, judgement, day(10)));
        expect(reconcile(once, judgement, day(11))).toEqual([]);
        expect(reconcile(JSON.parse(JSON.stringify(once)), judgement, day(11))).toEqual([]);
      }),
    );
  });

  it('leaves open exactly what was detected, of the checks that were evaluated, and the rest as it was', () => {
    fc.assert(
      fc.property(anyKnown, anyJudgement, (known, judgement) => {
        const after = afterTransitions(known, reconcile(known, judgement, day(10)));
        const of = (checkId: string) =>
          after.filter((finding) => finding.checkId === checkId && finding.status !== 'resolved');
        for (const checkId of checks) {
          const expected = judgement.evaluated.includes(checkId)
            ? judgement.detections.filter((each) => each.checkId === checkId)
            : known.filter((each) => each.checkId === checkId && each.status !== 'resolved');
          expect(new Set(of(checkId).map(({ findingId }) => findingId))).toEqual(
            new Set(expected.map(({ findingId }) => findingId)),
          );
        }
      }),
    );
  });

  it('gives the same answer whatever the order of findings and detections', () => {
    const shuffled = fc
      .tuple(anyKnown, anyJudgement)
      .chain(([known, judgement]) =>
        fc.tuple(
          fc.constant(known),
          fc.constant(judgement),
          fc.shuffledSubarray([...known], { minLength: known.length }),
          fc.shuffledSubarray(judgement.detections, { minLength: judgement.detections.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([known, judgement, otherKnown, detections]) => {
        expect(reconcile(otherKnown, { ...judgement, detections }, day(10))).toEqual(
          reconcile(known, judgement, day(10)),
        );
      }),
    );
  });

  it('counts each finding up by one in each transition', () => {
    fc.assert(
      fc.property(anyKnown, anyJudgement, (known, judgement) => {
        for (const { finding } of reconcile(known, judgement, day(10))) {
          const before = known.find(({ findingId }) => findingId === finding.findingId);
          expect(finding.revision).toBe((before?.revision ?? 0) + 1);
        }
      }),
    );
  });
});
