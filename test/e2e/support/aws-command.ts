import { parseArgs } from 'node:util';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { clientsOf } from './clients.ts';

// As much of the command `aws` as remediations use, for machines without it: node aws-command.ts s3api delete-object --bucket ...

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { bucket: { type: 'string' }, key: { type: 'string' }, 'version-id': { type: 'string' } },
});
if (positionals.join(' ') !== 's3api delete-object') throw new Error(`aws ${positionals.join(' ')} is not known here`);
const { bucket, key, 'version-id': versionId } = values;
if (bucket === undefined || key === undefined || versionId === undefined) throw new Error('an option is missing');
const { s3 } = clientsOf(process.env.AWS_ENDPOINT_URL ?? '');
await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
