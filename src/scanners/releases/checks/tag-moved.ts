import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { plainText, shellWord } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';

export const tagMoved = defineCheck({
  id: 'release/tag-moved',
  since: '0.1',
  title: 'Release tag was moved',
  severity: 'critical',
  remediation: 'Find out who moved the tag, put it back to what was released, and protect release tags.',
  needs: ['tagChanges'],
  options: z.object({}),
  *evaluate({ tagChanges }): Iterable<Observation> {
    for (const { tag, was, now, firstSeenAt } of tagChanges?.moved ?? []) {
      const name = plainText(tag);
      yield {
        location: tag,
        message: `The tag ${name} of ${tagChanges?.repository} points to something else than when it was seen first (${firstSeenAt}).`,
        evidence: { repository: tagChanges?.repository ?? '', tag: name, was, now, firstSeenAt },
        remediation: `Find out who moved the tag. Put it back with \`git push --force origin ${shellWord(`${was}:refs/tags/${tag}`)}\`, and release what it points to now as a new version. If it was moved on purpose, enter it under acceptedTags.`,
      };
    }
  },
});
