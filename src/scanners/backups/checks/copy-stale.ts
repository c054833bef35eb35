import * as z from 'zod';
import { type AwsBackupState, type BucketPlace, defineCheck } from '../facts.ts';
import { copyCommand, isOverdue } from '../overdue.ts';

export const copyStale = defineCheck({
  id: 'backup/copy-stale',
  since: '0.1',
  title: 'A copy of the state is older than it may be',
  severity: 'high',
  remediation: 'Copy the state now, then find out why what makes the copies has stopped.',
  needs: ['current', 'copies', 'place', 'awsBackup'],
  options: z.object({}),
  *evaluate({ current, copies, place, awsBackup }, { now }) {
    if (place !== null && awsBackup !== null) yield* staleInAwsBackup(place, awsBackup, now);
    if (current === null) return;
    for (const copy of copies) {
      const { location, drill, behindSince, recoveryPoint, maximumAge } = copy;
      if (drill === null || drill.damage !== null || drill.lineage !== current.lineage) continue;
      if (drill.serial === current.serial || !isOverdue(copy, now)) continue;
      yield {
        location: `copy ${location}`,
        message: `The copy in ${location} is at serial ${drill.serial ?? 'unknown'}, the state at ${current.serial ?? 'unknown'}: it has lacked writes since ${behindSince}.`,
        evidence: {
          copy: `${location}${current.key}`,
          copySerial: drill.serial,
          stateSerial: current.serial,
          since: behindSince,
          recoveryPoint,
          maximumAgeSeconds: maximumAge / 1000,
        },
        remediation: `\`${copyCommand(current, location)}\` brings it up to date. Then find out why the job or the replication that makes the copies has stopped.`,
      };
    }
  },
});

function* staleInAwsBackup({ bucket }: BucketPlace, { vault, maximumAge, newest }: AwsBackupState, now: Date) {
  const completedAt = newest?.completedAt ?? null;
  if (completedAt === null || now.getTime() - Date.parse(completedAt) <= maximumAge) return;
  yield {
    location: `AWS Backup ${vault}`,
    message: `The newest recovery point of ${bucket} in the AWS Backup vault ${vault} is of ${completedAt}.`,
    evidence: {
      copy: `a recovery point of ${bucket} in ${vault}`,
      copySerial: null,
      stateSerial: null,
      since: completedAt,
      recoveryPoint: completedAt,
      maximumAgeSeconds: maximumAge / 1000,
    },
    remediation: `\`aws backup list-backup-jobs --by-resource-arn arn:aws:s3:::${bucket}\` tells what became of its jobs since. Mend the backup plan, its schedule or its role.`,
  };
}
