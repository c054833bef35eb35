/** No check can be made of what was typed. */
export class NewCheckRefusedError extends Error {
  override readonly name = 'NewCheckRefusedError';
}
