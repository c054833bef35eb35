import * as z from 'zod';
import { durationSchema } from '../../../config/duration.ts';
import type { Observation } from '../../../findings/observation.ts';
import { durationOf, type Hold } from '../../lock-holds.ts';
import { defineCheck } from '../facts.ts';

/** Whoever waits for a lock asks again after at most 16 seconds. Source: hashicorp/terraform internal/states/statemgr/locker.go `LockWithContext`. */
const longestPause = 20_000;

export const contention = defineCheck({
  id: 'lock/contention',
  since: '0.1',
  title: 'Runs wait for each other',
  severity: 'low',
  remediation:
    'Split the state along the teams or the pace of its parts, let plans of pull requests run without a lock (`-lock=false`), or run fewer jobs at once.',
  needs: ['holds'],
  options: z.object({
    contentionWithin: durationSchema.prefault('7d').describe('How far back locks are looked at.'),
    contentionShare: z
      .number()
      .gt(0)
      .max(1)
      .prefault(0.25)
      .describe('Share of the time for which a state may be locked.'),
    contentionWaits: z
      .int()
      .min(1)
      .prefault(20)
      .describe('How many locks may follow on another so closely that somebody must have waited.'),
  }),
  *evaluate({ holds }, { options, now }): Iterable<Observation> {
    const begin = now.getTime() - options.contentionWithin;
    const recent = (holds?.holds ?? []).filter((hold) => Date.parse(hold.to ?? now.toISOString()) > begin);
    const oldest = recent.at(-1);
    if (oldest === undefined || recent.length < 3) return;
    // No more is known than since the oldest lock; a day at least, or one long apply would be all there is.
    const known = Math.max(now.getTime() - Math.max(begin, Date.parse(oldest.from)), 86_400_000);
    const locked = recent.reduce(
      (sum, hold) => sum + Math.min(durationOf(hold, now), durationFrom(hold, begin, now)),
      0,
    );
    const waits = recent.filter((hold, index) => followsClosely(hold, recent[index + 1])).length;
    const share = locked / known;
    if (share <= options.contentionShare && waits < options.contentionWaits) return;
    yield {
      location: '',
      message: `The state is locked for much of the time (${tenths(share)} %), or somebody waits for the lock.`,
      evidence: {
        lockedPercent: tenths(share),
        longestMinutes: Math.ceil(Math.max(...recent.map((hold) => durationOf(hold, now))) / 60_000),
        manyWaits: waits >= options.contentionWaits,
      },
    };
  },
});

function durationFrom({ to }: Hold, begin: number, now: Date): number {
  return (to === null ? now.getTime() : Date.parse(to)) - begin;
}

function followsClosely({ from }: Hold, before: Hold | undefined): boolean {
  if (before === undefined || before.to === null) return false;
  return Date.parse(from) - Date.parse(before.to) <= longestPause;
}

/** In steps of ten: a finding is not updated by every lock. */
function tenths(share: number): number {
  return Math.round(share * 10) * 10;
}
