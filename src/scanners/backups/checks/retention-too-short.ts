import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import type { LifecycleRule } from '../../../sources/bucket.ts';
import { plainText } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';
import { mayApply } from '../rule-filter.ts';

export const retentionTooShort = defineCheck({
  id: 'backup/retention-too-short',
  since: '0.1',
  title: 'Lifecycle rule removes states too early',
  severity: 'medium',
  remediation:
    'Raise NoncurrentDays or NewerNoncurrentVersions of the rule, or leave the states out by its prefix. A rule that expires current versions has no place over states.',
  needs: ['place', 'lifecycle'],
  options: z.object({
    keepDays: z.int().min(1).prefault(30).describe('Days for which earlier versions have to be kept.'),
    keepVersions: z
      .int()
      .min(1)
      .max(100)
      .prefault(100)
      .describe('Earlier versions that are enough, however old they are.'),
  }),
  *evaluate({ place, lifecycle }, { options }): Iterable<Observation> {
    if (place === null) return;
    for (const rule of lifecycle ?? []) {
      if (!mayApply(rule.filter, place.prefix)) continue;
      const conditional = rule.filter.tagged || rule.filter.largerThan !== null || rule.filter.smallerThan !== null;
      const { expiresAfterDays, earlierVersions } = rule;
      const isShort =
        earlierVersions !== null &&
        earlierVersions.days < options.keepDays &&
        earlierVersions.newer < options.keepVersions;
      if (expiresAfterDays === null && !isShort) continue;
      yield {
        location: plainText(rule.id, 80),
        message: messageOf(rule),
        evidence: {
          bucket: place.bucket,
          rule: plainText(rule.id, 80),
          expiresAfterDays,
          noncurrentDays: earlierVersions?.days ?? null,
          newerNoncurrentVersions: earlierVersions?.newer ?? null,
          conditional,
        },
        severity: severityOf(rule, conditional),
      };
    }
  },
});

/** A state in use that is deleted is worse than one whose past is. */
function severityOf({ expiresAfterDays }: LifecycleRule, conditional: boolean): 'high' | 'medium' | 'low' {
  if (expiresAfterDays !== null) return conditional ? 'medium' : 'high';
  return conditional ? 'low' : 'medium';
}

function messageOf({ id, expiresAfterDays, earlierVersions }: LifecycleRule): string {
  const rule = `Rule ${plainText(id, 80)}`;
  if (expiresAfterDays !== null) {
    return `${rule} deletes a state ${expiresAfterDays === 0 ? 'on a date' : `${expiresAfterDays} days after its last write`}, though it is in use.`;
  }
  const { days = 0, newer = 0 } = earlierVersions ?? {};
  return `${rule} removes earlier versions after ${days} days${newer === 0 ? '' : `, but the newest ${newer}`}.`;
}
