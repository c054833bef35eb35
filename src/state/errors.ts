/** Why the bytes of a state object are not a state document that Terraform or OpenTofu would read. */
export type DamageReason =
  | 'empty'
  | 'truncated'
  | 'not-json'
  | 'byte-order-mark'
  | 'not-utf8'
  | 'duplicate-member'
  | 'nested-too-deep'
  | 'value-too-large'
  | 'not-a-state'
  | 'unsupported-version'
  | 'invalid-member';

export interface Damage {
  readonly reason: DamageReason;
  /** One sentence without any value of the document: what is wrong. */
  readonly detail: string;
  /** Byte offset into the object where the damage shows, where known. */
  readonly offset?: number;
  /** RFC 6901 pointer to the damaged part, where known. */
  readonly pointer?: string;
  /** The format version found, for `unsupported-version`. */
  readonly version?: string;
}

/** The bytes were read, but they are no readable state document. Never carries a value of the document. */
export class StateDamagedError extends Error {
  override readonly name = 'StateDamagedError';
  readonly damage: Damage;

  constructor(damage: Damage, options?: ErrorOptions) {
    const at = damage.offset === undefined ? '' : ` at byte ${damage.offset}`;
    super(`${damage.detail}${at}`, options);
    this.damage = damage;
  }
}
