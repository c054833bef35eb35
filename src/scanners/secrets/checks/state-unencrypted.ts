import * as z from 'zod';
import { shellWord } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';
import { opens } from '../severity.ts';

export const stateUnencrypted = defineCheck({
  id: 'secret/state-unencrypted',
  since: '0.1',
  title: 'State with secrets is not encrypted with a KMS key',
  severity: 'medium',
  remediation:
    'Set the default encryption of the bucket to a KMS key, then write the state anew: objects that are there stay as they are.',
  needs: ['candidates', 'encryption'],
  options: z.object({}),
  *evaluate({ candidates, encryption }, { environment, now }) {
    if (encryption === null || encryption.algorithm?.startsWith('aws:kms') === true) return;
    const { bucket, algorithm } = encryption;
    const telling = candidates.filter((candidate) => opens(candidate, now) !== 'little');
    if (telling.length === 0) return;
    const secrets = telling.length === 1 ? 'A secret stands' : `${telling.length} secrets stand`;
    yield {
      location: '',
      message: `${secrets} in this state, and ${bucket} ${algorithm === null ? 'has no default encryption' : "encrypts with S3's own key"}: whoever may read the bucket reads ${telling.length === 1 ? 'it' : 'them'}.`,
      evidence: { bucket, algorithm, secrets: telling.length },
      severity: environment.criticality === 'production' ? 'medium' : 'low',
      remediation: `Make a KMS key that only those may use who apply, then \`aws s3api put-bucket-encryption --bucket ${shellWord(bucket)} --server-side-encryption-configuration '${rule}'\` with its ARN in place of KEY-ARN. Objects that are there stay as they are: the next apply that changes the state encrypts it.`,
    };
  },
});

const rule = JSON.stringify({
  Rules: [
    {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'KEY-ARN' },
      BucketKeyEnabled: true,
    },
  ],
});
