import type { StateVersion } from '../sources/source.ts';

/** The new bytes of a state. */
export interface NewState {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  readonly md5: string;
  /** Reads them, from the start each time. */
  open(signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}

/** Something that Terraform takes before it writes a state. */
export interface LockPlace {
  /** `s3://bucket/KEY.tflock`, `dynamodb://table/bucket/KEY`, or a path. */
  readonly location: string;
  /** The command that takes the lock away whoever holds it; `force-unlock` does not know every lock. */
  readonly removal: string;
  /** What stands in it; null when nobody holds it. */
  read(signal: AbortSignal): Promise<string | null>;
  /** Takes it, unless somebody holds it. @returns whether it was taken */
  take(text: string, signal: AbortSignal): Promise<boolean>;
  /** Releases it if it is still held with this text. @returns whether it was */
  release(text: string, signal: AbortSignal): Promise<boolean>;
}

/** Where Terraform keeps the MD5 of a state. */
export interface DigestPlace {
  readonly location: string;
  /** As written; null where there is none. */
  read(signal: AbortSignal): Promise<string | null>;
  write(md5: string, signal: AbortSignal): Promise<void>;
}

/**
 * Where one state is written: the only way by which Statewarden changes anything. Nothing but `statewarden restore --apply` opens one.
 * Methods throw SourceError for what they could not do.
 */
export interface RestorePlace {
  /** `s3://bucket/key` or the path. */
  readonly location: string;
  /** `Path` of a lock. */
  readonly lockPath: string;
  /** In the order in which Terraform takes them. */
  locks(signal: AbortSignal): Promise<readonly LockPlace[]>;
  /** Null where the writers of this state keep none. */
  digest(signal: AbortSignal): Promise<DigestPlace | null>;
  /**
   * Writes the state as a new version, with what the version that is put back has beside its bytes.
   * @param after.current what the new version comes after; null where there is none
   * @param after.startedAt when the restore took the lock: the same in a run that finishes what another began
   * @returns false when something else was written meanwhile: then nothing was changed
   */
  put(
    state: NewState,
    after: { readonly current: StateVersion | null; readonly startedAt: Date },
    signal: AbortSignal,
  ): Promise<boolean>;
}
