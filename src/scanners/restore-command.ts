import type { Source } from '../sources/source.ts';
import { bucketOf } from './places.ts';
import { shellWord } from './plain-text.ts';

/** Where `statewarden restore` finds a state. */
export interface RestorePlace {
  /** `s3://bucket`, which it knows by its configuration too, or the path of the folder. */
  readonly place: string;
  readonly key: string;
}

export function restorePlaceOf({ kind, location }: Pick<Source, 'kind' | 'location'>, key: string): RestorePlace {
  return { place: kind === 's3' ? `s3://${bucketOf(location)}` : location, key };
}

/**
 * The command that lists the versions of a state; with one of them, that shows what putting it back would change. Neither changes
 * anything: that takes `--apply`.
 */
export function restoreCommand(
  { place, key }: RestorePlace,
  version?: { readonly serial: number } | { readonly versionId: string },
): string {
  const which =
    version === undefined
      ? ''
      : 'serial' in version
        ? ` --serial ${version.serial}`
        : ` --version ${shellWord(version.versionId)}`;
  return `statewarden restore ${shellWord(place)} ${shellWord(key)}${which}`;
}
