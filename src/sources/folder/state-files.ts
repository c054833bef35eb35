import { localLockName } from '../state-names.ts';

/** The files of one folder that belong to one state. At least one of them is there. */
export interface StateFiles {
  /** Name of the state file. */
  readonly name: string;
  readonly present: boolean;
  /** Name of the lock file. */
  readonly lock: string | null;
  /** Names of the backups. */
  readonly backups: readonly string[];
}

/** Sources: hashicorp/terraform internal/command/command.go `DefaultBackupExtension`; state_meta.go `State` (`state mv` and `state rm` add the unix time). OpenTofu: the same. */
const backupName = /^(?<timed>(?<plain>.+?)(?:\.\d{10})?)\.backup$/;

/**
 * Brings together each state of a folder with its lock and its backups.
 * @param names of the files, any order
 * @param isState whether a name is that of a state. A backup whose state is none may be a state itself.
 * @returns sorted by name
 */
export function groupStateFiles(names: readonly string[], isState: (name: string) => boolean): readonly StateFiles[] {
  const there = new Set(names);
  const groups = new Map<string, { present: boolean; lock: string | null; backups: string[] }>();
  const groupOf = (state: string) => {
    const group = groups.get(state) ?? { present: false, lock: null, backups: [] };
    groups.set(state, group);
    return group;
  };
  const owner = (ifThere: readonly string[], otherwise: readonly string[]) =>
    [...ifThere.filter((name) => there.has(name)), ...otherwise].find(isState);
  for (const name of names) {
    const locked = localLockName.exec(name)?.groups?.state;
    if (locked !== undefined) {
      // A leading dot of the state's name is not doubled in that of its lock.
      const either = [locked, `.${locked}`];
      const state = owner(either, either);
      if (state !== undefined) groupOf(state).lock = name;
      continue;
    }
    const { timed, plain } = backupName.exec(name)?.groups ?? {};
    // What looks like a time may be a part of the state's own name.
    const state = timed === undefined || plain === undefined ? undefined : owner([timed, plain], [plain, timed]);
    if (state !== undefined) groupOf(state).backups.push(name);
    else if (isState(name)) groupOf(name).present = true;
  }
  return [...groups]
    .map(([name, group]) => ({ name, ...group }))
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}
