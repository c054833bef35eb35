import * as z from 'zod';
import { durationSchema } from '../../../config/duration.ts';
import { restoreCommand } from '../../restore-command.ts';
import { defineCheck, type Loss } from '../facts.ts';

export const stateDeleted = defineCheck({
  id: 'backup/state-deleted',
  since: '0.1',
  title: 'A state that managed resources is gone',
  severity: 'high',
  remediation:
    'If the resources still exist, bring the state back with `statewarden restore` before anybody runs Terraform: without it, it makes all of them a second time.',
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

function bringBack({ key, bucket, marker, backup, serial }: Loss): string {
  const check = 'Find out whether its resources still exist.';
  const steps = (list: string, version: string) =>
    `${check} If so, stop all runs and look at what comes back: \`${list}${version}\`. The same with \`--apply\` puts it back; then \`terraform plan\`.`;
  if (backup !== null) {
    const command = restoreCommand({ place: '.', key }, { versionId: backup });
    return `${steps(command, '')} The folder of the source is where both are run.`;
  }
  if (bucket === null) return `${check} If so, put the file back from a copy before anybody runs Terraform.`;
  if (marker === null) {
    return `${check} If so, put the object back from a copy of the bucket before anybody runs Terraform: no version of it is left here.`;
  }
  const place = { place: `s3://${bucket}`, key };
  return serial === null ? steps(restoreCommand(place), ' --version ID') : steps(restoreCommand(place, { serial }), '');
}
