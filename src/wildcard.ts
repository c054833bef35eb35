/**
 * Whether a text is what a pattern says, in which `*` stands for any characters, none and slashes too, and everything else for itself:
 * in an address like `aws_instance.web["a/b"]` no other sign can have a meaning. Linear in the length of the text.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
