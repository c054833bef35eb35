import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLockInfo } from '../../../../src/scanners/locks/lock-info.ts';

/** As Terraform writes it into a `.tflock` object. */
const written = {
  ID: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
  Operation: 'OperationTypeApply',
  Info: 'free text',
  Who: 'runner@ci-7',
  Version: '1.11.4',
  Created: '2026-11-20T21:04:43.462473923Z',
  Path: 'tf-state/app/terraform.tfstate',
};

describe('parseLockInfo', () => {
  it('reads what Terraform writes, without the free text', () => {
    expect(parseLockInfo(JSON.stringify(written))).toEqual({
      info: {
        id: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
        operation: 'OperationTypeApply',
        who: 'runner@ci-7',
        version: '1.11.4',
        created: '2026-11-20T21:04:43.462473923Z',
        deliberate: false,
      },
    });
  });

  it.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    [JSON.stringify(written).slice(0, 90), 'not-json'],
    ['locked by ada', 'not-json'],
    ['[]', 'not-lock-info'],
    ['null', 'not-lock-info'],
    ['{"ID":""}', 'not-lock-info'],
    ['{"ID":7}', 'not-lock-info'],
    ['{"Who":"ada@laptop"}', 'not-lock-info'],
  ])('says why %j tells nothing: %s', (text, problem) => {
    expect(parseLockInfo(text)).toEqual({ problem });
  });

  it('leaves unknown what the writer left out or empty', () => {
    expect(parseLockInfo('{"ID":"1","Who":""}')).toEqual({
      info: { id: '1', operation: null, who: null, version: null, created: null, deliberate: false },
    });
  });

  it('knows a lock that is held on purpose by its free text', () => {
    const text = JSON.stringify({ ...written, Info: 'move to another region, statewarden:hold' });
    expect(parseLockInfo(text)).toMatchObject({ info: { deliberate: true } });
  });

  it('never crashes on any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        const parsed = parseLockInfo(text);
        expect('info' in parsed !== 'problem' in parsed).toBe(true);
      }),
    );
  });

  it('passes no control character on from any member', () => {
    const member = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(member, member, member, (ID, Operation, Who) => {
        const parsed = parseLockInfo(JSON.stringify({ ID, Operation, Who }));
        expect(JSON.stringify(parsed)).not.toMatch(/\\u00|\\n|\\r|\\t/);
      }),
    );
  });
});
