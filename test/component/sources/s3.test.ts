import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { s3Source } from '../../../src/sources/s3/s3-source.ts';
import type { Source } from '../../../src/sources/source.ts';
import { type S3Server, startS3 } from '../../support/s3-server.ts';
import { listingOf, textOf } from '../../support/source-beds.ts';

const { signal } = new AbortController();
const key = 'net/terraform.tfstate';
let server: S3Server;
let source: Source;

beforeEach(async () => {
  server = await startS3();
  source = open();
});
afterEach(() => server.close());

function open(settings: { prefix?: string; bucket?: string; include?: readonly string[] } = {}): Source {
  return s3Source({ name: 'main', bucket: server.bucket, prefix: '', client: server.client(), ...settings });
}

async function current(of = source) {
  const found = await of.find(key, signal);
  if (!found?.current) throw new Error('not listed');
  return found.current;
}

function asked(operation: string) {
  return server.requests.filter((request) => request.operation === operation);
}

describe('the listing', () => {
  test('goes over pages, with locks on other pages than their states', async () => {
    server.pageSize = 2;
    for (let number = 0; number < 5; number++) server.put(`${number}/app`, '{}');
    for (const each of ['app', 'app-1', 'app-2', 'app-3', 'app.tflock']) server.put(`z/${each}`, '{}');
    const { objects, failure } = await listingOf(open({ include: ['*/?*'] }));
    expect(failure).toBeNull();
    expect(objects.map((object) => object.key)).toEqual([
      ...['0/app', '1/app', '2/app', '3/app', '4/app', 'z/app'],
      ...['z/app-1', 'z/app-2', 'z/app-3'],
    ]);
    expect(objects.filter(({ lock }) => lock !== null).map((object) => object.key)).toEqual(['z/app']);
    expect(asked('ListObjectsV2')).toHaveLength(5);
  });

  test('is one of keys that begin with the prefix', async () => {
    for (const each of ['prod/a.tfstate', 'production/a.tfstate', 'dev/a.tfstate']) server.put(each, '{}');
    const keys = async (prefix: string) => (await listingOf(open({ prefix }))).objects.map((object) => object.key);
    expect(await keys('prod/')).toEqual(['prod/a.tfstate']);
    expect(await keys('prod')).toEqual(['prod/a.tfstate', 'production/a.tfstate']);
    expect(open({ prefix: 'prod/' }).location).toBe('s3://acme-tfstate/prod/');
    expect(await open({ prefix: 'prod/' }).find('dev/a.tfstate', signal)).toBeNull();
  });

  test('that breaks off half-way has shown what came before, and throws', async () => {
    server.pageSize = 1;
    server.put('a.tfstate', '{}');
    server.put('b.tfstate', '{}');
    server.fault = ({ query }) => (query.has('continuation-token') ? { status: 403, code: 'AccessDenied' } : null);
    const { objects, failure } = await listingOf(source);
    expect(objects.length).toBeLessThan(2);
    expect(failure).toMatchObject({ failure: 'denied', permission: 's3:ListBucket' });
  });

  test('shows no deleted state, and no lock that was released', async () => {
    server.put(key, '{}');
    server.put(`${key}.tflock`, '{}');
    server.remove(key);
    server.remove(`${key}.tflock`);
    expect((await listingOf(source)).objects).toEqual([]);
  });
});

describe('versions', () => {
  test('go over pages by both markers, delete markers among them', async () => {
    server.pageSize = 2;
    server.put(key, '1');
    server.put(key, '2');
    server.remove(key);
    server.put(key, '3');
    for (const other of ['-1', '-2', '-3', '-4', '.tflock']) server.put(`${key}${other}`, 'other');
    const versions = await source.versions(key, 10, signal);
    expect(versions.map(({ deleted, bytes }) => (deleted ? 'deleted' : bytes))).toEqual([1, 'deleted', 1, 1]);
    expect(new Set(versions.map(({ versionId }) => versionId)).size).toBe(4);
    const [, request, , ...needless] = asked('ListObjectVersions');
    const second = request?.query;
    expect(needless).toEqual([]);
    expect([second?.get('key-marker'), second?.get('version-id-marker')]).toEqual([key, versions[1]?.s3VersionId]);
  });

  test('keep the id they were listed under once they are earlier ones', async () => {
    server.put(key, '1');
    const { versionId } = await current();
    server.put(key, '2');
    server.put(key, '1');
    const versions = await source.versions(key, 10, signal);
    expect(versions[2]?.versionId).toBe(versionId);
    expect(versions[0]?.versionId).not.toBe(versionId);
  });

  test('end with the limit, without listing the rest', async () => {
    server.pageSize = 3;
    for (let number = 0; number < 10; number++) server.put(key, `${number}`);
    expect(await source.versions(key, 2, signal)).toHaveLength(2);
    expect(asked('ListObjectVersions')).toHaveLength(1);
  });

  test('of a deleted state begin with the marker', async () => {
    server.put(key, '1');
    server.remove(key);
    expect(await source.versions(key, 10, signal)).toMatchObject([{ deleted: true }, { deleted: false }]);
  });
});

describe('reading', () => {
  test('is of exactly the version: by its id, the current one by its content', async () => {
    server.put(key, '1');
    server.put(key, '2');
    const [, earlier] = await source.versions(key, 10, signal);
    if (earlier === undefined) throw new Error('no earlier version');
    await textOf((await source.open(earlier, signal)).chunks);
    const now = await current();
    await textOf((await source.open(now, signal)).chunks);
    const [byId, byContent] = asked('GetObject');
    expect(byId?.query.get('versionId')).toBe(earlier.s3VersionId);
    expect(byContent?.headers['if-match']).toBe(`"${now.etag}"`);
  });

  test('is done under any key', async () => {
    for (const odd of ['a b+c%25&<é>?.tfstate', 'a//b.tfstate', 'env:/dev/ünï.tfstate']) {
      server.put(odd, odd);
      const found = await source.find(odd, signal);
      if (!found?.current) throw new Error('not listed');
      expect(await textOf((await source.open(found.current, signal)).chunks)).toBe(odd);
    }
  });

  test('fails when the answer breaks off', async () => {
    server.put(key, 'x'.repeat(100_000));
    const listed = await current();
    server.fault = ({ operation }) => (operation === 'GetObject' ? 'cut' : null);
    const { chunks } = await source.open(listed, signal);
    await expect(textOf(chunks)).rejects.toMatchObject({ name: 'SourceError', failure: 'unavailable' });
  });
});

describe('what goes wrong is told with what to do', () => {
  const kms = 'User: arn:aws:sts::123456789012:assumed-role/x is not authorized to perform: kms:Decrypt on the key';
  test.each([
    ['AccessDenied', 403, 'refused', 'denied', 's3:GetObject'],
    ['AccessDenied', 403, kms, 'denied', 'kms:Decrypt'],
    ['KMS.DisabledException', 400, 'disabled', 'denied', 'kms:Decrypt'],
    ['InvalidObjectState', 403, 'archived', 'archived', null],
    ['NoSuchKey', 404, 'none', 'gone', null],
    ['PreconditionFailed', 412, 'other', 'gone', null],
    ['SlowDown', 503, 'slow', 'throttled', null],
    ['InternalError', 500, 'oops', 'unavailable', null],
    ['ExpiredToken', 400, 'expired', 'denied', null],
    ['InvalidRequest', 400, 'The object was stored using a form of Server Side Encryption.', 'invalid', null],
  ])('%s (%i): %s', async (code, status, message, failure, permission) => {
    server.put(key, '{}');
    const listed = await current();
    server.fault = ({ operation }) => (operation === 'GetObject' ? { status, code, message } : null);
    const error = await source.open(listed, signal).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'SourceError', failure, permission, location: `s3://acme-tfstate/${key}` });
    expect(error).toHaveProperty('action', expect.stringMatching(/\.$/));
    expect(String(error)).not.toContain('arn:');
  });

  test('the permission that is missing is the one of the call', async () => {
    server.put(key, '1');
    server.put(key, '2');
    const [, earlier] = await source.versions(key, 10, signal);
    server.fault = () => ({ status: 403, code: 'AccessDenied' });
    if (earlier === undefined) throw new Error('no earlier version');
    await expect(source.open(earlier, signal)).rejects.toMatchObject({ permission: 's3:GetObjectVersion' });
    await expect(source.versions(key, 9, signal)).rejects.toMatchObject({ permission: 's3:ListBucketVersions' });
    await expect(source.find(key, signal)).rejects.toMatchObject({ permission: 's3:ListBucket' });
  });

  test('no such bucket, and nobody there', async () => {
    const { failure } = await listingOf(open({ bucket: 'other-bucket' }));
    expect(failure).toMatchObject({ failure: 'not-found', location: 's3://other-bucket/' });
    await server.close();
    expect((await listingOf(source)).failure).toMatchObject({ failure: 'unavailable' });
    server = await startS3();
  });

  test('an abort is no error of S3', async () => {
    server.put(key, '{}');
    await expect(source.find(key, AbortSignal.abort(new Error('told to stop')))).rejects.toThrow('told to stop');
  });
});
