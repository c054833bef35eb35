import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ScanMessageError, scanRequestsOf } from '../../../src/pipeline/scan-request.ts';
import { anyKey } from '../../support/any-key.ts';
import { objectEvent } from '../../support/scan-events.ts';

const sources = [
  { name: 'all', bucket: 'acme-tfstate', prefix: '' },
  { name: 'prod', bucket: 'acme-tfstate', prefix: 'prod/' },
];
const event: unknown = JSON.parse(objectEvent('prod/net.tfstate'));

/** Any text, any JSON, and messages in which one member was replaced. */
const anyBody = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc
    .tuple(fc.constantFrom('source', 'key', 'detail', 'detail-type', '__proto__'), fc.jsonValue())
    .map(([name, value]) =>
      JSON.stringify({ ...(typeof event === 'object' ? event : {}), ...Object.fromEntries([[name, value]]) }),
    ),
);

it('takes any text for a message or refuses it, always in the same words', () => {
  const { message } = new ScanMessageError();
  fc.assert(
    fc.property(anyBody, (body) => {
      try {
        for (const { source } of scanRequestsOf(body, sources)) expect(['all', 'prod']).toContain(source);
      } catch (error) {
        expect(error).toBeInstanceOf(ScanMessageError);
        expect(error).toHaveProperty('message', message);
      }
    }),
    { numRuns: 1000 },
  );
});

it('leads from a request and from an event to the same state, whatever its key, and from its lock too', () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      fc.pre(!key.endsWith('.tflock'));
      const request = { source: 'all', key };
      expect(scanRequestsOf(JSON.stringify(request), sources)).toEqual([request]);
      const requests = scanRequestsOf(objectEvent(key), sources);
      expect(requests).toContainEqual(request);
      expect(requests).toHaveLength(key.startsWith('prod/') ? 2 : 1);
      expect(scanRequestsOf(objectEvent(`${key}.tflock`), sources)).toEqual(requests);
    }),
  );
});
