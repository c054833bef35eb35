import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { shellWord } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';

/** Source: hashicorp/terraform website/docs/language/backend/s3.mdx: "The table must have a partition key named LockID with a type of String". */
const key = 'LockID (S)';

export const tableUnprotected = defineCheck({
  id: 'lock/table-unprotected',
  since: '0.1',
  title: 'Lock table can be lost, or can not lock',
  severity: 'medium',
  remediation: 'Turn on deletion protection and point-in-time recovery of the lock table.',
  needs: ['table'],
  options: z.object({
    tableKey: z
      .boolean()
      .prefault(false)
      .describe('Whether the table has to be encrypted with a KMS key, in place of the one that DynamoDB owns.'),
  }),
  *evaluate({ table }, { options }): Iterable<Observation> {
    if (table === null || table.settings === null) return;
    const { keys, deletionProtection, pointInTimeRecovery, encryption } = table.settings;
    const hasRightKey = keys.length === 1 && keys[0] === key;
    const lacks = [
      ...(hasRightKey ? [] : ['key']),
      ...(deletionProtection ? [] : ['deletion-protection']),
      ...(pointInTimeRecovery ? [] : ['point-in-time-recovery']),
      ...(options.tableKey && encryption !== 'kms' ? ['kms-key'] : []),
    ];
    if (lacks.length === 0) return;
    const name = shellWord(table.name);
    const commands = [
      ...(deletionProtection
        ? []
        : [`\`aws dynamodb update-table --table-name ${name} --deletion-protection-enabled\``]),
      ...(pointInTimeRecovery
        ? []
        : [
            `\`aws dynamodb update-continuous-backups --table-name ${name} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true\``,
          ]),
    ];
    yield {
      location: '',
      message: hasRightKey
        ? `The lock table ${table.name} lacks ${lacks.join(', ')}.`
        : `The key of the lock table ${table.name} is ${keys.join(', ')}, not ${key}: Terraform can't lock with it.`,
      evidence: { table: table.name, lacks, keys: [...keys] },
      ...(hasRightKey ? {} : { severity: 'high' as const }),
      ...(hasRightKey && commands.length > 0 ? { remediation: `${commands.join(' and ')}.` } : {}),
    };
  },
});
