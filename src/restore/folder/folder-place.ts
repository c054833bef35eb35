import { basename, dirname, join } from 'node:path';
import { shellWord } from '../../scanners/plain-text.ts';
import type { LockPlace, RestorePlace } from '../place.ts';
import { holderOf } from '../restore-lock.ts';
import type { FolderFiles } from './files.ts';

interface FolderPlaceSettings {
  /** Absolute path of the state. */
  readonly path: string;
  readonly files: FolderFiles;
}

/**
 * A state on disk. The new version takes the place of the current one in one step; the current one stays as
 * `NAME.UNIXTIME.backup`, as `terraform state mv` leaves them.
 *
 * Terraform holds a local state by a lock of the operating system on the open file, which Node can't take, and writes the lock file for
 * people only: so a restore sees Terraform at work, but Terraform does not see a restore. Source: hashicorp/terraform
 * internal/states/statemgr/filesystem.go `Lock`, filesystem_lock_unix.go.
 */
export function folderPlace({ path, files }: FolderPlaceSettings): RestorePlace {
  const name = basename(path);
  const beside = (other: string) => join(dirname(path), other);
  // Its name is that of no state, no backup and no lock. What a crash left there is written over.
  const temporary = beside(`.${name}.statewarden-restore`);
  const lock = lockFile(beside(`.${name.replace(/^\./, '')}.lock.info`), files);

  return {
    location: path,
    lockPath: path,
    locks: async () => [lock],
    digest: async () => null,
    async put(state, { current, startedAt }, signal) {
      const mode = await files.modeOf(path);
      await files.write(temporary, await state.open(signal), mode);
      if ((await files.idOf(path)) !== (current?.versionId ?? null)) {
        await files.remove(temporary);
        return false;
      }
      if (current !== null) await keep(path, startedAt);
      await files.replace(temporary, path);
      return true;
    },
  };

  /** A crash may have kept it before: then it is not kept twice. */
  async function keep(file: string, at: Date): Promise<void> {
    const copy = beside(`.${name}.statewarden-backup`);
    await files.copy(file, copy);
    for (let seconds = Math.floor(at.getTime() / 1000); ; seconds++) {
      const backup = `${file}.${seconds}.backup`;
      if (await files.isSame(file, backup)) return await files.remove(copy);
      if ((await files.idOf(backup)) === null) return await files.replace(copy, backup);
    }
  }
}

function lockFile(path: string, files: FolderFiles): LockPlace {
  return {
    location: path,
    removal: `rm ${shellWord(path)}`,
    read: () => files.readText(path),
    take: (text) => files.create(path, text),
    async release(text) {
      const found = await files.readText(path);
      if (found === null || (found !== text && holderOf(found).id !== holderOf(text).id)) return false;
      await files.remove(path);
      return true;
    },
  };
}
