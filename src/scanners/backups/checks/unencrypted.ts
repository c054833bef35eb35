import * as z from 'zod';
import { defineCheck } from '../facts.ts';

export const unencrypted = defineCheck({
  id: 'backup/unencrypted',
  since: '0.1',
  title: 'States are not encrypted as they should be',
  severity: 'medium',
  remediation:
    'Set the default encryption of the bucket; objects that are there are encrypted anew only when they are written again.',
  needs: ['place', 'encryption'],
  options: z.object({
    requiredKey: z
      .string()
      .prefault('')
      .describe(
        'Key that has to encrypt new states, as the bucket names it (ARN, id or alias); `kms` for any key of KMS.',
      ),
  }),
  *evaluate({ place, encryption }, { options }) {
    if (place === null || encryption === null) return;
    const { algorithm, key } = encryption;
    const isKms = algorithm?.startsWith('aws:kms') === true;
    const isRight =
      options.requiredKey === ''
        ? algorithm !== null
        : isKms && (options.requiredKey === 'kms' || key === options.requiredKey);
    if (isRight) return;
    yield {
      location: '',
      message:
        algorithm === null
          ? `${place.bucket} has no default encryption.`
          : `${place.bucket} encrypts with ${key === null ? (isKms ? 'the key of AWS' : "S3's own key") : 'another key'}, not with the one that is required.`,
      evidence: { bucket: place.bucket, algorithm, key },
    };
  },
});
