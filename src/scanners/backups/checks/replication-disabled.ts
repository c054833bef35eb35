import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import type { ReplicationRule } from '../../../sources/bucket.ts';
import { plainText } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';
import { appliesToAll } from '../rule-filter.ts';

export const replicationDisabled = defineCheck({
  id: 'backup/replication-disabled',
  since: '0.1',
  title: 'Replication leaves states out',
  severity: 'high',
  remediation:
    'See to it that one rule that is enabled covers all states, without tags, and with SseKmsEncryptedObjects where they are encrypted with KMS. What was written meanwhile is copied by S3 Batch Replication only.',
  needs: ['place', 'replication', 'encryption'],
  options: z.object({}),
  *evaluate({ place, replication, encryption }): Iterable<Observation> {
    if (place === null || replication === null || replication.length === 0) return;
    const kms = encryption?.algorithm?.startsWith('aws:kms') === true;
    const reasons = replication.map((rule) => ({ rule, reason: reasonOf(rule, place.prefix, kms) }));
    if (reasons.some(({ reason }) => reason === null)) return;
    yield {
      location: '',
      message: `${place.bucket} has rules of replication, but none copies every state.`,
      evidence: {
        bucket: place.bucket,
        rules: reasons.slice(0, 10).map(({ rule, reason }) => ({ rule: plainText(rule.id, 80), reason })),
      },
    };
  },
});

/** Why a rule does not copy every state; null where it does. */
function reasonOf({ enabled, filter, kmsObjects }: ReplicationRule, prefix: string, kms: boolean): string | null {
  if (!enabled) return 'disabled';
  if (!appliesToAll(filter, prefix)) return 'filter';
  return kms && !kmsObjects ? 'kms' : null;
}
