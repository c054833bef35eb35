/** What a text holds as JSON; undefined, which no schema takes, where it is none. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What the parser says quotes the text, and that may be a secret. Whoever reads the value says what was expected.
    return undefined;
  }
}
