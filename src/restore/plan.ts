import type { StateMetadata } from '../state/part.ts';
import { idOf } from './choose.ts';
import { diffOf, type StateDiff } from './diff.ts';
import { RestoreRefusedError, restoreAction, sentenceOf, VersionUnreadableError } from './errors.ts';
import type { SoundVersion, VersionHead, VersionReading } from './version-reading.ts';

/** A version that can be put back. */
export type Restorable = SoundVersion | Extract<VersionReading, { status: 'encrypted' }>;

/** Why a restore must not be done as it was asked for, and what to do instead. */
export interface Refusal {
  readonly reason: string;
  readonly action: string;
}

/** What a restore would do. */
export interface RestorePlan {
  readonly chosen: Restorable;
  /** Null where there never was one, or its file is gone. */
  readonly current: VersionReading | null;
  /** The serial that it gets; null: the bytes go back as they are. */
  readonly newSerial: number | null;
  /** Nothing is left to write: the current version is the chosen one, or the chosen one with a higher serial. */
  readonly done: boolean;
  /** What changes in the state; null where the two can't be compared. */
  readonly diff: StateDiff | null;
  readonly refusals: readonly Refusal[];
  /** What else has to be known. */
  readonly notes: readonly string[];
}

interface PlanInput {
  readonly location: string;
  readonly chosen: VersionReading;
  readonly current: VersionReading | null;
  /** Of the versions that are kept, newest first. */
  readonly heads: readonly VersionHead[];
  /** Whether the current version is the chosen one but for its serial. */
  readonly isChosenAgain: boolean;
  readonly allow: {
    /** The version may be of another lineage. */
    readonly otherLineage: boolean;
    /** The serial may fall, where it can't be raised. */
    readonly keepSerial: boolean;
  };
}

/**
 * Decides what a restore does and whether it may, from what was read.
 * @throws RestoreRefusedError where the chosen version can't be put back at all
 */
export function planRestore({ location, chosen, current, heads, isChosenAgain, allow }: PlanInput): RestorePlan {
  const restorable = ensureRestorable(location, chosen);
  const { metadata } = restorable;
  const highest = highestSerial(metadata, current, heads);
  const serialNow = metadataOf(current)?.serial ?? null;
  const isEncrypted = restorable.status === 'encrypted';
  const isThere = isChosenAgain || current?.version.versionId === chosen.version.versionId;
  // An old version that was copied over newer ones is there, but its serial is not above theirs.
  const isDone = isThere && (isEncrypted || (serialNow ?? 0) >= highest);
  const newSerial = isEncrypted ? null : isDone ? serialNow : highest + 1;
  const unread = heads.filter(({ error }) => error !== null).length;
  const asItIs = isEncrypted && (metadata.serial ?? -1) < highest;
  return {
    chosen: restorable,
    current,
    newSerial,
    done: isDone,
    diff: diffBetween(current, restorable),
    refusals: isDone
      ? []
      : [
          ...(current?.status === 'unreadable' ? [unreadableNow(current)] : []),
          ...(allow.otherLineage ? [] : otherLineage(metadata.lineage, current, heads)),
          ...(asItIs && !allow.keepSerial ? [serialFalls(metadata.serial, highest)] : []),
          ...(newSerial !== null && !Number.isSafeInteger(newSerial) ? [noHigherSerial] : []),
        ],
    notes: [
      ...(unread === 0 ? [] : [`The serials of ${unread} kept versions could not be read, and are left out.`]),
      ...(current?.status === 'damaged'
        ? [`The current version is damaged (${current.damage.detail}): what changes can't be told.`]
        : []),
      ...(current?.version.s3VersionId === 'null' && !isDone
        ? [
            'The current version was written without versioning: where the bucket keeps no versions now either, it is overwritten and lost. Save it first with `aws s3 cp`.',
          ]
        : []),
      ...(restorable.status === 'encrypted' || current?.status === 'encrypted'
        ? ['Encrypted by OpenTofu: what changes can only be told with its key.']
        : []),
    ],
  };
}

/** Metadata of a version whose document could be read. */
export function metadataOf(reading: VersionReading | null): StateMetadata | null {
  return reading?.status === 'sound' || reading?.status === 'encrypted' ? reading.metadata : null;
}

function ensureRestorable(location: string, chosen: VersionReading): Restorable {
  const id = idOf(chosen.version);
  const refused = (detail: string, action: string) => new RestoreRefusedError({ location, detail, action });
  switch (chosen.status) {
    case 'deleted':
      throw refused(`version ${id} is the deletion of the state`, 'Choose the version before it.');
    case 'unreadable':
      throw new VersionUnreadableError(chosen.error, id);
    case 'damaged':
      throw refused(
        `version ${id} is damaged, Terraform would not read it: ${chosen.damage.detail}`,
        chosen.damage.reason === 'value-too-large'
          ? 'Raise limits.largestValue in statewarden.yaml, and run the same command again.'
          : 'Choose another version.',
      );
    case 'sound':
      if (chosen.serial === null) {
        throw refused(
          `version ${id} has no serial that could be raised`,
          'Fetch the version, and push it with `terraform state push`.',
        );
      }
      return chosen;
    case 'encrypted':
      return chosen;
  }
}

/**
 * The highest serial that counts: of the current version, and of what is kept of the lineage. Of other lineages only the current one
 * does, since a plan that was made for it must not fit any more.
 */
function highestSerial(
  { serial, lineage }: StateMetadata,
  current: VersionReading | null,
  heads: readonly VersionHead[],
): number {
  const now =
    current === null
      ? null
      : (heads.find(({ version }) => version.versionId === current.version.versionId)?.serial ?? null);
  const kept = heads.filter((head) => head.lineage === lineage).flatMap((head) => head.serial ?? []);
  // One that has no serial above it is no serial that Terraform counted up to.
  const sensible = kept.filter((each) => Number.isSafeInteger(each + 1));
  return Math.max(serial ?? 0, metadataOf(current)?.serial ?? now ?? 0, ...sensible);
}

const noHigherSerial: Refusal = {
  reason: 'the current serial is the highest that there is, so that none above it is left',
  action: 'Fetch the version, set its serial by hand, and push it with `terraform state push -force`.',
};

function unreadableNow({ version, error }: Extract<VersionReading, { status: 'unreadable' }>): Refusal {
  const reason = `the current version can't be read: ${sentenceOf(error)}`;
  return { reason, action: restoreAction(error, idOf(version)) };
}

function serialFalls(serial: number | null, highest: number): Refusal {
  return {
    reason: `the version is encrypted by OpenTofu, which keeps the serial inside as well: it can't be raised above ${highest}, and would fall to ${serial ?? 'none'}`,
    action:
      'Where no saved plan of that time is left that somebody could still apply, put it back as it is with --keep-serial.',
  };
}

/** Compared with the current version; where that tells none, with the newest one that does. Versions without a lineage fit all. */
function otherLineage(
  lineage: string | null,
  current: VersionReading | null,
  heads: readonly VersionHead[],
): readonly Refusal[] {
  const present = metadataOf(current)?.lineage ?? heads.find((head) => head.lineage !== null)?.lineage ?? null;
  if (lineage === null || present === null || lineage === present) return [];
  return [
    {
      reason: `the version has lineage ${lineage}, the state now ${present}: it is the history of another state`,
      action:
        'Look whether the key is right. If the current state was pushed here by mistake, or made anew over the lost one, say so with --other-lineage.',
    },
  ];
}

function diffBetween(current: VersionReading | null, chosen: Restorable): StateDiff | null {
  if (chosen.status !== 'sound') return null;
  if (current === null || current.status === 'deleted') return diffOf(null, chosen.outline);
  return current.status === 'sound' ? diffOf(current.outline, chosen.outline) : null;
}
