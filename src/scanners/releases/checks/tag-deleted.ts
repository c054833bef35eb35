import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { plainText, shellWord } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';

export const tagDeleted = defineCheck({
  id: 'release/tag-deleted',
  since: '0.1',
  title: 'Release tag was deleted',
  severity: 'high',
  remediation: 'Find out who deleted the tag, and push it again.',
  needs: ['tagChanges'],
  options: z.object({}),
  *evaluate({ tagChanges }): Iterable<Observation> {
    for (const { tag, was, firstSeenAt } of tagChanges?.deleted ?? []) {
      const name = plainText(tag);
      yield {
        location: tag,
        message: `The tag ${name} of ${tagChanges?.repository} is gone; it was seen first at ${firstSeenAt}.`,
        evidence: { repository: tagChanges?.repository ?? '', tag: name, was, firstSeenAt },
        remediation: `Find out who deleted the tag, and push it again: \`git push origin ${shellWord(`${was}:refs/tags/${tag}`)}\` from a clone that has it. If it was deleted on purpose, enter it under acceptedTags as deleted.`,
      };
    }
  },
});
