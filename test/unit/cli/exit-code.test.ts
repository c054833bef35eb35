import { describe, expect, test } from 'vitest';
import { exitCode, failOnValues } from '../../../src/cli/exit-code.ts';
import { reportOf, sampleFinding } from '../../support/sample-report.ts';

const clean = reportOf([]);
const medium = reportOf([sampleFinding({ severity: 'medium' })]);
const high = reportOf([sampleFinding({ severity: 'high' })]);
const critical = reportOf([sampleFinding({ severity: 'low' }), sampleFinding({ severity: 'critical' })]);

describe('a complete scan', () => {
  test.each(failOnValues)('without findings ends with 0, whatever may fail it: %s', (failOn) => {
    expect(exitCode(clean, failOn)).toBe(0);
  });

  test('ends with 1 for findings at the threshold and above it, with 0 for those below', () => {
    expect(exitCode(high, 'high')).toBe(1);
    expect(exitCode(critical, 'high')).toBe(1);
    expect(exitCode(medium, 'high')).toBe(0);
    expect(exitCode(medium, 'info')).toBe(1);
    expect(exitCode(high, 'critical')).toBe(0);
  });

  test('ends with 0 where findings must not fail it', () => {
    expect(exitCode(critical, 'none')).toBe(0);
  });

  test('is not failed by what was suppressed, but by what was only acknowledged', () => {
    expect(exitCode(reportOf([sampleFinding({ severity: 'critical', status: 'suppressed' })]), 'high')).toBe(0);
    expect(exitCode(reportOf([sampleFinding({ severity: 'critical', status: 'acknowledged' })]), 'high')).toBe(1);
  });
});

describe('an incomplete scan', () => {
  test('ends with 3, with and without findings, whatever may fail it', () => {
    expect(exitCode(reportOf([], { incomplete: true }), 'none')).toBe(3);
    expect(exitCode(reportOf([sampleFinding({ severity: 'critical' })], { incomplete: true }), 'high')).toBe(3);
  });

  test('is not what encrypted states make of a scan', () => {
    expect(exitCode(reportOf([], { coverage: { encrypted: 3 } }), 'high')).toBe(0);
  });
});
