import type { StateBytes, StateVersion } from './source.ts';

/** A place that keeps copies of a source's states: a replica, or a prefix that a job writes. The key is the same, behind its prefix. */
export interface Copy {
  /** `s3://bucket/prefix`; part of the ids of findings. */
  readonly location: string;
  /** Milliseconds that it may lag behind: the recovery point objective. */
  readonly maximumAge: number;
  /** The newest copy of a state; null where there is none. @throws SourceError */
  find(key: string, signal: AbortSignal): Promise<StateVersion | null>;
  /** Opens exactly that copy. @throws SourceError */
  open(version: StateVersion, signal: AbortSignal, atOnce?: number): Promise<StateBytes>;
}
