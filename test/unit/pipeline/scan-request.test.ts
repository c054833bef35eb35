import { describe, expect, it } from 'vitest';
import { ScanMessageError, scanRequestsOf } from '../../../src/pipeline/scan-request.ts';
import { objectEvent } from '../../support/scan-events.ts';

const sources = [
  { name: 'all', bucket: 'acme-tfstate', prefix: '' },
  { name: 'prod', bucket: 'acme-tfstate', prefix: 'prod/' },
  { name: 'other', bucket: 'other-tfstate', prefix: '' },
  { name: 'laptop', folder: '/srv/states' },
];
const both = (key: string) => [
  { source: 'all', key },
  { source: 'prod', key },
];

describe('a scan request', () => {
  it('leads to its state', () => {
    const request = { source: 'prod', key: 'prod/net.tfstate' };
    expect(scanRequestsOf(JSON.stringify(request), sources)).toEqual([request]);
  });

  it('about a source that was taken out leads nowhere', () => {
    expect(scanRequestsOf(JSON.stringify({ source: 'sold', key: 'a.tfstate' }), sources)).toEqual([]);
  });
});

describe('an event of S3', () => {
  it.each(['Object Created', 'Object Deleted'])('"%s" leads to its state in every source that holds it', (type) => {
    expect(scanRequestsOf(objectEvent('prod/net.tfstate', { type }), sources)).toEqual(both('prod/net.tfstate'));
    expect(scanRequestsOf(objectEvent('dev/net.tfstate', { type }), sources)).toEqual([
      { source: 'all', key: 'dev/net.tfstate' },
    ]);
  });

  it('leads to the state also where it was written in several parts, as Terraform does above 5 MiB', () => {
    const body = objectEvent('prod/net.tfstate', { reason: 'CompleteMultipartUpload' });
    expect(scanRequestsOf(body, sources)).toEqual(both('prod/net.tfstate'));
  });

  it('of a lock leads to the state that it locks', () => {
    expect(scanRequestsOf(objectEvent('prod/net.tfstate.tflock'), sources)).toEqual(both('prod/net.tfstate'));
  });

  it('takes the key as it stands there: nothing in it is decoded', () => {
    const key = 'env:/prod/café+1%2F 東京.tfstate';
    expect(scanRequestsOf(objectEvent(key), sources)).toEqual([{ source: 'all', key }]);
  });

  it('of an object in no source leads nowhere', () => {
    expect(scanRequestsOf(objectEvent('a.tfstate', { bucket: 'logs' }), sources)).toEqual([]);
    expect(scanRequestsOf(objectEvent('dev/net.tfstate'), sources.slice(1))).toEqual([]);
    expect(scanRequestsOf(objectEvent('a.tfstate', { bucket: '/srv/states' }), sources)).toEqual([]);
  });
});

const canary = 'canary-in-the-message';

it.each([
  ['text', canary],
  ['broken JSON', `{"source":"${canary}"`],
  ['nothing', ''],
  ['null', 'null'],
  ['a list', `["${canary}"]`],
  ['a request with something beside it', JSON.stringify({ source: 'all', key: 'a', [canary]: canary })],
  ['a request without a key', JSON.stringify({ source: canary })],
  ['a request whose key is a number', JSON.stringify({ source: canary, key: 1 })],
  ['an event of another kind', objectEvent(canary, { type: 'Object Restore Completed' })],
  ['an event of another service', objectEvent(canary, { service: 'aws.ec2' })],
  ['an event without an object', JSON.stringify({ source: 'aws.s3', 'detail-type': 'Object Created', detail: {} })],
])('%s is refused in words that quote nothing of it', (_, body) => {
  const refused = errorOf(() => scanRequestsOf(body, sources));
  expect(refused).toBeInstanceOf(ScanMessageError);
  expect(refused).toHaveProperty('message', expect.stringContaining('Find out who sends to the queue'));
  expect(`${refused} ${JSON.stringify(refused)} ${refused.cause}`).not.toContain(canary);
});

function errorOf(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
