/** What a file beside a state is: its lock, an earlier version of it, or something else. */
export type Companion = { readonly of: string; readonly role: 'lock' | 'backup' } | null;

const lockName = /^\.(.+)\.lock\.info$/;
const backupName = /^(.+?)(?:\.\d+)?\.backup$/;

/**
 * Tells a state's companion by its name.
 * Source: hashicorp/terraform internal/states/statemgr/filesystem.go (`.NAME.lock.info`, `NAME.backup`),
 * internal/command/state_meta.go (`NAME.UNIXTIME.backup`).
 * @param path path below the folder, with `/`
 */
export function companionOf(path: string): Companion {
  const slash = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, slash);
  const name = path.slice(slash);
  const locked = lockName.exec(name)?.[1];
  if (locked !== undefined) return { of: folder + locked, role: 'lock' };
  const backed = backupName.exec(name)?.[1];
  return backed === undefined ? null : { of: folder + backed, role: 'backup' };
}
