import type { Tagger } from '../../git/repository.ts';
import { checksOver } from '../scanner.ts';

/** What is read of one deployed environment (a state), or of a repository as a whole (a place). */
export interface ReleaseFacts {
  /** What the state is deployed from; null where it is mapped to nothing, is gone, or is a place. */
  readonly deployment: Deployment | null;
  /** What each configured place tells of the version, in their order; empty where nothing is mapped. */
  readonly told: readonly ToldVersion[];
  /** The version that runs, as the first place that tells one says; null where none does. */
  readonly release: DeployedRelease | null;
  /** The annotated tag of that version; null where there is none, or it is no annotated one. */
  readonly annotation: TagAnnotation | null;
  /** What was deployed, as its manifest says; null where none is configured. */
  readonly manifest: DeployedManifest | null;
  /** Whether the commit is on a protected branch; null where nobody can tell. */
  readonly reach: BranchReach | null;
  /** Releases that are newer than the one that runs; null where none runs that can be ordered. */
  readonly newer: NewerReleases | null;
  /** What the environment ran, oldest first, what it runs now included. */
  readonly lineage: readonly DeployedChange[];
  /** What the environment before this one ran; null where none is configured, or nothing is known of it. */
  readonly predecessor: Predecessor | null;
  /** Images and templates in the state that may become something else without anybody deploying it. */
  readonly mutable: readonly MutableReference[];
  /** Tags that are not what they were: only of a repository. */
  readonly tagChanges: TagChanges | null;
  /** Protected branches as configured: only of a repository whose host tells. */
  readonly branches: readonly ProtectedBranch[];
  readonly reviews: readonly ReviewedBranch[];
  readonly forcePush: readonly ForcePushBranch[];
  /** Rules for a tag as releases have it: only of a repository whose host tells. */
  readonly tagProtection: TagProtection | null;
  /** The file of code owners: only of a repository that can be looked into. */
  readonly codeOwners: CodeOwners | null;
  /** Folders as configured: only of a repository that can be looked into. */
  readonly layout: Layout | null;
}

export interface Deployment {
  /** Name of the repository. */
  readonly repository: string;
  /** Its address or path. */
  readonly location: string;
  readonly environment: string;
  /** Places that were asked, as they are configured: `output version`. */
  readonly asked: readonly string[];
  /** Milliseconds. */
  readonly maximumAge: number;
  readonly trustedTaggers: readonly string[] | null;
  /** Null: signatures are not asked for. */
  readonly trustedKeys: readonly string[] | null;
  /** Releases are marked as verified by tags of this pattern; null: they are not. */
  readonly verifiedTag: string | null;
  /** Milliseconds that a release has to have run in the environment before; null where no order is configured. */
  readonly minimumTime: number | null;
}

/** Why a place tells no version. */
export type NoVersion = 'missing' | 'sensitive' | 'not-a-version' | 'not-found';

/** What one place tells of the deployed version. */
export interface ToldVersion {
  /** `output version`, `resource tag Version`, ... */
  readonly from: string;
  /** As it stands there; null with {@link why}. */
  readonly text: string | null;
  readonly why: NoVersion | null;
  /** Name of the tag that it stands for; null where there is none. */
  readonly tag: string | null;
  /** Resources that tell another version than most: their addresses with what they tell. */
  readonly outliers: readonly { readonly address: string; readonly text: string }[];
}

/** `commit`: 40 or 64 hex digits; `other`: anything that is neither a commit nor a version of semver.org. */
export type VersionKind = 'semver' | 'commit' | 'other';

export interface DeployedRelease {
  /** As it is told. */
  readonly text: string;
  readonly kind: VersionKind;
  /** The version as semver.org writes it, without `v`; of a commit the one of its tag; null where there is none. */
  readonly version: string | null;
  readonly prerelease: boolean;
  /** Name of its tag, without `refs/tags/`; null where there is none. */
  readonly tag: string | null;
  /** The tagged commit; null where there is no tag. */
  readonly commit: string | null;
  readonly annotated: boolean;
  /** Whether a tag marks it as verified; null where no such tags are configured, or there is no tag. */
  readonly verified: boolean | null;
}

export interface TagAnnotation {
  readonly tag: string;
  readonly tagger: Tagger | null;
  /** Of the `Manifest-SHA256` trailer, lower-case hex; null where there is none. */
  readonly checksum: string | null;
  /** There is such a trailer, and it is none: no SHA-256, or several that differ. */
  readonly checksumDamaged: boolean;
  readonly signature: 'none' | 'trusted' | 'untrusted' | 'invalid' | 'unverifiable';
  /** Key that signed it, as it is told; null where it is not. */
  readonly key: string | null;
}

export interface DeployedManifest {
  /** `output manifest_sha256` or the object's address. */
  readonly from: string;
  /** Lower-case hex; null where there is none. */
  readonly sha256: string | null;
}

export interface BranchReach {
  readonly commit: string;
  readonly branches: readonly string[];
  readonly reached: boolean;
}

export interface NewerReleases {
  readonly count: number;
  /** Tag of the newest release. */
  readonly latest: string;
  /** Tag of the oldest release that is newer than what runs. */
  readonly next: string;
  /** When that one was tagged, or first seen. ISO 8601; null where neither is known. */
  readonly since: string | null;
}

/** A version that an environment began to run. */
export interface DeployedChange {
  /** ISO 8601. */
  readonly at: string;
  /** Null for the first that was seen. */
  readonly from: string | null;
  readonly to: string;
  /** As semver.org writes it; null where it is no such version. */
  readonly version: string | null;
  readonly tag: string | null;
  readonly commit: string | null;
  readonly serial: number | null;
  readonly by: string | null;
  /** False for one that this scan sees first. */
  readonly recorded: boolean;
}

export interface Predecessor {
  readonly environment: string;
  /** Milliseconds that it ran the version before this environment did; null where it never did. */
  readonly ran: number | null;
}

export interface MutableReference {
  readonly address: string;
  readonly kind: 'image' | 'launch-template';
  /** As it stands in the state: `acme/api:latest`, `$Latest`. */
  readonly reference: string;
  /** What makes it so. */
  readonly because: 'latest-tag' | 'no-tag' | 'no-digest' | 'latest-version' | 'default-version';
}

export interface TagChanges {
  readonly repository: string;
  readonly location: string;
  readonly moved: readonly {
    readonly tag: string;
    readonly was: string;
    readonly now: string;
    readonly firstSeenAt: string;
  }[];
  readonly deleted: readonly { readonly tag: string; readonly was: string; readonly firstSeenAt: string }[];
  /** Tags that are seen for the first time. */
  readonly fresh: ReadonlyMap<string, string>;
}

export interface ProtectedBranch {
  readonly repository: string;
  readonly branch: string;
  readonly isProtected: boolean;
  readonly exists: boolean;
}

export interface ReviewedBranch {
  readonly repository: string;
  readonly branch: string;
  readonly approvals: number;
  readonly rules: readonly string[];
}

export interface ForcePushBranch {
  readonly repository: string;
  readonly branch: string;
  readonly allowed: boolean;
  readonly rules: readonly string[];
}

export interface TagProtection {
  readonly repository: string;
  readonly pattern: string;
  /** Names of rules that are in force for tags of that pattern. */
  readonly rules: readonly string[];
  readonly blocksMoving: boolean;
  readonly blocksDeletion: boolean;
}

export interface CodeOwners {
  readonly repository: string;
  readonly branch: string;
  /** Where the host looks for it. */
  readonly paths: readonly string[];
  /** Where it is; null where it is in none of them. */
  readonly found: string | null;
}

export interface Layout {
  readonly repository: string;
  readonly branch: string;
  readonly missing: readonly { readonly folder: string; readonly kind: 'environment' | 'modules' }[];
}

export const defineCheck = checksOver<ReleaseFacts>();
