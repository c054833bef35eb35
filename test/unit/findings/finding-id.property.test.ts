import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingId } from '../../../src/findings/finding-id.ts';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '#', '"', ',', '","', '[]', 'a#b'),
);
const identity = fc.record({ checkId: text, source: text, targetId: text, location: text });

describe('the id of a finding', () => {
  it('is 32 hex characters, whatever it is made of', () => {
    fc.assert(fc.property(identity, (parts) => /^[0-9a-f]{32}$/.test(findingId(parts))));
  });

  it('tells two findings apart exactly when any part differs', () => {
    const key = (parts: Parameters<typeof findingId>[0]) => [
      parts.checkId,
      parts.source,
      parts.targetId,
      parts.location,
    ];
    fc.assert(
      fc.property(identity, identity, (one, other) => {
        const same = key(one).every((part, index) => part === key(other)[index]);
        expect(findingId(one) === findingId(other)).toBe(same);
      }),
    );
  });

  it('does not mistake text that moved from one part to the next', () => {
    fc.assert(
      fc.property(text, fc.string({ minLength: 1 }), text, (checkId, moved, targetId) => {
        const one = findingId({ checkId: checkId + moved, source: '', targetId, location: '' });
        const other = findingId({ checkId, source: moved, targetId, location: '' });
        expect(one).not.toBe(other);
      }),
    );
  });

  it('never changes from one release to the next', () => {
    const parts = {
      checkId: 'state/tainted',
      source: 'main',
      targetId: 'prod/network.tfstate',
      location: 'module.vpc["a"].aws_subnet.x[0]',
    };
    expect(findingId(parts)).toBe('8ade09ad45f50bb163175e1f94c3982d');
  });
});
