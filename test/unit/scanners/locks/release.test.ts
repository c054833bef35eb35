import { describe, expect, it } from 'vitest';
import { heldSince } from '../../../../src/scanners/locks/held-since.ts';
import { release } from '../../../../src/scanners/locks/release.ts';
import { lockFile, lockObject } from '../../../../src/scanners/locks/samples.ts';

describe('release', () => {
  it('gives the command with the id, in the workspace of the state', () => {
    const text = release(lockObject().value);
    expect(text).toContain('bucket acme-tfstate and key net/terraform.tfstate');
    expect(text).toContain(
      '`terraform workspace select prod && terraform force-unlock d9b78f87-3dfd-3146-b3ff-7d43a1895933`',
    );
    expect(text).toMatch(/^First make sure that the run is over \(ask runner@ci-7\)/);
  });

  it('knows workspaces below the prefix that the backends have', () => {
    const { value } = lockObject({ stateKey: 'ws/prod/net/terraform.tfstate', workspaceKeyPrefix: 'ws' });
    expect(release(value)).toContain('and key net/terraform.tfstate: `terraform workspace select prod &&');
    const plain = lockObject({ stateKey: 'ws/prod/net/terraform.tfstate', workspaceKeyPrefix: '' });
    expect(release(plain.value)).toContain(
      'and key ws/prod/net/terraform.tfstate: `terraform workspace select default',
    );
  });

  it('selects the default workspace for a plain key', () => {
    const text = release(lockObject({ stateKey: 'net/terraform.tfstate' }).value);
    expect(text).toContain('`terraform workspace select default && terraform force-unlock');
  });

  it('removes the file of a local lock, its path quoted', () => {
    const text = release(lockFile().value);
    expect(text).toContain("`rm '/srv/my states/net/.terraform.tfstate.lock.info'`");
    expect(text).toContain("`fuser '/srv/my states/net/terraform.tfstate'`");
    expect(text).not.toContain('force-unlock 5b3ce2e8');
  });

  it.each(['x; rm -rf ~', '$(id)', '`id`', 'a b', 'é'])('never puts the id %j into a command', (id) => {
    const info = { id, operation: null, who: null, version: null, created: null, deliberate: false };
    const text = release(lockObject({ info }).value);
    expect(text).not.toContain(id === 'a b' ? 'force-unlock a' : id);
    expect(text).toContain('`aws s3 rm s3://acme-tfstate/env:/prod/net/terraform.tfstate.tflock`');
  });
});

describe('heldSince', () => {
  const now = new Date('2026-11-20T12:00:00Z');
  const copied = '2026-11-20T11:30:00.000Z';

  function created(text: string | null, modifiedAt = copied) {
    const info = { id: '1', operation: null, who: null, version: null, created: text, deliberate: false };
    const { since, sinceFrom } = heldSince(lockFile({ modifiedAt, info }).value, now);
    return [since.toISOString(), sinceFrom];
  }

  it('in a folder takes the earlier time', () => {
    expect(created('2026-11-20T02:30:00.5Z')).toEqual(['2026-11-20T02:30:00.500Z', 'lock-info']);
    expect(created('2026-11-20T11:45:00Z')).toEqual([copied, 'last-modified']);
  });

  it.each([
    ['is missing', null],
    ['is no time', 'yesterday'],
    ['is a bare number', '12'],
    ['was never set', '0001-01-01T00:00:00Z'],
    ['lies before the first lock there was', '2016-12-31T23:59:59Z'],
  ])('in a folder takes the time of the file when Created %s', (_name, text) => {
    expect(created(text)).toEqual([copied, 'last-modified']);
  });

  it('does not believe a time in the future, although the file is newer still', () => {
    expect(created('2026-11-20T12:00:01Z', '2026-11-20T13:00:00.000Z')).toEqual([
      '2026-11-20T13:00:00.000Z',
      'last-modified',
    ]);
  });

  it("in a bucket never takes the holder's clock", () => {
    expect(heldSince(lockObject({ modifiedAt: copied }).value, now)).toEqual({
      since: new Date(copied),
      sinceFrom: 'last-modified',
    });
  });
});
