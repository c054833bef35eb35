/** A state is encrypted by OpenTofu: which version it tells can't be read. Becomes a scan error of its own. */
export class StateEncryptedError extends Error {
  override readonly name = 'StateEncryptedError';

  constructor(key: string) {
    super(`${key}: the state is encrypted`);
  }
}
