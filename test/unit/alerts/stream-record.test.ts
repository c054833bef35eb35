import { describe, expect, it } from 'vitest';
import {
  keyOf,
  type StreamRecord,
  streamEventSchema,
  streamFilters,
  transitionOf,
} from '../../../src/alerts/stream-record.ts';
import { eventItem } from '../../../src/findings/items.ts';
import { recordKey } from '../../../src/findings/table.ts';
import {
  eventRecord,
  findingRecord,
  itemOf,
  lockFinding,
  opened,
  record,
  resolved,
} from '../../support/stream-events.ts';

const before = lockFinding({ route: 'ticket' });
const after = lockFinding({ revision: 2, lastSeenAt: '2026-11-20T06:00:00.000Z' });

describe('what the stream tells', () => {
  it.each([opened(), resolved()])('a transition by the insertion of its audit event: $kind', (transition) => {
    expect(transitionOf(eventRecord(transition, '1'))).toEqual({ transition, before: null });
  });

  it('an update with what the finding was before, by the change of the finding itself', () => {
    expect(transitionOf(findingRecord(before, after, '1'))).toEqual({
      transition: { kind: 'updated', finding: after, at: after.lastSeenAt },
      before,
    });
  });

  it.each<readonly [string, StreamRecord]>([
    ['an audit event that is written again', record('MODIFY', '1', { before: event(), after: event() })],
    ['an audit event that is too old to be kept', record('REMOVE', '1', { before: event() })],
    ['a finding that is new: its audit event tells of it', record('INSERT', '1', { after: itemOf(after) })],
    ['a finding that was resolved', findingRecord(before, resolved().finding, '1')],
    ['a finding that came back', findingRecord(resolved().finding, lockFinding({ revision: 3 }), '1')],
    ['a finding that is too old to be kept', record('REMOVE', '1', { before: itemOf(resolved().finding) })],
    ['a finding that was touched without a transition', findingRecord(before, { ...before, route: 'page' }, '1')],
    ['the record of a target', record('INSERT', '1', { after: { ...recordKey('main', 'prod/net.tfstate') } })],
  ])('nothing by %s', (_, streamed) => {
    expect(transitionOf(streamed)).toBeNull();
  });
});

describe('a record that can not be read', () => {
  it.each<readonly [string, StreamRecord, string]>([
    ['has no keys', { dynamodb: { SequenceNumber: '1' } }, 'eventName'],
    ['has no image', record('INSERT', '1', { after: event() }), 'NewImage'],
    ['holds no finding', record('INSERT', '1', { after: { ...event(), finding: '{"canary":1}' } }), 'finding'],
    ['holds no JSON', record('INSERT', '1', { after: { ...event(), finding: 'canary' } }), 'finding'],
    ['has a type that is in none of our items', withAttribute('kind', { BOOL: true }), 'kind'],
  ])('%s: says which field, and nothing of what is in it', (_, streamed, field) => {
    const broken = field === 'NewImage' ? withoutImage(streamed) : streamed;
    expect(() => transitionOf(broken)).toThrow(field);
    expect(() => transitionOf(broken)).not.toThrow('canary');
  });

  it('is known by its key where that can be read', () => {
    expect(keyOf(withoutImage(eventRecord(opened(), '1')))).toEqual({
      pk: `history#${lockFinding().findingId}`,
      sk: '000000001',
    });
    expect(keyOf({ dynamodb: { SequenceNumber: '1' } })).toBeNull();
  });

  it('does not keep its delivery from being read', () => {
    const Records = [{ dynamodb: { SequenceNumber: '1' } }, eventRecord(opened(), '2')];
    expect(streamEventSchema.parse({ Records }).Records).toEqual(Records);
  });
});

describe('the filters of the event source', () => {
  it.each<readonly [string, StreamRecord]>([
    ['every audit event', eventRecord(opened(), '1')],
    ['updates', findingRecord(before, after, '1')],
  ])('let through %s', (_, streamed) => {
    expect(streamFilters.some((filter) => matches(filter, streamed))).toBe(true);
  });

  it.each<readonly [string, StreamRecord]>([
    ['what time removes', record('REMOVE', '1', { before: event() })],
    ['resolved findings', findingRecord(before, resolved().finding, '1')],
    ['new findings', record('INSERT', '1', { after: itemOf(after) })],
    ['records of targets', record('INSERT', '1', { after: { ...recordKey('main', 'prod/net.tfstate') } })],
  ])('keep back %s', (_, streamed) => {
    expect(streamFilters.some((filter) => matches(filter, streamed))).toBe(false);
  });
});

function event() {
  return eventItem(opened(), 90);
}

function withoutImage(streamed: StreamRecord): StreamRecord {
  const { NewImage, ...dynamodb } = streamed.dynamodb;
  return { ...streamed, dynamodb };
}

function withAttribute(name: string, value: unknown): StreamRecord {
  const streamed = eventRecord(opened(), '1');
  return {
    ...streamed,
    dynamodb: { ...streamed.dynamodb, NewImage: { ...Object(streamed.dynamodb.NewImage), [name]: value } },
  };
}

/** As Lambda filters: a list holds what a value may be or begin with. Source: AWS Lambda developer guide, "Filter rule syntax". */
function matches(filter: unknown, value: unknown): boolean {
  if (Array.isArray(filter)) {
    return filter.some((rule) =>
      typeof rule === 'string' ? value === rule : typeof value === 'string' && value.startsWith(rule.prefix),
    );
  }
  return Object.entries(Object(filter)).every(([name, rule]) => matches(rule, Object(value)[name]));
}
