import type { Leaf } from './decoder.ts';

const marks = ['"""', "'''"];
const longestName = 100;

/**
 * Texts of several lines between three quotes, each under its name, and what is left without them: `body = """` to `"""`. Sources: TOML 1.0,
 * multi-line strings; Python, "String and Bytes literals".
 */
export function quotedBlocksOf(text: string): { readonly blocks: readonly Leaf[]; readonly rest: string } {
  const blocks: Leaf[] = [];
  let rest = text;
  for (const mark of marks) {
    if (!rest.includes(mark)) continue;
    const [first = '', ...parts] = rest.split(mark);
    const left = [first];
    let before = first;
    for (let at = 0; at < parts.length; at += 2) {
      const within = parts[at] ?? '';
      const after = parts[at + 1];
      const name = /([A-Za-z_][\w.-]{1,80})["']?[ \t]{0,8}[=:][ \t]{0,8}$/.exec(before.slice(-longestName))?.[1];
      const isBlock = name !== undefined && after !== undefined && within.includes('\n');
      if (isBlock) blocks.push({ text: within.replace(/^\r?\n/, ''), path: name, name });
      else left.push(mark, within);
      if (after !== undefined) left.push(isBlock ? '""' : mark, after);
      before = after ?? '';
    }
    rest = left.join('');
  }
  return { blocks, rest };
}
