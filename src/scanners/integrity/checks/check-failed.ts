import * as z from 'zod';
import { plainText } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';

const listedObjects = 10;

export const checkFailed = defineCheck({
  id: 'state/check-failed',
  since: '0.1',
  title: 'A Terraform check failed in the last run',
  severity: 'medium',
  remediation:
    'Run `terraform plan`: it evaluates the check again and prints its message, which is not repeated here because it may quote secrets. Repair what it names, or the check.',
  needs: ['contents'],
  options: z.object({}),
  *evaluate({ contents }) {
    for (const { configAddress, objectKind, status, objects, pointer } of contents?.failedChecks ?? []) {
      const failed = objects.filter((object) => object.status === 'fail' || object.status === 'error');
      const outcome = status === 'error' ? 'could not be evaluated' : 'failed';
      yield {
        location: configAddress,
        message: `The conditions of ${configAddress} ${outcome} in the last run.`,
        evidence: {
          objectKind: plainText(objectKind),
          status,
          failedObjects: failed.slice(0, listedObjects).map((object) => object.address),
        },
        ...(objectKind === 'resource' ? { address: configAddress } : {}),
        pointer,
      };
    }
  },
});
