import { localLockName, s3LockSuffix } from '../sources/state-names.ts';

/** Where Terraform's S3 backend keeps workspaces other than default: `env:/NAME/KEY`. Source: hashicorp/terraform internal/backend/remote-state/s3/backend_state.go. */
const workspaces = /^env:\/[^/]+\/./s;
const stateSuffix = '.tfstate';
const backup = /\.(backup|bak)$/;

/**
 * The state that a key speaks of: itself, or the one whose lock it is. By the key alone: `*.tfstate`, `env:/NAME/KEY` whatever
 * its ending, and what `*.tflock` locks.
 * @returns null where the key has nothing to do with states
 */
export function stateKeyOf(key: string): string | null {
  const state = key.endsWith(s3LockSuffix) ? key.slice(0, -s3LockSuffix.length) : key;
  const name = state.slice(state.lastIndexOf('/') + 1);
  if (name === '' || localLockName.test(name) || backup.test(name) || name.endsWith(s3LockSuffix)) return null;
  return state.endsWith(stateSuffix) || state !== key || workspaces.test(key) ? state : null;
}

/** More keys than this are not named one by one. */
const mostNamed = 20;

/**
 * Globs that let in states whose keys don't end in `.tfstate`, which no source shows by itself.
 * @returns undefined where no globs are needed
 */
export function includeFor(stateKeys: readonly string[]): string[] | undefined {
  const unusual = stateKeys.filter((key) => !key.endsWith(stateSuffix));
  if (unusual.length === 0) return undefined;
  const inWorkspaces = unusual.some((key) => workspaces.test(key)) ? ['env:/**/?*'] : [];
  const others = unusual.filter((key) => !workspaces.test(key));
  const named = others.length <= mostNamed ? others.map(escaped) : ['**/?*'];
  return ['**/*.tfstate', ...inWorkspaces, ...named];
}

/** A glob that matches the key and nothing else. */
function escaped(key: string): string {
  return key.replaceAll(/[\\*?[\]{}()!+@|^$.]/g, '\\$&');
}
