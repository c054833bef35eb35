import { createHash } from 'node:crypto';
import picomatch from 'picomatch';
import type { StateVersion } from './source.ts';

export interface Globs {
  /**
   * Only keys that match one are states. A glob whose last part says something about the name (`app/*.json`, `app/?*`) lets in
   * keys that don't end in `.tfstate`; one that ends in `*` or `**` only narrows.
   */
  readonly include?: readonly string[];
  /** Keys that match one are no states. */
  readonly exclude?: readonly string[];
}

/** Which keys of a source hold states. */
export interface StateSelection {
  isState(key: string): boolean;
  /** False where no key below the folder can be a state: its contents need not be looked at. */
  mayHoldStates(folder: string): boolean;
}

/** Ending of an S3 lock. Source: hashicorp/terraform internal/backend/remote-state/s3/client.go `lockFileSuffix`. */
export const s3LockSuffix = '.tflock';

/** Name of a local lock. Source: hashicorp/terraform internal/states/statemgr/filesystem.go `lockInfoPath`. */
export const localLockName = /^\.(?<state>[^.].*)\.lock\.info$/;

/** `windows: false`: keys have `/` on every system, and a backslash in a glob escapes. `flags: 's'`: a key may hold line breaks. */
const options: picomatch.PicomatchOptions = { dot: true, windows: false, flags: 's' };

/**
 * Decides by the key alone. Without globs every key that ends in `.tfstate` is a state: `terraform.tfstate`, `errored.tfstate`,
 * workspaces below `env:/NAME/` or `terraform.tfstate.d/NAME/`. Lock files never are.
 */
export function selectStates({ include, exclude }: Globs): StateSelection {
  const included = matcher(include ?? ['**']);
  const letIn = matcher((include ?? []).filter(saysName));
  const excluded = matcher(exclude ?? []);
  const excludedFolders = matcher((exclude ?? []).filter((glob) => glob.endsWith('/**')));
  const bases = (include ?? ['**']).map(baseOf);
  return {
    isState(key) {
      const name = key.slice(key.lastIndexOf('/') + 1);
      if (name === '' || name.endsWith(s3LockSuffix) || localLockName.test(name)) return false;
      return (name.endsWith('.tfstate') ? included(key) : letIn(key)) && !excluded(key);
    },
    mayHoldStates(folder) {
      return !excludedFolders(folder) && bases.some((base) => isWithin(folder, base) || isWithin(base, folder));
    },
  };
}

function matcher(globs: readonly string[]): (key: string) => boolean {
  return globs.length === 0 ? () => false : picomatch([...globs], options);
}

function saysName(glob: string): boolean {
  const last = glob.slice(glob.lastIndexOf('/') + 1);
  return last !== '*' && last !== '**';
}

/** The folder that every match of the glob lies in, or is; `''` where that is not sure. */
function baseOf(glob: string): string {
  const { base, negated } = picomatch.scan(glob, options);
  return negated || base.includes('\\') ? '' : base;
}

function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** A fingerprint of what a listing shows of one state: of the versions, not of the lock. */
export function fingerprintOf(versions: readonly (StateVersion | null)[]): string {
  const shown = versions.map((version) => (version === null ? null : [version.path, version.versionId]));
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 32);
}
