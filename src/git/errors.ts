/** Why a repository, or the host it lies on, could not be asked. */
export type RepositoryFailure =
  /** Nobody may read this as whom we are: no credential, or not enough rights. */
  | 'denied'
  /** The credential was refused as such: expired, revoked, mistyped. */
  | 'expired'
  /** The host wants to be asked later: {@link RepositoryError.retryAfterSeconds}. */
  | 'throttled'
  /** No connection, no trust in the certificate, or the host is broken (5xx). */
  | 'unavailable'
  | 'not-found'
  /** What came back is not what git or the host's API answers. */
  | 'invalid'
  /** More than we are willing to hold. */
  | 'too-large'
  /** The host answered too late, or the caller ran out of time. */
  | 'timeout';

interface RepositoryErrorDetails {
  /** Address or path of what was asked, without any credential. */
  readonly location: string;
  readonly failure: RepositoryFailure;
  /** What happened, one sentence, nothing secret. */
  readonly detail: string;
  /** What the reader can do about it. */
  readonly action: string;
  /** The missing right, in the host's words (`Administration: read`), for `denied`. */
  readonly permission?: string;
  /** The host's own words, one line, for the API of a host. */
  readonly said?: string;
  /** For `throttled`, where the host told. */
  readonly retryAfterSeconds?: number;
}

/** A repository could not be read. Says what happened, where, and what to do; never holds a credential. */
export class RepositoryError extends Error {
  override readonly name = 'RepositoryError';
  readonly location: string;
  readonly failure: RepositoryFailure;
  readonly detail: string;
  readonly action: string;
  readonly permission: string | null;
  /** What the API of the host said, one line; null where it said nothing. */
  readonly said: string | null;
  /** Seconds from the answer on after which the host wants to be asked again; null where it did not tell. */
  readonly retryAfterSeconds: number | null;

  constructor(details: RepositoryErrorDetails, options?: ErrorOptions) {
    const detail = details.said === undefined ? details.detail : `${details.detail}: ${details.said}`;
    super(`${details.location}: ${detail}`, options);
    this.location = details.location;
    this.failure = details.failure;
    this.detail = detail;
    this.action = details.action;
    this.permission = details.permission ?? null;
    this.said = details.said ?? null;
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
  }
}
