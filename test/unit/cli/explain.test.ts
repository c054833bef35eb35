import { expect, test } from 'vitest';
import { UnknownNameError } from '../../../src/cli/errors.ts';
import { explain } from '../../../src/cli/main.ts';
import { SourceError } from '../../../src/sources/errors.ts';

test('an error of usage says what to do, without a stack', () => {
  expect(explain(new UnknownNameError('scanner', 'lock', ['locks']), true)).toBe(
    'error: there is no scanner lock. Did you mean locks? There are locks',
  );
});

test('a source that can not be opened says what to do as well', () => {
  const error = new SourceError({
    location: 's3://acme-tfstate',
    failure: 'denied',
    detail: 'access denied',
    action: 'Allow s3:ListBucket.',
  });
  expect(explain(error, false)).toBe('error: s3://acme-tfstate: access denied. Allow s3:ListBucket.');
});

test('a defect is called one, and quotes nothing of what was scanned unless asked to', () => {
  const defect = new TypeError('cannot read "a value of a state"');

  const told = explain(defect, false);
  expect(told).toContain('unexpected TypeError. This is a defect of Statewarden');
  expect(told).toContain('STATEWARDEN_DEBUG=1');
  expect(told).not.toContain('a value of a state');
  expect(told).not.toMatch(/^\s+at /m);

  expect(explain(defect, true)).toMatch(/a value of a state[\s\S]*\n\s+at /);
});
