import type { ActivityRecord } from '../../findings/activity.ts';
import { drillDetails } from './drill-details.ts';

/** One value of a service level indicator. */
export interface Indicator {
  readonly name: 'DrillSuccess' | 'DrillDuration' | 'CopySuccess' | 'CopyAge';
  readonly unit: 'Count' | 'Milliseconds' | 'Seconds';
  readonly value: number;
}

/**
 * What drills say of the backups as a whole. Successes are 1 and failures 0: their average is the rate. The age of a copy is how much
 * older than its state it is; its maximum and percentiles are those of the states that were looked at.
 */
export function indicatorsOf(records: readonly ActivityRecord[]): readonly Indicator[] {
  return records
    .filter(({ kind }) => kind === 'drill')
    .flatMap((record): readonly Indicator[] => {
      const { of, milliseconds, lostSeconds, problem } = drillDetails(record);
      const value = problem === null ? 1 : 0;
      return [
        { name: 'DrillSuccess', unit: 'Count', value },
        ...(milliseconds === null
          ? []
          : [{ name: 'DrillDuration', unit: 'Milliseconds', value: milliseconds } as const]),
        ...(of === 'copy' ? [{ name: 'CopySuccess', unit: 'Count', value } as const] : []),
        ...(of === 'copy' && problem === null && lostSeconds !== null
          ? [{ name: 'CopyAge', unit: 'Seconds', value: lostSeconds } as const]
          : []),
      ];
    });
}
