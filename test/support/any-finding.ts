import fc from 'fast-check';
import { type Finding, statuses } from '../../src/findings/finding.ts';
import { severities } from '../../src/findings/observation.ts';

const hostile = fc.string({
  unit: fc.constantFrom(
    'a',
    ' ',
    '"',
    '\\',
    '\n',
    '\r',
    '\0',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u202e',
    '\u2028',
    '\uffff',
    'é',
    '…',
    '🔥',
    '`',
    '{',
  ),
  maxLength: 60,
});
/** Of any length: four of them fill an item of DynamoDB. */
const long = fc.tuple(hostile, fc.nat({ max: 100_000 })).map(([text, length]) => text.padEnd(length, text || 'x'));
const text = fc.oneof({ arbitrary: hostile, weight: 9 }, { arbitrary: long, weight: 1 });
const time = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Findings as no check would make them: long, hostile, empty. The fields that Statewarden itself writes are well-formed. */
export const anyFinding: fc.Arbitrary<Finding> = fc.record({
  findingId: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 }),
  checkId: fc.constantFrom('lock/stale', 'state/tainted'),
  scanner: fc.constantFrom('locks', 'integrity'),
  title: text,
  severity: fc.constantFrom(...severities),
  route: fc.constantFrom('page', 'ticket', 'none'),
  source: text,
  stateKey: text,
  environment: text,
  owner: text,
  address: fc.option(text),
  pointer: fc.option(text),
  message: text,
  evidence: fc.dictionary(hostile, fc.oneof(fc.jsonValue({ depthSize: 'small' }), text), {
    maxKeys: 5,
  }) as fc.Arbitrary<Finding['evidence']>,
  remediation: text,
  docs: fc.constant('docs/checks.md#lockstale'),
  status: fc.constantFrom(...statuses),
  firstSeenAt: time,
  lastSeenAt: time,
  resolvedAt: fc.option(time),
  revision: fc.integer({ min: 1, max: 1_000_000 }),
});
