import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeS3Client } from '../../../src/aws/clients.ts';
import { sourceErrorFrom } from '../../../src/aws/errors.ts';
import { openSource } from '../../../src/sources/open-source.ts';
import { type S3Server, startS3 } from '../../support/s3-server.ts';
import { listingOf } from '../../support/source-beds.ts';

let server: S3Server;

beforeEach(async () => {
  server = await startS3();
  // Nothing of the machine that runs the tests, its instance role least of all.
  const nowhere = {
    AWS_CONFIG_FILE: '/nowhere',
    AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const own = { AWS_ACCESS_KEY_ID: 'own', AWS_SECRET_ACCESS_KEY: 'fake', AWS_REGION: 'eu-west-1' };
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries({ ...nowhere, ...own })) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

test.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3'])('%s is honoured, with the bucket in the path', async (name) => {
  vi.stubEnv(name, server.endpoint.replace('127.0.0.1', 'localhost'));
  server.put('a.tfstate', '{}');
  const source = openSource({ name: 'main', bucket: server.bucket, prefix: '' }, process.env);
  expect((await listingOf(source)).objects).toMatchObject([{ key: 'a.tfstate' }]);
  expect(server.requests[0]?.headers.authorization).toContain('/eu-west-1/s3/');
});

test('the role of a source is assumed, with its external id, in its region', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL', server.endpoint);
  server.put('a.tfstate', '{}');
  const roleArn = 'arn:aws:iam::123456789012:role/reader';
  const settings = {
    name: 'main',
    bucket: server.bucket,
    prefix: '',
    region: 'us-west-2',
    roleArn,
    externalId: 'acme',
  };
  expect((await listingOf(openSource(settings, process.env))).objects).toHaveLength(1);
  const [assume, list] = server.requests;
  expect(Object.fromEntries(new URLSearchParams(assume?.body))).toMatchObject({
    RoleArn: roleArn,
    ExternalId: 'acme',
    RoleSessionName: 'statewarden',
  });
  expect(list?.headers.authorization).toMatch(/Credential=assumed\/\d+\/us-west-2\/s3\//);
});

test('a role that may not be assumed is told with the permission', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL', server.endpoint);
  const message = 'User: x is not authorized to perform: sts:AssumeRole on resource: y';
  server.fault = ({ operation }) =>
    operation === 'AssumeRole' ? { status: 403, code: 'AccessDenied', message } : null;
  const roleArn = 'arn:aws:iam::123456789012:role/reader';
  const source = openSource({ name: 'main', bucket: server.bucket, prefix: '', roleArn }, process.env);
  expect((await listingOf(source)).failure).toMatchObject({ failure: 'denied', permission: 'sts:AssumeRole' });
});

test('a service that is busy is asked again', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL', server.endpoint);
  let refused = 0;
  server.fault = () => (refused++ < 1 ? { status: 503, code: 'SlowDown' } : null);
  const client = makeS3Client({}, process.env);
  await client.send(new ListObjectsV2Command({ Bucket: server.bucket }));
  expect(server.requests).toHaveLength(2);
  expect(await client.config.retryMode).toBe('adaptive');
  client.destroy();
});

test.each([
  ['no region', 'AWS_REGION', { failure: 'invalid', message: expect.stringContaining('no AWS region is set') }],
  ['no credentials', 'AWS_ACCESS_KEY_ID', { failure: 'denied', message: expect.stringContaining('credentials') }],
])('%s: told with what to do', async (_, missing, expected) => {
  vi.stubEnv('AWS_ENDPOINT_URL', server.endpoint);
  vi.stubEnv(missing, undefined);
  const source = openSource({ name: 'main', bucket: server.bucket, prefix: '' }, process.env);
  expect((await listingOf(source)).failure).toMatchObject(expected);
});

test('without an endpoint of its own, buckets are hosts', async () => {
  expect(makeS3Client({ region: 'us-east-1' }, {}).config.forcePathStyle).toBe(false);
  const ignored = { AWS_ENDPOINT_URL: server.endpoint, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' };
  expect(makeS3Client({ region: 'us-east-1' }, ignored).config.forcePathStyle).toBe(false);
});

test('a defect is not taken for an answer of AWS', () => {
  const defect = new TypeError('x is not a function');
  expect(sourceErrorFrom(defect, { location: 's3://b/k', permission: 's3:GetObject' })).toBe(defect);
});
