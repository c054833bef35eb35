import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupStateFiles } from '../../../../src/sources/folder/state-files.ts';

const isState = (name: string) => name.endsWith('.tfstate');

describe('groupStateFiles', () => {
  test('each file stands with the state whose name it bears, in any order of the folder', () => {
    const stem = fc.constantFrom('a', 'a.tfstate', '.hidden', 'b.1700000000', '');
    const state = stem.map((name) => `${name}.tfstate`);
    const ending = fc.constantFrom('', '.backup', '.1700000000.backup', '.1800000000.backup');
    const other = fc.constantFrom('main.tf', 'a.backup', '.lock.info', 'x.lock.info', '.tfstate.lock.info');
    const name = fc.oneof(
      fc.tuple(state, ending).map(([of, adds]) => `${of}${adds}`),
      state.map((of) => `.${of.replace(/^\./, '')}.lock.info`),
      other,
    );
    fc.assert(
      fc.property(fc.uniqueArray(name), (names) => {
        const groups = groupStateFiles(names, isState);
        expect(groupStateFiles([...names].reverse(), isState)).toEqual(
          groups.map((group) => ({ ...group, backups: [...group.backups].reverse() })),
        );
        expect(groups.map((group) => group.name)).toEqual([...new Set(groups.map((group) => group.name))].sort());
        for (const group of groups) {
          expect(group.present).toBe(names.includes(group.name));
          for (const backup of group.backups) expect(backup.startsWith(`${group.name}.`)).toBe(true);
          expect(group.present || group.lock !== null || group.backups.length > 0).toBe(true);
        }
        const used = groups.flatMap(({ name: of, present, lock, backups }) => [
          ...(present ? [of] : []),
          ...(lock === null ? [] : [lock]),
          ...backups,
        ]);
        const expected = names.filter((each) => isState(each.replace(/(\.\d{10})?\.backup$|\.lock\.info$/, '')));
        expect([...used].sort()).toEqual(expected.filter((each) => !/^[^.].*\.lock\.info$/.test(each)).sort());
      }),
    );
  });

  test('a lock or a backup tells of a state that is gone', () => {
    expect(groupStateFiles(['a.tfstate.backup', '.b.tfstate.lock.info'], isState)).toEqual([
      { name: 'a.tfstate', present: false, lock: null, backups: ['a.tfstate.backup'] },
      { name: 'b.tfstate', present: false, lock: '.b.tfstate.lock.info', backups: [] },
    ]);
  });

  test('the lock of a hidden state is its own', () => {
    const names = ['.a.tfstate', '.a.tfstate.lock.info'];
    expect(groupStateFiles(names, isState)).toMatchObject([{ name: '.a.tfstate', lock: '.a.tfstate.lock.info' }]);
    expect(groupStateFiles([...names, 'a.tfstate'], isState)).toMatchObject([
      { name: '.a.tfstate', lock: null },
      { name: 'a.tfstate', lock: '.a.tfstate.lock.info' },
    ]);
  });

  test('any name may be a state: a time in a name does not make it a backup of another that is there', () => {
    const names = ['app', 'app.1700000000', 'app.1700000000.backup', 'app.1800000000.backup'];
    const isNamed = (name: string) => name.startsWith('app') && !name.endsWith('.backup');
    expect(groupStateFiles(names, isNamed)).toMatchObject([
      { name: 'app', backups: ['app.1800000000.backup'] },
      { name: 'app.1700000000', backups: ['app.1700000000.backup'] },
    ]);
  });

  test('a backup that was asked for by itself is a state', () => {
    const isBackup = (name: string) => name.endsWith('.backup');
    expect(groupStateFiles(['a.tfstate', 'a.tfstate.backup'], isBackup)).toMatchObject([
      { name: 'a.tfstate.backup', present: true },
    ]);
  });
});
