import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { isRunning, thisProcess } from '../../../src/restore/process.ts';
import { holderOf, isOwnCrash, lockText, type RestoreProcess } from '../../../src/restore/restore-lock.ts';

const self: RestoreProcess = { who: 'ada@laptop', machine: '0123456789abcdef', pid: 42, startedAt: '700' };
const created = new Date('2026-11-21T09:00:00Z');
const text = (process: RestoreProcess, versionId = 'Kq.1') =>
  lockText({ id: 'fake-id', versionId, process, version: '0.1.0', created, path: 'acme/net.tfstate' });

describe('the lock of a restore', () => {
  test('has the members of Terraform, in their order', () => {
    expect(Object.keys(JSON.parse(text(self)))).toEqual([
      'ID',
      'Operation',
      'Info',
      'Who',
      'Version',
      'Created',
      'Path',
    ]);
  });

  test('tells who holds it, since when, and for which version', () => {
    expect(holderOf(text(self, 'net/terraform.tfstate (old).backup'))).toEqual({
      id: 'fake-id',
      who: 'ada@laptop',
      operation: 'statewarden-restore',
      created: '2026-11-21T09:00:00.000Z',
      restore: {
        versionId: 'net/terraform.tfstate (old).backup',
        process: { machine: self.machine, pid: 42, startedAt: '700' },
      },
    });
  });
});

describe('whoever else holds one', () => {
  test.each(['', 'null', '[]', '{}', '{"ID":""}', '{"ID":7}', 'no JSON', '"ID"'])('%s says nothing', (other) => {
    expect(holderOf(other)).toEqual({ id: null, who: null, operation: null, created: null, restore: null });
  });

  test('is told in plain text', () => {
    const { who, restore } = holderOf(
      JSON.stringify({ ID: 'x', Who: 'eve\u001b[2J@host', Operation: 'OperationTypeApply' }),
    );
    expect(who).toBe('eve [2J@host');
    expect(restore).toBeNull();
  });

  test('is no restore because it writes like one', () => {
    const info = JSON.parse(text(self)) as { Info: string };
    expect(holderOf(JSON.stringify({ ID: 'x', Operation: 'OperationTypeApply', Info: info.Info })).restore).toBeNull();
  });
});

describe('a lock is taken over only where its process is proven dead', () => {
  const dead = () => false;
  const alive = () => true;
  test.each<readonly [string, RestoreProcess, RestoreProcess, () => boolean, boolean]>([
    ['the same machine and person, the process is gone', self, { ...self, pid: 43 }, dead, true],
    ['the process still runs', self, { ...self, pid: 43 }, alive, false],
    ['another person', { ...self, who: 'bob@laptop' }, self, dead, false],
    ['another machine, or the same after a new start', { ...self, machine: 'f'.repeat(16) }, self, dead, false],
    ['a system that does not tell', { ...self, machine: null }, { ...self, machine: null }, dead, false],
    ['a holder on a system that does not tell', { ...self, machine: null }, self, dead, false],
  ])('%s', (_, holder, now, running, expected) => {
    expect(isOwnCrash(holderOf(text(holder)), now, running)).toBe(expected);
  });
});

describe('a process', () => {
  test('is told from a later one with the same id', () => {
    const own = thisProcess();
    expect(own.who).toMatch(/^.+@.+$/);
    expect(own.pid).toBe(process.pid);
    expect(thisProcess()).toEqual(own);
    if (own.machine === null) return;
    expect(own.machine).toMatch(/^[0-9a-f]{16}$/);
    expect(isRunning(own)).toBe(true);
    expect(isRunning({ ...own, startedAt: '1' })).toBe(false);
  });

  test('that ended runs no more', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    const { pid = 0 } = child;
    await once(child, 'exit');
    expect(isRunning({ pid, startedAt: '1' })).toBe(false);
  });
});
