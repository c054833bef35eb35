import { describe, expect, it } from 'vitest';
import { damagedScanError, factOf, scanErrorFrom } from '../../../src/scanners/source-scan-error.ts';
import { SourceError, type SourceFailure } from '../../../src/sources/errors.ts';
import { StateDamagedError } from '../../../src/state/errors.ts';

const target = { source: 'main', id: 'net/terraform.tfstate' };

describe('scanErrorFrom', () => {
  it('says what a source could not do, where, and what to do about it', () => {
    const error = new SourceError({
      location: 's3://bucket/net/terraform.tfstate',
      failure: 'denied',
      detail: 'access denied',
      permission: 's3:GetObjectVersion',
      action: 'Grant it.',
    });
    expect(scanErrorFrom(error, target)).toEqual({
      code: 'denied',
      source: 'main',
      stateKey: 'net/terraform.tfstate',
      message: 's3://bucket/net/terraform.tfstate: access denied',
      action: 'Grant it.',
      permission: 's3:GetObjectVersion',
    });
  });

  it.each<SourceFailure>(['gone', 'not-found', 'unavailable', 'throttled', 'archived', 'too-large', 'invalid'])(
    'keeps the failure %s, and names no permission where none is missing',
    (failure) => {
      const error = new SourceError({ location: 'here', failure, detail: 'it failed', action: 'Wait.' });
      const scanError = scanErrorFrom(error, target);
      expect(scanError.code).toBe(failure);
      expect(scanError).not.toHaveProperty('permission');
    },
  );

  it('keeps where the bytes are damaged', () => {
    const damage = { reason: 'truncated', detail: 'it ends too early', offset: 12 } as const;
    expect(scanErrorFrom(new StateDamagedError(damage), target)).toEqual(damagedScanError(damage, target));
    expect(damagedScanError(damage, target)).toMatchObject({
      code: 'damaged',
      damage,
      message: 'net/terraform.tfstate: it ends too early at byte 12',
    });
  });

  it.each([
    ['an abort', AbortSignal.abort().reason],
    ['a time limit', new DOMException('too late', 'TimeoutError')],
  ])('calls %s a timeout', (_name, error) => {
    expect(scanErrorFrom(error, target).code).toBe('timeout');
  });

  it.each([
    ['an error whose message quotes the document', new SyntaxError('Unexpected token in "hunter2-not-real"')],
    ['a thrown string', 'hunter2-not-real'],
  ])('never repeats the text of %s', (_name, error) => {
    const scanError = scanErrorFrom(error, target);
    expect(scanError.code).toBe('internal');
    expect(JSON.stringify(scanError)).not.toContain('hunter2');
  });
});

describe('factOf', () => {
  it('is the value that was read', async () => {
    expect(await factOf(target, async () => 7)).toEqual({ value: 7 });
  });

  it('is unreadable when the read fails, even at once', async () => {
    const fact = await factOf(target, () => {
      throw new TypeError('broken');
    });
    expect(fact).toMatchObject({ unreadable: { code: 'internal', stateKey: 'net/terraform.tfstate' } });
  });
});
