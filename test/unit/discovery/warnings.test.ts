import { expect, test } from 'vitest';
import { warningsOf } from '../../../src/discovery/warnings.ts';
import { SourceError } from '../../../src/sources/errors.ts';
import { foundBucket } from '../../support/found-bucket.ts';

test('a bucket as it should be is not warned of', () => {
  expect(warningsOf(foundBucket())).toEqual([]);
});

test.each([
  [
    { versioning: { value: 'suspended' } as const },
    'Versioning is suspended',
    '--versioning-configuration Status=Enabled',
  ],
  [{ versioning: { value: 'off' } as const }, 'Versioning is off', '--versioning-configuration Status=Enabled'],
  [{ encryption: { value: { kind: 'none', key: null } as const } }, 'no default encryption', '"SSEAlgorithm":"AES256"'],
])('%j: a warning with the command that mends it', (settings, text, command) => {
  const [warning, ...more] = warningsOf(foundBucket({ settings }));
  expect(warning?.text).toContain(text);
  expect(warning?.command).toContain('--bucket acme-tfstate --region us-east-1');
  expect(warning?.command).toContain(command);
  expect(more).toEqual([]);
});

test('the command for EventBridge keeps the notifications that are there, and quotes them for a shell', () => {
  const others = { QueueConfigurations: [{ QueueArn: "it's", Events: ['s3:ObjectCreated:*'] }] };
  const [warning] = warningsOf(foundBucket({ settings: { notifications: { value: { eventBridge: false, others } } } }));
  const [, argument = ''] = /--notification-configuration '(.*)'$/.exec(warning?.command ?? '') ?? [];
  expect(JSON.parse(argument.replaceAll("'\\''", "'"))).toEqual({ ...others, EventBridgeConfiguration: {} });
});

test('what could not be read is not taken for off', () => {
  const unreadable = new SourceError({ location: 's3://acme-tfstate', failure: 'denied', detail: 'x', action: 'y' });
  const settings = { versioning: { unreadable }, encryption: { unreadable }, notifications: { unreadable } };
  expect(warningsOf(foundBucket({ settings }))).toEqual([]);
});
