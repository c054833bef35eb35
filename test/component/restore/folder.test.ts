import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyRestore, type RestoreResult } from '../../../src/restore/apply.ts';
import { type FolderFiles, localFiles } from '../../../src/restore/folder/files.ts';
import { folderPlace } from '../../../src/restore/folder/folder-place.ts';
import { lookAtRestore } from '../../../src/restore/look.ts';
import { folderSource } from '../../../src/sources/folder/folder-source.ts';
import { restorableState } from '../../support/restorable-states.ts';

// States on disk: put back in one step, whatever stops the process, with the current one kept as a backup.

const name = 'terraform.tfstate';
const lockName = '.terraform.tfstate.lock.info';
const good = restorableState({ serial: 1, resources: { first: 'a' } });
const bad = restorableState({ serial: 2 });
const restored = restorableState({ serial: 3, resources: { first: 'a' } });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restore-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A state and its backup, as Terraform leaves them. */
async function history(): Promise<void> {
  await rm(folder, { recursive: true });
  await mkdir(folder);
  await writeFile(join(folder, `${name}.backup`), good);
  await utimes(join(folder, `${name}.backup`), 1_700_000_000, 1_700_000_000);
  await writeFile(join(folder, name), bad, { mode: 0o600 });
  await utimes(join(folder, name), 1_700_000_100, 1_700_000_100);
}

class ProcessDied extends Error {
  override readonly name = 'ProcessDied';
}

type Fate = { readonly step: number; readonly how: 'before' | 'after' };

/** The files of the machine for a process that dies at a step; the names of its steps are noted. */
function mortal(fate: Fate | null, steps: string[]): FolderFiles {
  let isDead = false;
  const entries = Object.entries(localFiles).map(([step, work]) => [
    step,
    async (...given: unknown[]) => {
      if (isDead) throw new ProcessDied();
      steps.push(step);
      const how = fate?.step === steps.length ? fate.how : null;
      if (how !== 'before') {
        const result: unknown = await Reflect.apply(work, localFiles, given);
        if (how === null) return result;
      }
      isDead = true;
      throw new ProcessDied();
    },
  ]);
  return Object.fromEntries(entries) as FolderFiles;
}

let second = 0;
async function run(
  fate: Fate | null = null,
  versionId = `${name}.backup`,
): Promise<{ readonly result: RestoreResult | null; readonly error: unknown; readonly steps: readonly string[] }> {
  const steps: string[] = [];
  const source = folderSource({ name: 'main', path: folder });
  const limits = { streamAbove: 1024 * 1024, largestValue: 1024 * 1024 };
  const location = join(folder, name);
  const { signal } = new AbortController();
  try {
    const state = { source, key: name, location, command: 'statewarden restore', limits };
    const plan = await lookAtRestore(state, { id: versionId }, { otherLineage: false, keepSerial: false }, signal);
    expect(plan.refusals).toEqual([]);
    const tools = {
      source,
      key: name,
      place: folderPlace({ path: location, files: mortal(fate, steps) }),
      limits,
      // Each run is a second later: the backup bears the time of the first.
      clock: () => new Date(1_800_000_000_000 + 1000 * ++second),
      newId: randomUUID,
      version: '0.1.0',
      self: { who: 'ada@laptop', machine: '0123456789abcdef', pid: 1, startedAt: '1' },
      isRunning: () => false,
      record: null,
      onStep: () => undefined,
    };
    return { result: await applyRestore(plan, tools, signal), error: null, steps };
  } catch (error) {
    return { result: null, error, steps };
  }
}

const textOf = (file: string) => readFile(join(folder, file), 'utf8');

async function expectRestored(): Promise<void> {
  expect(await textOf(name)).toBe(restored);
  const names = await readdir(folder);
  const backups = names.filter((each) => /\.\d{10}\.backup$/.test(each));
  expect(names.sort()).toEqual([name, `${name}.backup`, ...backups].sort());
  expect(backups).toHaveLength(1);
  expect(await textOf(backups[0] ?? '')).toBe(bad);
  expect((await stat(join(folder, backups[0] ?? ''))).mtimeMs).toBe(1_700_000_100_000);
}

test('the backup takes the place of the state, which stays as a backup with its time', async () => {
  await history();
  const { result, error } = await run();
  expect(error).toBeNull();
  expect(result).toMatchObject({ serial: 3, written: true, digest: null });
  await expectRestored();
  expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
});

describe('a process that dies', () => {
  test.each(['before', 'after'] as const)('%s any step leaves what the next run finishes, once', async (how) => {
    await history();
    const { steps } = await run();
    expect(steps).toEqual(expect.arrayContaining(['create', 'write', 'copy', 'replace', 'remove']));
    for (let step = 1; step <= steps.length; step++) {
      await history();
      await run({ step, how });
      const { error } = await run();
      expect(error, `step ${step}, ${steps[step - 1]}`).toBeNull();
      await expectRestored();
    }
  });

  test('before the state is replaced leaves it whole', async () => {
    await history();
    const { steps } = await run();
    const replace = steps.lastIndexOf('replace') + 1;
    await history();
    await run({ step: replace, how: 'before' });
    expect(await textOf(name)).toBe(bad);
  });
});

test('a state that is gone comes back', async () => {
  await history();
  await rm(join(folder, name));
  const { error, result } = await run();
  expect(error).toBeNull();
  expect(result).toMatchObject({ serial: 2 });
  expect(await textOf(name)).toBe(restorableState({ serial: 2, resources: { first: 'a' } }));
  expect((await readdir(folder)).sort()).toEqual([name, `${name}.backup`]);
});

test('a lock of Terraform is respected; one that a crash left empty is told with what removes it', async () => {
  await history();
  await writeFile(
    join(folder, lockName),
    JSON.stringify({ ID: 'fake-id', Operation: 'OperationTypeApply', Who: 'bob@desk' }),
  );
  const { error } = await run();
  expect(String(error)).toContain('locked by bob@desk (OperationTypeApply)');
  await writeFile(join(folder, lockName), '');
  const empty = await run();
  expect(empty.error).toMatchObject({ action: expect.stringContaining(`rm ${join(folder, lockName)}`) });
  expect(await textOf(name)).toBe(bad);
});

test('a state that Terraform writes meanwhile is not replaced', async () => {
  await history();
  const theirs = restorableState({ serial: 5 });
  const original = localFiles.write;
  try {
    // Between the writing of the new bytes and their taking the state's place.
    Object.assign(localFiles, {
      write: async (...given: Parameters<FolderFiles['write']>) => {
        await original(...given);
        await writeFile(join(folder, name), theirs);
      },
    });
    const { error } = await run();
    expect(String(error)).toContain('the state was written since it was looked at');
  } finally {
    Object.assign(localFiles, { write: original });
  }
  expect(await textOf(name)).toBe(theirs);
  expect((await readdir(folder)).sort()).toEqual([name, `${name}.backup`]);
});
