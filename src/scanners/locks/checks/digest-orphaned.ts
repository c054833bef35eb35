import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { restoreCommand } from '../../restore-command.ts';
import { defineCheck } from '../facts.ts';
import { deleteItem } from '../release.ts';

export const digestOrphaned = defineCheck({
  id: 'lock/digest-orphaned',
  since: '0.1',
  title: 'Lock table remembers a state that does not exist',
  severity: 'medium',
  remediation:
    'If the state is gone for good, take its digest out of the table. If not, bring the state back with `statewarden restore`: its earlier versions are in the bucket.',
  needs: ['lockFile', 'tableLock', 'digest', 'state'],
  options: z.object({}),
  *evaluate({ lockFile, tableLock, digest, state }): Iterable<Observation> {
    if (digest === null || state === null || state.exists || lockFile !== null || tableLock !== null) return;
    const gone = state.modifiedAt === null ? 'is not there' : `was deleted at ${state.modifiedAt}`;
    yield {
      location: '',
      message: `The state ${gone}, but its digest is left: Terraform can't write a new state in its place.`,
      evidence: { table: digest.table, path: digest.path, deletedAt: state.modifiedAt },
      remediation: `If the state is gone for good: \`${deleteItem(digest.table, digest.path)}\`. If not, bring it back first: \`${restoreCommand({ place: `s3://${state.bucket ?? ''}`, key: state.key })}\` lists what is left.`,
    };
  },
});
