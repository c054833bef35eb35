import { sourcesSchema } from '../config/source-settings.ts';
import type { FoundBucket, NamedBucket } from './discover.ts';
import { includeFor } from './state-keys.ts';

/** A source as it would stand in the configuration. */
export interface ProposedSource {
  readonly bucket: string;
  readonly prefix?: string;
  readonly region?: string;
  readonly lockTable?: string;
  readonly kmsKeyArn?: string;
  readonly include?: readonly string[];
  /** What a person has to decide or look at, one sentence each. */
  readonly notes: readonly string[];
}

/** A source of which nothing is known but its name. */
export function sourceNamed({ bucket, prefix }: NamedBucket, region?: string): ProposedSource {
  return { bucket, ...(prefix === '' ? {} : { prefix }), ...(region === undefined ? {} : { region }), notes: [] };
}

/**
 * The source that a bucket makes.
 * @returns null for a bucket whose name the configuration refuses: old ones may have names that are not allowed today
 */
export function proposeSource(found: FoundBucket): ProposedSource | null {
  const { bucket, region, keys } = found;
  if (!isAllowed({ bucket })) return null;
  const prefix = prefixOf(found);
  const include = includeFor(keys.stateKeys);
  const locks = lockTableOf(found);
  const encryption = kmsKeyOf(found);
  const usable = region !== null && isAllowed({ bucket, region });
  const notes = [...locks.notes, ...encryption.notes];
  if (!keys.complete && prefix === '') {
    notes.push('It holds more keys than were looked at: a prefix keeps its listings small.');
  }
  return {
    bucket,
    ...(prefix === '' ? {} : { prefix }),
    ...(usable ? { region } : {}),
    ...(locks.table === null ? {} : { lockTable: locks.table }),
    ...(encryption.arn === null ? {} : { kmsKeyArn: encryption.arn }),
    ...(include === undefined ? {} : { include }),
    notes,
  };
}

/** Where states share a bucket with many other things and lie in one folder, that folder; else the prefix that was named. */
function prefixOf({ prefix, named, keys }: FoundBucket): string {
  if (named || (keys.complete && keys.otherKeys <= keys.stateKeys.length)) return prefix;
  const folders = new Set(keys.stateKeys.map((key) => key.slice(0, key.indexOf('/') + 1)));
  const [only = ''] = folders;
  // The states of the workspace `default` lie outside of `env:/`.
  return folders.size === 1 && only !== '/' && only !== 'env:/' ? only : prefix;
}

function lockTableOf({ lockTables, otherLockTables }: FoundBucket): {
  readonly table: string | null;
  readonly notes: string[];
} {
  const [first, ...more] = lockTables;
  if (first !== undefined && more.length === 0) return { table: first, notes: [] };
  if (first !== undefined) {
    return {
      table: null,
      notes: [`Lock tables that hold its states: ${lockTables.join(', ')}. Choose one as lockTable.`],
    };
  }
  if (otherLockTables.length === 0) return { table: null, notes: [] };
  const names = otherLockTables.slice(0, 3).join(', ');
  return { table: null, notes: [`No entry of it was seen in ${names}: add lockTable if one is its lock table.`] };
}

function kmsKeyOf({ bucket, settings }: FoundBucket): { readonly arn: string | null; readonly notes: string[] } {
  const { encryption, stateKeyArn } = settings;
  const byDefault = 'value' in encryption ? encryption.value : null;
  const used = 'value' in stateKeyArn ? stateKeyArn.value : null;
  // What a state is really encrypted with is what has to be decrypted; of the key of AWS's own nothing has to be said.
  const key = used !== null && byDefault?.kind !== 'aws-key' ? used : (byDefault?.key ?? null);
  if (key === null) return { arn: null, notes: [] };
  if (isAllowed({ bucket, kmsKeyArn: key })) return { arn: key, notes: [] };
  return {
    arn: null,
    notes: [
      'It is encrypted with a KMS key that is named without its ARN: add the ARN as kmsKeyArn (aws kms describe-key).',
    ],
  };
}

function isAllowed(source: Readonly<Record<string, string>>): boolean {
  return sourcesSchema.safeParse([source]).success;
}
