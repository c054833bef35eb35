import { describe, expect, test } from 'vitest';
import { proposeSource } from '../../../src/discovery/propose-sources.ts';
import { foundBucket } from '../../support/found-bucket.ts';

const keyArn = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const keys = (stateKeys: string[], otherKeys: number, complete = true) => ({
  stateKeys,
  otherKeys,
  complete,
  listRequests: 1,
});

test('a bucket of states is a source as a whole', () => {
  expect(proposeSource(foundBucket())).toEqual({ bucket: 'acme-tfstate', region: 'us-east-1', notes: [] });
});

describe('the prefix', () => {
  test('is the one folder of states among many other things', () => {
    expect(proposeSource(foundBucket({ keys: keys(['tf/a.tfstate', 'tf/b/c.tfstate'], 900) }))).toMatchObject({
      prefix: 'tf/',
    });
    expect(proposeSource(foundBucket({ keys: keys(['tf/a.tfstate'], 0, false) }))).toMatchObject({ prefix: 'tf/' });
  });

  test.each([[['tf/a.tfstate', 'live/b.tfstate']], [['a.tfstate']], [['env:/prod/a.tfstate']]])(
    'is not guessed from %j',
    (stateKeys) => {
      const source = proposeSource(foundBucket({ keys: keys(stateKeys, 900, false) }));
      expect(source).not.toHaveProperty('prefix');
      expect(source?.notes).toEqual([expect.stringContaining('prefix')]);
    },
  );

  test('is the one that was named', () => {
    const found = foundBucket({ named: true, prefix: 'live', keys: keys(['live/a.tfstate'], 900) });
    expect(proposeSource(found)).toMatchObject({ prefix: 'live' });
  });
});

describe('the lock table', () => {
  test('is the only one that holds a digest of the bucket', () => {
    const found = foundBucket({ lockTables: ['terraform-locks'], otherLockTables: ['others'] });
    expect(proposeSource(found)).toMatchObject({ lockTable: 'terraform-locks', notes: [] });
  });

  test.each([
    [{ lockTables: ['a', 'b'] }, 'a, b'],
    [{ otherLockTables: ['a'] }, 'No entry of it was seen in a'],
  ])('is left to a person: %j', (tables, note) => {
    const source = proposeSource(foundBucket(tables));
    expect(source).not.toHaveProperty('lockTable');
    expect(source?.notes).toEqual([expect.stringContaining(note)]);
  });
});

describe('the key', () => {
  const encryptedBy = (kind: 'customer-key' | 'aws-key' | 's3', key: string | null) => ({
    encryption: { value: { kind, key } },
  });

  test('is the customer-managed one of the bucket', () => {
    expect(proposeSource(foundBucket({ settings: encryptedBy('customer-key', keyArn) }))).toMatchObject({
      kmsKeyArn: keyArn,
    });
  });

  test('is the one a state is really encrypted with', () => {
    const found = foundBucket({ stateKeyArn: keyArn, settings: encryptedBy('s3', null) });
    expect(proposeSource(found)).toMatchObject({ kmsKeyArn: keyArn });
    const alias = foundBucket({ stateKeyArn: keyArn, settings: encryptedBy('customer-key', 'alias/states') });
    expect(proposeSource(alias)).toMatchObject({ kmsKeyArn: keyArn, notes: [] });
  });

  test("is not AWS's own, which needs no grant", () => {
    const found = foundBucket({ stateKeyArn: keyArn, settings: encryptedBy('aws-key', null) });
    expect(proposeSource(found)).not.toHaveProperty('kmsKeyArn');
  });

  test('is asked for where only its alias is known', () => {
    const source = proposeSource(foundBucket({ settings: encryptedBy('customer-key', 'alias/states') }));
    expect(source).not.toHaveProperty('kmsKeyArn');
    expect(source?.notes).toEqual([expect.stringContaining('kmsKeyArn')]);
  });
});

test('a bucket with a name that is not allowed any more makes no source', () => {
  expect(proposeSource(foundBucket({ bucket: 'Old_Bucket' }))).toBeNull();
});
