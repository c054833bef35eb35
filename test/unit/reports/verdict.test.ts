import { describe, expect, it } from 'vitest';
import { coverageSentence, verdictOf } from '../../../src/reports/coverage-words.ts';
import { reportOf, sampleFinding } from '../../support/sample-report.ts';

describe('the verdict', () => {
  it('is clean only when everything was looked at', () => {
    expect(verdictOf(reportOf([]))).toEqual({
      tone: 'clean',
      headline: 'No findings: all 12 states were inspected.',
      gaps: '',
    });
    expect(verdictOf(reportOf([], { coverage: { found: 1, read: 0, unchanged: 1 } })).headline).toBe(
      'No findings: the one state was inspected.',
    );
  });

  it('never calls an incomplete scan clean', () => {
    const verdict = verdictOf(reportOf([], { incomplete: true, coverage: { read: 10, denied: 2 } }));
    expect(verdict).toEqual({
      tone: 'incomplete',
      headline: 'No findings in what was read.',
      gaps: 'The scan is incomplete: 2 of 12 states could not be read.',
    });
    const source = verdictOf(reportOf([], { incomplete: true, coverage: { found: 0, read: 0 } }));
    expect(source.tone).toBe('incomplete');
    expect(source.gaps).toBe('The scan is incomplete: something could not be read.');
  });

  it('never calls a scan clean that found no state, or only encrypted ones', () => {
    expect(verdictOf(reportOf([], { coverage: { found: 0, read: 0 } }))).toMatchObject({
      tone: 'incomplete',
      headline: 'No states found: nothing was inspected.',
    });
    const encrypted = verdictOf(reportOf([], { coverage: { found: 2, read: 0, encrypted: 2 } }));
    expect(encrypted.tone).toBe('incomplete');
    expect(encrypted.gaps).toBe('2 encrypted states not inspected.');
  });

  it('tells of encrypted states and of checks that lacked a fact', () => {
    const place = { source: 'estate', stateKey: 'a.tfstate' };
    const verdict = verdictOf(
      reportOf([], {
        coverage: {
          read: 11,
          encrypted: 1,
          notEvaluated: [{ ...place, checkId: 'state/lost-update', reason: 'no versions' }],
        },
      }),
    );
    expect(verdict.headline).toBe('No findings in the 11 states that could be inspected.');
    expect(verdict.gaps).toBe('1 encrypted state not inspected. 1 check not evaluated.');
  });

  it('does not count the checks of a state that was not inspected at all', () => {
    const place = { source: 'estate', stateKey: 'a.tfstate' };
    const coverage = {
      read: 11,
      denied: 1,
      notInspected: [{ ...place, reason: 'denied' }],
      notEvaluated: [{ ...place, checkId: 'state/lost-update', reason: 'denied' }],
    };
    expect(verdictOf(reportOf([], { incomplete: true, coverage })).gaps).not.toContain('check');
  });

  it('counts what is open and what changed', () => {
    const findings = [
      sampleFinding({ severity: 'critical' }),
      sampleFinding({ severity: 'low', change: 'reopened' }),
      sampleFinding({ severity: 'low', change: 'kept' }),
    ];
    expect(verdictOf(reportOf(findings, { resolved: [sampleFinding()] })).headline).toBe(
      '3 open findings: 1 critical, 2 low (1 new, 1 reopened, 1 resolved).',
    );
  });
});

describe('the coverage in words', () => {
  it('names every kind of state that was found, and no other', () => {
    const { coverage } = reportOf([], { coverage: { found: 1210, read: 1200, tooLarge: 4, failed: 6 } }).summary;
    expect(coverageSentence(coverage)).toBe('1,210 states found: 1,200 read, 4 too large, 6 not read.');
    expect(coverageSentence({ ...coverage, found: 0, read: 0, tooLarge: 0, failed: 0 })).toBe('0 states found.');
  });
});
