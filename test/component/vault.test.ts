import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ScanMessageError } from '../../src/pipeline/scan-request.ts';
import { s3Source } from '../../src/sources/s3/s3-source.ts';
import type { Source } from '../../src/sources/source.ts';
import { copyState } from '../../src/vault/copy-state.ts';
import { statesWithoutCopy } from '../../src/vault/sweep-vault.ts';
import { vaultRequestsOf } from '../../src/vault/vault-requests.ts';
import { never } from '../support/fake-io.ts';
import { type S3Server, startS3 } from '../support/s3-server.ts';
import { smallState } from '../support/small-state.ts';
import { textOf } from '../support/source-beds.ts';

const key = 'prod/net.tfstate';
const vaultKey = `acme-tfstate/${key}`;
let bucket: S3Server;
let server: S3Server;
let source: Source;
let copies: Source;

beforeEach(async () => {
  bucket = await startS3();
  server = await startS3();
  source = s3Source({ name: 'main', bucket: bucket.bucket, prefix: '', client: bucket.client() });
  copies = s3Source({ name: 'vault', bucket: server.bucket, prefix: '', client: server.client() });
});
afterEach(() => Promise.all([bucket.close(), server.close()]));

const vault = () => ({ client: server.client(), bucket: server.bucket });
const copy = () => copyState(source, key, vault(), never);
const write = (serial: number) => bucket.put(key, smallState({ serial }));

/** Every copy in the vault, oldest first. */
async function inVault(): Promise<readonly string[]> {
  const versions = await copies.versions(vaultKey, 100, never);
  const texts = await Promise.all(versions.map(async (version) => textOf((await copies.open(version, never)).chunks)));
  return texts.toReversed();
}

describe('the vault', () => {
  it('gets each version once, in their order, whatever was told how often', async () => {
    write(1);
    expect(await copy()).toBe(1);
    write(2);
    write(3);
    expect(await copy()).toBe(2);
    expect(await copy()).toBe(0);
    write(4);
    expect(await Promise.all([copy(), copy(), copy(), copy()])).toContain(1);
    expect(await inVault()).toEqual([1, 2, 3, 4].map((serial) => smallState({ serial })));
  });

  it('begins with what was written lately, not with the whole history', async () => {
    write(1);
    bucket.setTime('2026-11-20T12:00:00Z');
    write(2);
    write(3);
    expect(await copy()).toBe(2);
    expect(await inVault()).toEqual([2, 3].map((serial) => smallState({ serial })));
  });

  it('keeps what was deleted, and takes what comes after it', async () => {
    write(1);
    await copy();
    bucket.remove(key);
    expect(await copy()).toBe(0);
    write(2);
    expect(await copy()).toBe(1);
    expect(await inVault()).toEqual([smallState({ serial: 1 }), smallState({ serial: 2 })]);
  });

  it('goes on where the version that was copied last is gone', async () => {
    write(1);
    await copy();
    write(2);
    write(3);
    bucket.removeVersion(key, 2);
    expect(await copy()).toBe(2);
    expect(await inVault()).toHaveLength(3);
  });

  it('goes on where a worker died between two copies', async () => {
    write(1);
    await copy();
    write(2);
    write(3);
    let allowed = 1;
    server.fault = ({ operation }) =>
      operation === 'PutObject' && allowed-- <= 0 ? { status: 503, code: 'SlowDown' } : null;
    await expect(copy()).rejects.toThrow();
    server.fault = () => null;
    expect(await copy()).toBe(1);
    expect(await inVault()).toEqual([1, 2, 3].map((serial) => smallState({ serial })));
  });

  it('passes over a version that is removed while it is copied', async () => {
    write(1);
    await copy();
    write(2);
    write(3);
    bucket.fault = ({ operation, query }) => {
      if (operation !== 'GetObject' || query.get('versionId') !== 'Kq.2_FAKE') return null;
      bucket.removeVersion(key, 1);
      return { status: 404, code: 'NoSuchVersion' };
    };
    expect(await copy()).toBe(1);
    expect(await inVault()).toEqual([smallState({ serial: 1 }), smallState({ serial: 3 })]);
  });

  it('names the permission that is missing', async () => {
    write(1);
    server.fault = ({ operation }) => (operation === 'PutObject' ? { status: 403, code: 'AccessDenied' } : null);
    await expect(copy()).rejects.toThrow('s3:PutObject');
  });
});

describe('the daily look', () => {
  it('finds by listings alone what events did not tell of', async () => {
    write(1);
    bucket.put('prod/app.tfstate', smallState());
    bucket.put('prod/new.tfstate', smallState());
    bucket.setTime('2026-11-20T11:00:00Z');
    server.setTime('2026-11-20T10:30:00Z');
    await copy();
    await copyState(source, 'prod/app.tfstate', vault(), never);
    bucket.put('prod/app.tfstate', smallState({ serial: 2 }));
    bucket.requests.length = 0;
    server.requests.length = 0;
    expect(await statesWithoutCopy(source, vault(), never)).toEqual([
      { source: 'main', key: 'prod/app.tfstate' },
      { source: 'main', key: 'prod/new.tfstate' },
    ]);
    const asked = [...bucket.requests, ...server.requests].map(({ operation }) => operation);
    expect(asked).toEqual(['ListObjectsV2', 'ListObjectsV2']);
  });
});

describe('a message', () => {
  const sources = [{ name: 'main', bucket: 'acme-tfstate', prefix: 'prod/', exclude: ['**/old/**'] }];
  const event = (objectKey: string, type = 'Object Created') =>
    JSON.stringify({
      source: 'aws.s3',
      'detail-type': type,
      detail: { bucket: { name: 'acme-tfstate' }, object: { key: objectKey } },
    });

  it.each([
    ['a state that was written', event('prod/net.tfstate'), ['prod/net.tfstate']],
    ['a request of the daily look', '{"source":"main","key":"prod/net.tfstate"}', ['prod/net.tfstate']],
    ['a lock', event('prod/net.tfstate.tflock'), []],
    ['a deletion', event('prod/net.tfstate', 'Object Deleted'), []],
    ['a state that is left out', event('prod/old/net.tfstate'), []],
    ['an object that is no state', event('prod/notes.txt'), []],
    ['a state of no source', event('dev/net.tfstate'), []],
  ])('about %s', (_what, body, keys) => {
    expect(vaultRequestsOf(body, sources).map((request) => request.key)).toEqual(keys);
  });

  it('that is none is refused, to be looked at', () => {
    expect(() => vaultRequestsOf('{}', sources)).toThrow(ScanMessageError);
  });
});
