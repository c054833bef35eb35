import * as z from 'zod';
import { defineCheck } from '../facts.ts';

export const mfaDeleteOff = defineCheck({
  id: 'backup/mfa-delete-off',
  since: '0.1',
  title: 'Versions can be deleted without a second factor',
  severity: 'info',
  remediation:
    'MFA delete can only be turned on by the root user, and not beside lifecycle rules: Object Lock does the same with less trouble.',
  needs: ['place', 'versioning', 'objectLock'],
  options: z.object({}),
  *evaluate({ place, versioning, objectLock }) {
    if (place === null || versioning === null || versioning.mfaDelete || versioning.status === 'off') return;
    // Object Lock protects more.
    if (objectLock === true) return;
    yield {
      location: '',
      message: `MFA delete of ${place.bucket} is off.`,
      evidence: { bucket: place.bucket },
    };
  },
});
