import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { defineCheck } from '../facts.ts';

export const tagUnprotected = defineCheck({
  id: 'repo/tag-unprotected',
  since: '0.1',
  title: 'Release tags can be moved or deleted',
  severity: 'high',
  remediation: 'Protect release tags on the host: nobody but the pipeline makes them, nobody moves or deletes them.',
  needs: ['tagProtection'],
  options: z.object({}),
  *evaluate({ tagProtection }): Iterable<Observation> {
    if (tagProtection === null) return;
    const { repository, pattern, rules, blocksMoving, blocksDeletion } = tagProtection;
    if (blocksMoving && blocksDeletion) return;
    const what = blocksMoving ? 'deleted' : blocksDeletion ? 'moved' : 'moved and deleted';
    yield {
      location: '',
      message: `Tags ${pattern} of ${repository} can be ${what} by whoever may push.`,
      evidence: { repository, pattern, blocksMoving, blocksDeletion, rules },
    };
  },
});
