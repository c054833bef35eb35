import type { StateVersion } from '../../../sources/source.ts';
import { placeKey, type SecretPlace } from './remembered.ts';

/** An earlier version that can still be read. */
export interface EarlierVersion {
  readonly version: StateVersion;
  /** When the next version or delete marker came: S3 counts from then on. */
  readonly replacedAt: Date;
  /** Earlier versions and delete markers that are newer than it. */
  readonly newer: number;
}

/** One that holds a secret, as plain data. */
export interface HoldingVersion {
  /** Key of the object, or path of the file below the folder. */
  readonly path: string;
  /** What S3 calls it; null for files. */
  readonly s3VersionId: string | null;
  /** When it was written, ISO 8601 UTC. */
  readonly modifiedAt: string;
  /** ISO 8601 UTC. */
  readonly replacedAt: string;
  readonly newer: number;
  readonly bytes: number;
}

/** A secret that the current version holds no longer, and earlier ones do. */
export interface EarlierSecret extends SecretPlace {
  /** Newest first, at least one. */
  readonly versions: readonly HoldingVersion[];
}

/** What earlier versions of a state hold. */
export interface EarlierSecrets {
  readonly key: string;
  /** Null for a folder. */
  readonly bucket: string | null;
  /** Absolute path of the folder, or `s3://bucket/prefix`. */
  readonly sourceLocation: string;
  /** Where the configuration says that copies are kept: `s3://bucket/prefix`. */
  readonly copiedTo: readonly string[];
  readonly secrets: readonly EarlierSecret[];
  /** Earlier versions that were not searched: more or older than the options say, damaged, or still to be read. */
  readonly unread: number;
}

/**
 * The versions before the current one.
 * @param versions all that are listed, newest first, delete markers too
 * @param first index of the newest that is none any more
 */
export function earlierOf(versions: readonly StateVersion[], first: number): readonly EarlierVersion[] {
  return versions.flatMap((version, index) => {
    if (index < first || version.deleted) return [];
    const replacedAt = versions[index - 1]?.modifiedAt ?? version.modifiedAt;
    return [{ version, replacedAt, newer: Math.max(0, index - 1) }];
  });
}

/**
 * Holds earlier versions against what the current one holds: by place and kind, since nothing of a value is kept.
 * @param placesIn what a version is known to hold
 * @param current what the current one holds: told of by other checks
 */
export function earlierSecrets(
  versions: readonly EarlierVersion[],
  placesIn: (version: StateVersion) => readonly SecretPlace[],
  current: readonly SecretPlace[],
): readonly EarlierSecret[] {
  const there = new Set(current.map(placeKey));
  const found = new Map<string, { place: SecretPlace; holding: HoldingVersion[] }>();
  for (const { version, replacedAt, newer } of versions) {
    const { path, s3VersionId = null, modifiedAt, bytes } = version;
    const times = { modifiedAt: modifiedAt.toISOString(), replacedAt: replacedAt.toISOString() };
    const holder: HoldingVersion = { path, s3VersionId, ...times, newer, bytes };
    for (const place of new Map(placesIn(version).map((one) => [placeKey(one), one])).values()) {
      const key = placeKey(place);
      if (there.has(key)) continue;
      const known = found.get(key) ?? { place, holding: [] };
      known.holding.push(holder);
      found.set(key, known);
    }
  }
  return [...found.values()].map(({ place, holding }) => ({ ...place, versions: holding }));
}
