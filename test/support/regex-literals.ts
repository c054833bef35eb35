/** What stands before a slash that begins an expression, and not a division. */
const before = /(?:[=(,:[!&|?{};+]|=>|return|^)\s*$/;

/** A regular expression as it stands in the code. */
export interface RegexLiteral {
  readonly source: string;
  readonly flags: string;
  readonly line: number;
}

/**
 * The regular expressions in a module, as the formatter leaves it: told from comments, texts and divisions by what stands before.
 * @param code of TypeScript
 */
export function regexLiterals(code: string): readonly RegexLiteral[] {
  const found: RegexLiteral[] = [];
  let at = 0;
  /** Code that an expression may follow. */
  let past = '';
  /** Whether the text is code again at each closing brace: inside of templates it is. */
  const templates: number[] = [];
  let braces = 0;
  while (at < code.length) {
    const rest = code.slice(at);
    const [comment] = /^(?:\/\/.*|\/\*[\s\S]*?\*\/)/.exec(rest) ?? [];
    const [text] = /^(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/.exec(rest) ?? [];
    const isTemplateStart = rest[0] === '`' || (rest[0] === '}' && templates.at(-1) === braces);
    const regex =
      rest[0] === '/' && before.test(past)
        ? /^\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)/.exec(rest)
        : null;
    let length = 1;
    if (comment !== undefined) length = comment.length;
    else if (text !== undefined) length = text.length;
    else if (regex !== null) {
      const [whole, source = '', flags = ''] = regex;
      found.push({ source, flags, line: code.slice(0, at).split('\n').length });
      length = whole.length;
    } else if (isTemplateStart) {
      if (rest[0] === '}') templates.pop();
      const [template = '`'] = /^[`}](?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)?/.exec(rest) ?? [];
      if (template.endsWith('${')) templates.push(braces);
      length = template.length;
    } else if (rest[0] === '{') braces++;
    else if (rest[0] === '}') braces--;
    if (comment === undefined) past = `${past}${rest.slice(0, length)}`.slice(-40);
    at += length;
  }
  return found;
}
