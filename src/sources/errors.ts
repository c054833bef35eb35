import { longestLock } from './source.ts';

/** Why a source could not do what it was asked. */
export type SourceFailure =
  | 'denied'
  | 'gone'
  | 'not-found'
  | 'unavailable'
  | 'throttled'
  | 'archived'
  | 'too-large'
  | 'invalid';

interface SourceErrorDetails {
  /** Bucket and key or path: where it happened. */
  readonly location: string;
  readonly failure: SourceFailure;
  /** What happened, one sentence, nothing secret. */
  readonly detail: string;
  /** The missing permission (`s3:GetObjectVersion`), for `denied`. */
  readonly permission?: string;
  /** What the reader can do about it. */
  readonly action: string;
}

/** A source could not list or read something. Says what happened, where, and what to do. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly location: string;
  readonly failure: SourceFailure;
  readonly permission: string | null;
  readonly action: string;

  constructor(details: SourceErrorDetails, options?: ErrorOptions) {
    super(`${details.location}: ${details.detail}`, options);
    this.location = details.location;
    this.failure = details.failure;
    this.permission = details.permission ?? null;
    this.action = details.action;
  }
}

/** A lock file is larger than any lock. @param location path or `s3://bucket/key` */
export function lockTooLarge(location: string): SourceError {
  return new SourceError({
    location,
    failure: 'too-large',
    detail: `the lock file is larger than ${longestLock / 1024} KiB`,
    action: 'Look at the file: it is no lock that Terraform or OpenTofu wrote.',
  });
}
