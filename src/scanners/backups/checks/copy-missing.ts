import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { shellWord } from '../../plain-text.ts';
import { type AwsBackupState, type BucketPlace, type CurrentState, defineCheck, type StateCopy } from '../facts.ts';
import { copyCommand, isOverdue } from '../overdue.ts';

export const copyMissing = defineCheck({
  id: 'backup/copy-missing',
  since: '0.1',
  title: 'A copy of the state is missing',
  severity: 'medium',
  remediation:
    'Copy the state somewhere safe now. Then see to it that each write keeps the version before: versioning on the bucket, the backup file beside a local state.',
  needs: ['current', 'earlier', 'copies', 'place', 'awsBackup'],
  options: z.object({}),
  *evaluate({ current, earlier, copies, place, awsBackup }, { now }) {
    if (place !== null && awsBackup !== null && awsBackup.newest === null) yield missingInAwsBackup(place, awsBackup);
    if (current === null) return;
    for (const copy of copies) {
      if (copy.drill === null && isOverdue(copy, now)) yield missingElsewhere(current, copy);
    }
    // Serial 1 was written once: there was nothing before it that could have been kept.
    const wasOverwritten = current.damaged || (current.serial !== null && current.serial > 1);
    if (earlier !== null || !wasOverwritten) return;
    const local = current.sourceKind === 'folder';
    yield {
      location: '',
      message: 'No earlier version of the state is kept: a bad write could not be undone.',
      evidence: { expected: local ? `${current.key}.backup` : 'an earlier object version' },
      remediation: local ? keepLocalBackup(current) : enableVersioning(current),
    };
  },
});

function missingElsewhere(state: CurrentState, { location, behindSince }: StateCopy): Observation {
  return {
    location: `copy ${location}`,
    message: `${location} holds no copy of the state, which has been there since ${behindSince}.`,
    evidence: { expected: `${location}${state.key}`, since: behindSince },
    severity: 'high',
    remediation: `\`${copyCommand(state, location)}\` makes the copy now. Then find out why the job or the replication that makes it passes this state over: rules of replication copy nothing that was there before them.`,
  };
}

function missingInAwsBackup({ bucket }: BucketPlace, { vault }: AwsBackupState): Observation {
  return {
    location: `AWS Backup ${vault}`,
    message: `The AWS Backup vault ${vault} holds no recovery point of ${bucket}.`,
    evidence: { expected: `a recovery point of ${bucket} in ${vault}` },
    severity: 'high',
    remediation: `\`aws backup list-backup-jobs --by-resource-arn arn:aws:s3:::${bucket}\` tells what became of its jobs. Assign the bucket to a backup plan whose rule names the vault, and let the role of the plan read it.`,
  };
}

function keepLocalBackup({ key, sourceLocation }: CurrentState): string {
  const path = `${sourceLocation}/${key}`;
  return `\`cp -p ${shellWord(path)} ${shellWord(`${path}.backup`)}\`. Then find out why the file is missing: Terraform writes it with each change unless it is told \`-backup=-\`; copying or cloning a folder often leaves it behind.`;
}

function enableVersioning({ sourceLocation }: CurrentState): string {
  const bucket = new URL(sourceLocation).hostname;
  return `\`aws s3api put-bucket-versioning --bucket ${shellWord(bucket)} --versioning-configuration Status=Enabled\`. If it is enabled, look for a lifecycle rule that removes noncurrent versions too early.`;
}
