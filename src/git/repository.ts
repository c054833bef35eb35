/** One name in a repository. Source: git/git Documentation/gitprotocol-v2.adoc, `ls-refs`. */
export interface GitRef {
  /** Whole name: `refs/tags/network/v1.2.0`. Any character but those that git refuses. */
  readonly name: string;
  /** What the name points to: of an annotated tag the tag object, else the commit (or, oddly, a tree or a blob). */
  readonly oid: string;
  /** Of an annotated tag: the first object below it that is no tag, through all tags of tags. Null: no annotated tag. */
  readonly peeled: string | null;
}

/** All tags and branches of a repository at one moment. An empty repository has none: that is an answer. */
export interface RepositoryRefs {
  /** In the order of their names. */
  readonly tags: readonly GitRef[];
  readonly branches: readonly GitRef[];
  /** Short name of the branch that HEAD names (`main`), also where it has no commit yet; null where the server did not tell, or HEAD is detached. */
  readonly defaultBranch: string | null;
}

/** Who made a tag, as its own client wrote it: nobody checked it. */
export interface Tagger {
  readonly name: string;
  readonly email: string;
  /** ISO 8601 UTC, by the clock of the tagger. */
  readonly at: string;
}

/** One `Key: value` line at the end of a message. Source: git-interpret-trailers(1). */
export interface Trailer {
  readonly key: string;
  /** Folded lines are joined by one space. */
  readonly value: string;
}

/** A signature below a tag's message. It says who can have made it, never whether that one is trusted: see `signerOf`. */
export interface TagSignature {
  readonly kind: 'ssh' | 'gpg' | 'x509';
  /**
   * Whether it was made over exactly this tag by the key in {@link key}. Null: it can't be verified here (GPG and X.509, for want of
   * a library; an SSH key of a hardware token), which {@link why} tells.
   */
  readonly valid: boolean | null;
  /** Why it is not valid, or could not be verified; null for a valid one. */
  readonly why: string | null;
  /** SSH: `SHA256:...` as `ssh-keygen -lf` prints it; GPG: fingerprint or key id of the issuer, upper-case hex; null where it is not told. */
  readonly key: string | null;
}

export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag';

/** An annotated tag. Objects never change: what was read of one oid holds for ever. Plain data. */
export interface TagObject {
  readonly oid: string;
  readonly objectOid: string;
  readonly objectType: ObjectType;
  /** The name that was signed off, without `refs/tags/`: not of necessity the name of the ref that points to it. */
  readonly name: string;
  /** Null in tags of ancient clients. */
  readonly tagger: Tagger | null;
  /** Without the signature. */
  readonly message: string;
  /** In their order; a key may stand there more than once. See `trailerValues`. */
  readonly trailers: readonly Trailer[];
  readonly signature: TagSignature | null;
  /** The tag that it tags, where {@link objectType} is `tag`. */
  readonly nested: TagReading | null;
}

/** A tag object that is no tag as git writes it. */
export interface DamagedTag {
  readonly oid: string;
  /** What is wrong, one sentence. */
  readonly damage: string;
}

export type TagReading = TagObject | DamagedTag;

/** Where the caller keeps tags that were read before. */
export interface TagMemory {
  /** Those of `oids` that it knows. */
  get(oids: readonly string[], signal: AbortSignal): Promise<readonly TagReading[]>;
  put(tags: readonly TagReading[], signal: AbortSignal): Promise<void>;
}

export interface TreeEntry {
  /** Without the folders above it. */
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'submodule';
}

/** What can be asked about commits: of a clone, or of a host with an API. Every method throws RepositoryError. */
export interface CommitReader {
  /** Whether `commit` is the head of `branch` (short name) or an ancestor of it. `not-found` where there is no such commit or branch, or the host hides them. */
  reaches(branch: string, commit: string, signal: AbortSignal): Promise<boolean>;
  /** What lies in a folder (`''`: the root) at a commit or branch, at most {@link longestListing} entries; null where there is no such folder. */
  entries(at: string, folder: string, signal: AbortSignal): Promise<readonly TreeEntry[] | null>;
  /** A file's text; null where there is none. `too-large` above {@link longestFile}. */
  text(at: string, path: string, signal: AbortSignal): Promise<string | null>;
  /** Where this host looks for the file of code owners, first one first. */
  readonly codeOwnersPaths: readonly string[];
}

export const longestListing = 1_000;
/** Bytes. Above it GitHub's API gives no contents. */
export const longestFile = 1024 * 1024;

/** How a branch is protected, all rules taken together. Null in a field: the host did not let us know, as {@link unknown} tells. */
export interface BranchProtection {
  readonly branch: string;
  /** Some rule holds for the branch. */
  readonly protected: boolean | null;
  /** Approvals that a change needs before it may be merged; 0: none, or changes need not go through a review at all. */
  readonly requiredApprovals: number | null;
  readonly forcePushAllowed: boolean | null;
  /** Where the rules stand, for people: `branch protection`, `ruleset main of the organization`. */
  readonly rules: readonly string[];
  /** One sentence for each thing that could not be told, and which right would help. */
  readonly unknown: readonly string[];
}

/** A rule over names of tags. See `protectionOfTag`. */
export interface TagRule {
  /** For people: `ruleset releases`, `protected tag v*`. */
  readonly name: string;
  /** Patterns over names without `refs/tags/`; `*` crosses no `/` on GitHub, and does on GitLab. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly starCrossesSlash: boolean;
  /** Nobody, but those who may bypass, can move such a tag. */
  readonly blocksMoving: boolean;
  readonly blocksDeletion: boolean;
}

/** What a host tells of the rules it keeps. Every method throws RepositoryError. */
export interface ProtectionReader {
  readonly kind: 'github' | 'gitlab';
  /** `not-found` where there is no such branch. */
  branch(name: string, signal: AbortSignal): Promise<BranchProtection>;
  /** Rules that are in force; none: anybody who may push can move and delete every tag. */
  tagRules(signal: AbortSignal): Promise<readonly TagRule[]>;
}

/** A repository whose tags say what may run. Every method throws RepositoryError. */
export interface Repository {
  /** Name in the configuration. */
  readonly name: string;
  /** Address or path, without any credential. */
  readonly location: string;
  /** One request to a server that speaks version 2 of git's protocol. */
  refs(signal: AbortSignal): Promise<RepositoryRefs>;
  /**
   * Tag objects by the oids of annotated tags, tags below them included. What the memory knows is not asked for again; the rest
   * comes in requests of a thousand. Each oid has an answer: what is no readable tag is a {@link DamagedTag}.
   */
  tagObjects(oids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, TagReading>>;
  /** Null where neither a clone nor an API that we speak can tell. */
  readonly commits: CommitReader | null;
  /** Null where no API that we speak can tell. */
  readonly protection: ProtectionReader | null;
}

export function isDamaged(reading: TagReading): reading is DamagedTag {
  return 'damage' in reading;
}

/** What an annotated tag points to in the end, through all tags of tags; null where a tag on the way is damaged. */
export function taggedObject(tag: TagObject): { readonly oid: string; readonly type: ObjectType } | null {
  if (tag.nested === null) return { oid: tag.objectOid, type: tag.objectType };
  return isDamaged(tag.nested) ? null : taggedObject(tag.nested);
}
