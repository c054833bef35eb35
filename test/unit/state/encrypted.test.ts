import { describe, expect, test } from 'vitest';
import { contentsOf, read, ways } from '../../support/read-document.ts';

const encrypted = {
  serial: 12,
  lineage: '1c56c266-9c5b-c274-2d65-ffb8d0fb456d',
  meta: { 'key_provider.aws_kms.main': 'eyJtYWRlIjoidXAifQ==', 'key_provider.pbkdf2.old': 'e30=', alias: 'e30=' },
  encrypted_data: 'bWFkZSB1cA=='.repeat(500),
  encryption_version: 'v0',
};

describe.each(ways)('a state that OpenTofu encrypted, read $way', (as) => {
  test('shows serial, lineage and who holds the keys', async () => {
    expect((await contentsOf(encrypted, as)).metadata).toEqual({
      format: 'encrypted',
      version: null,
      terraformVersion: null,
      serial: 12,
      lineage: '1c56c266-9c5b-c274-2d65-ffb8d0fb456d',
      encryption: { version: 'v0', keyProviders: ['aws_kms', 'pbkdf2', 'unknown'] },
    });
  });

  test('has no parts: there is nothing to look at', async () => {
    expect((await contentsOf(encrypted, as)).parts).toEqual([]);
  });

  test('of an early OpenTofu may lack serial and lineage', async () => {
    const { metadata } = await contentsOf({ encrypted_data: 'x', encryption_version: 'v0', meta: {} }, as);
    expect(metadata).toMatchObject({ format: 'encrypted', serial: null, lineage: null });
  });

  test('may be cut off like any other', async () => {
    expect((await read(JSON.stringify(encrypted).slice(0, 900), as)).damage).toMatchObject({
      reason: 'truncated',
      offset: 900,
    });
  });
});

test('an encrypted state of any size is read as a stream: its contents are passed over', async () => {
  const reading = await read(JSON.stringify(encrypted), { stream: true, chunk: 100, largestValue: 1000 });
  expect(reading).toMatchObject({ damage: null, metadata: { format: 'encrypted' } });
});

test('a member of that name in a plain state is like any other', async () => {
  const { parts } = await contentsOf('{"version":4,"serial":1,"encrypted_data":"x"}', { stream: true });
  expect(parts.at(-1)).toMatchObject({ name: 'encrypted_data', value: 'x' });
});
