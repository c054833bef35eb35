import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSource, parseLocation } from '../../../src/sources/open-source.ts';

const workingFolder = resolve('/home/me/infra');

describe('parseLocation', () => {
  test.each([
    ['./states/', 'states', 'states'],
    ['states', 'states', 'states'],
    ['.', '.', '.'],
    ['states/prod/../a.tfstate', 'states/a.tfstate', 'states/a.tfstate'],
    ['..', '..', '..'],
    ['/home/me/infra/states', 'states', 'states'],
    ['s3', 's3', 's3'],
  ])('%s is a path, named as seen from where the command was started', (text, name, below) => {
    expect(parseLocation(text, workingFolder)).toEqual({ name, folder: resolve(workingFolder, below) });
  });

  test.each([
    ['s3://acme-tfstate', { name: 's3://acme-tfstate', bucket: 'acme-tfstate', prefix: '' }],
    ['s3://acme-tfstate/', { name: 's3://acme-tfstate', bucket: 'acme-tfstate', prefix: '' }],
    ['s3://acme.tf/prod/', { name: 's3://acme.tf/prod/', bucket: 'acme.tf', prefix: 'prod/' }],
    ['s3://acme/env:/a b', { name: 's3://acme/env:/a b', bucket: 'acme', prefix: 'env:/a b' }],
  ])('%s is a bucket', (text, expected) => {
    expect(parseLocation(text, workingFolder)).toEqual(expected);
  });

  test.each(['s3://', 's3:///prod', 's3:/acme/prod', 's3://Acme_TF', 's3://arn:aws:s3:::acme', 'S3://acme'])(
    '%s is refused, with what to write instead',
    (text) => {
      expect(() => parseLocation(text, workingFolder)).toThrow(
        expect.objectContaining({ name: 'SourceError', failure: 'invalid', action: expect.stringContaining('s3://') }),
      );
    },
  );
});

test('a source is opened as it was configured', () => {
  const folder = openSource({ name: 'mine', folder: workingFolder }, {});
  expect(folder).toMatchObject({ name: 'mine', kind: 'folder', location: workingFolder });
  const settings = { name: 'ours', bucket: 'acme', prefix: 'prod/', region: 'us-east-1', lockTable: 'locks' };
  expect(openSource(settings, {})).toMatchObject({ name: 'ours', kind: 's3', location: 's3://acme/prod/' });
});
