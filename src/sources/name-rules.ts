import picomatch from 'picomatch';

/** Which names a source takes for states. */
export interface NameRules {
  /** Globs over keys; `*.tfstate` in any folder where absent. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

const defaultInclude = ['**/*.tfstate'];
/** Working folders: `.terraform/terraform.tfstate` describes a backend and is no state. */
const alwaysExcluded = ['**/.terraform/**', '**/node_modules/**', '**/.git/**'];

/** @returns whether a key names a state, lock files and backups left out */
export function stateNames({ include, exclude = [] }: NameRules): (key: string) => boolean {
  // `windows: false`: keys have `/` on every system.
  const options = { dot: true, windows: false };
  const isIncluded = picomatch([...(include ?? defaultInclude)], options);
  const isExcluded = picomatch([...alwaysExcluded, ...exclude], options);
  return (key) => isIncluded(key) && !isExcluded(key);
}
