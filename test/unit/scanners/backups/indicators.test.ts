import { expect, test } from 'vitest';
import type { ActivityRecord } from '../../../../src/findings/activity.ts';
import { indicatorsOf } from '../../../../src/scanners/backups/indicators.ts';

function drill(details: ActivityRecord['details']): ActivityRecord {
  return {
    kind: 'drill',
    id: 'v1',
    source: 'main',
    targetId: 'net.tfstate',
    at: '2026-11-20T12:00:00.000Z',
    details: {
      of: 'version',
      place: null,
      path: 'net.tfstate',
      versionId: 'v1',
      modifiedAt: '2026-11-20T11:00:00.000Z',
      bytes: 4096,
      serial: 11,
      managedInstances: 31,
      milliseconds: 12,
      recoveryPoint: '2026-11-20T11:00:00.000Z',
      lostSeconds: 60,
      problem: null,
      ...details,
    },
  };
}

test('a version that was read back is a success, with the time it took', () => {
  expect(indicatorsOf([drill({})])).toEqual([
    { name: 'DrillSuccess', unit: 'Count', value: 1 },
    { name: 'DrillDuration', unit: 'Milliseconds', value: 12 },
  ]);
});

test('a good copy tells how much older than its state it is', () => {
  expect(indicatorsOf([drill({ of: 'copy' })]).slice(2)).toEqual([
    { name: 'CopySuccess', unit: 'Count', value: 1 },
    { name: 'CopyAge', unit: 'Seconds', value: 60 },
  ]);
});

test('what is no state to go back to counts as a failure, and no age of it is told', () => {
  expect(indicatorsOf([drill({ of: 'copy', problem: 'missing', milliseconds: null, lostSeconds: null })])).toEqual([
    { name: 'DrillSuccess', unit: 'Count', value: 0 },
    { name: 'CopySuccess', unit: 'Count', value: 0 },
  ]);
  expect(indicatorsOf([drill({ problem: 'truncated' })])).toContainEqual({
    name: 'DrillSuccess',
    unit: 'Count',
    value: 0,
  });
});

test('nothing else is measured', () => {
  expect(indicatorsOf([{ ...drill({}), kind: 'restore' }])).toEqual([]);
});
