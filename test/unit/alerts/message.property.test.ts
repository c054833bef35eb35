import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Alert } from '../../../src/alerts/alert.ts';
import { alertJsonSchema } from '../../../src/alerts/alert-schema.ts';
import { bytesOf, messageOf } from '../../../src/alerts/message.ts';
import { anyFinding } from '../../support/any-finding.ts';

const anyAlert: fc.Arbitrary<Alert> = fc
  .record({
    kind: fc.constantFrom('opened', 'updated', 'resolved', 'reopened'),
    route: fc.constantFrom('page', 'ticket'),
    finding: anyFinding,
    before: fc.option(
      fc.record({ severity: fc.constantFrom('low', 'medium'), route: fc.constantFrom('none', 'ticket') }),
    ),
  })
  .map((alert) => ({ ...alert, at: alert.finding.lastSeenAt }));

const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
const isAlert = ajv.compile(alertJsonSchema());

/** Characters that XML, and therefore SQS, can't carry. Source: Amazon SQS API reference, "SendMessage". */
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

it('any finding makes a message that SNS takes and that subscribers understand', () => {
  fc.assert(
    fc.property(anyAlert, (alert) => {
      const message = messageOf(alert);
      expect(message.Subject).toMatch(/^[\x20-\x7e]{1,99}$/);
      expect(bytesOf(message)).toBeLessThan(256 * 1024);

      const parts: Record<string, string> = JSON.parse(message.Message);
      expect(Object.keys(parts).sort()).toEqual(['default', 'email', 'http', 'https', 'lambda', 'sqs']);
      for (const part of Object.values(parts)) expect(part).not.toMatch(notXml);
      expect(isAlert(JSON.parse(parts.sqs ?? '')), JSON.stringify(isAlert.errors)).toBe(true);
      expect(parts.email).toContain(alert.finding.findingId);

      for (const { StringValue } of Object.values(message.MessageAttributes)) {
        expect(StringValue).not.toBe('');
        expect(StringValue).not.toMatch(notXml);
      }
    }),
    { numRuns: 100 },
  );
});
