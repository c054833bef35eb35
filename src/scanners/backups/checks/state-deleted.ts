import * as z from 'zod';
import { durationSchema } from '../../../config/duration.ts';
import { shellWord } from '../../plain-text.ts';
import { defineCheck, type Loss } from '../facts.ts';

export const stateDeleted = defineCheck({
  id: 'backup/state-deleted',
  since: '0.1',
  title: 'A state that managed resources is gone',
  severity: 'high',
  remediation:
    'If the resources still exist, bring the state back before anybody runs Terraform: without it, it makes all of them a second time.',
  needs: ['loss'],
  options: z.object({
    lossToldFor: durationSchema.prefault('30d').describe('How long after its deletion a state is told of.'),
  }),
  *evaluate({ loss }, { options, now }) {
    // What managed nothing is no loss: `terraform destroy`, then the workspace goes.
    if (loss === null || loss.managedInstances === 0) return;
    const { deletedAt, serial, managedInstances, marker, backup } = loss;
    if (deletedAt !== null && now.getTime() - Date.parse(deletedAt) > options.lossToldFor) return;
    yield {
      location: '',
      message: `The state ${deletedAt === null ? 'is not there any more' : `was deleted at ${deletedAt}`}${managedInstances === null ? '' : `; instances that it managed: ${managedInstances}`}.`,
      evidence: { deletedAt, serial, managedInstances, canBeRestored: marker !== null || backup !== null },
      remediation: bringBack(loss),
    };
  },
});

function bringBack({ key, bucket, marker, backup }: Loss): string {
  const check = 'Find out whether its resources still exist.';
  if (backup !== null) {
    const copy = `cp -p ${shellWord(backup)} ${shellWord(key)}`;
    return `${check} If so, put the backup file in its place, in the folder of the source: \`${copy}\`, then \`terraform plan\`.`;
  }
  if (bucket === null) return `${check} If so, put the file back from a copy before anybody runs Terraform.`;
  if (marker === null) {
    return `${check} If so, put the object back from a copy of the bucket before anybody runs Terraform: no version of it is left here.`;
  }
  const object = `--bucket ${shellWord(bucket)} --key ${shellWord(key)}`;
  return `${check} If so, remove the delete marker: \`aws s3api delete-object ${object} --version-id ${shellWord(marker)}\`, then \`terraform plan\`.`;
}
