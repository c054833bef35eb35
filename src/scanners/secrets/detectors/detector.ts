/**
 * Tells what a text is by how it looks. Pure, linear in the length of the text, and silent about the text itself: what it returns
 * holds no byte of it beyond the public prefix of a token type.
 */
export interface Detector<Match> {
  /** Cheap: false for nearly every text. What it lets through is looked at in full. */
  mayMatch(text: string): boolean;
  /** @returns null where the text is none of its kind */
  match(text: string): Match | null;
}

/** What stands where a secret would: a reference, a template's variable, a mask. Source of `$__file{}`: Grafana, "Variable expansion". */
const placeholder =
  /^(?:\$[{([]|\$__[a-z]{2,12}\{|\$[\w.:/-]*$|\{\{|<[^>]*>$|%[({sv]|\*+$|x+$|\(sensitive|\[?redacted)/i;

export function isPlaceholder(text: string): boolean {
  return placeholder.test(text);
}
