import { ListObjectsV2Command, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { sourceErrorFrom } from '../../../src/aws/errors.ts';

const call = { location: 's3://states/prod/', permission: 's3:ListBucket' };

/** What a real client throws when S3 answers like this. */
async function thrownBy(name: string, httpStatusCode: number, message = ''): Promise<unknown> {
  const client = new S3Client({ region: 'eu-west-1' });
  mockClient(client)
    .on(ListObjectsV2Command)
    .rejects(new S3ServiceException({ name, $fault: 'client', message, $metadata: { httpStatusCode } }));
  return client.send(new ListObjectsV2Command({ Bucket: 'states' })).catch((error: unknown) => error);
}

test.each([
  ['AccessDenied', 403, 'denied'],
  ['NoSuchBucket', 404, 'not-found'],
  ['NoSuchKey', 404, 'gone'],
  ['PreconditionFailed', 412, 'gone'],
  ['InvalidObjectState', 403, 'archived'],
  ['SlowDown', 503, 'throttled'],
])('%s (%i) is told as %s, with what to do', async (name, status, failure) => {
  const error = sourceErrorFrom(await thrownBy(name, status), call);
  expect(error).toMatchObject({ name: 'SourceError', failure });
  expect(error).toHaveProperty('action', expect.stringMatching(/\w/));
});

test('the missing permission is named', async () => {
  const error = sourceErrorFrom(await thrownBy('AccessDenied', 403), call);
  expect(error).toMatchObject({ permission: 's3:ListBucket' });
});
