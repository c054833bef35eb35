import type { ActivityRecord } from '../findings/activity.ts';
import { columns } from '../reports/columns.ts';
import { visibleText } from '../reports/visible-text.ts';
import { drillDetails } from '../scanners/backups/drill-details.ts';
import type { ScanError } from '../scanners/scan-error.ts';

/** What drills gave, for people or as JSON. */
export function drillReport(
  records: readonly ActivityRecord[],
  errors: readonly ScanError[],
  format: 'table' | 'json',
): string {
  if (format === 'json') return JSON.stringify({ schemaVersion: 1, drills: records, errors }, null, 2);
  const failed = records.filter(({ details }) => details.problem !== null).length;
  return [
    ...(records.length === 0 ? [] : columns(headings, records.map(rowOf), new Set([3, 4, 5]))),
    ...(records.length === 0 ? [] : ['']),
    `${records.length} read back, ${failed} of them no state to go back to, ${errors.length} could not be read`,
    ...errors.map(({ message, action }) => visibleText(`error: ${message}. ${action}`)),
  ].join('\n');
}

const headings = ['SOURCE', 'KEY', 'READ BACK', 'SERIAL', 'TOOK', 'LOST', 'RESULT'];

function rowOf(record: ActivityRecord): readonly string[] {
  const { of, place, modifiedAt, serial, milliseconds, lostSeconds, problem, provedBy } = drillDetails(record);
  return [
    record.source,
    record.targetId,
    of === 'copy' ? `copy in ${place}` : `version of ${modifiedAt}`,
    serial === null ? '' : String(serial),
    milliseconds === null ? '' : `${milliseconds} ms`,
    lostSeconds === null ? '' : `${lostSeconds} s`,
    problem === null ? (provedBy === undefined ? 'good' : `good, says ${provedBy}`) : problem,
  ];
}
