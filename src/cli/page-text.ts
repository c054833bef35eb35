import { wrapped } from '../reports/terminal.ts';

/** Begins something that stands on a line of its own: a heading, an entry of a list, a row of a table, code. */
const ownLine = /^(#|[-*] |\d+\. |\||\s{4}|```)/;
const listMark = /^([-*] |\d+\. )/;

/** A page in Markdown as text for a terminal: paragraphs and entries of lists wrapped anew, all else as it stands. */
export function pageText(markdown: string, columns: number): string {
  return blocksOf(markdown)
    .flatMap((block) => (isProse(block) ? wrapBlock(block, columns) : [block]))
    .join('\n');
}

/** Lines, those joined that only go on with what is above them. Code between fences is one block. */
function blocksOf(markdown: string): readonly string[] {
  const blocks: string[] = [];
  let code = false;
  let open = false;
  for (const line of markdown.split('\n')) {
    const fence = line.startsWith('```');
    const last = blocks.length - 1;
    if (code) blocks[last] = `${blocks[last]}\n${line}`;
    else if (open && line !== '' && !ownLine.test(line)) blocks[last] = `${blocks[last]} ${line.trim()}`;
    else blocks.push(line);
    if (fence) code = !code;
    open = !code && line !== '' && !/^(#|\||\s{4}|```)/.test(line);
  }
  return blocks;
}

function isProse(block: string): boolean {
  return block !== '' && (listMark.test(block) || !ownLine.test(block));
}

function wrapBlock(block: string, columns: number): readonly string[] {
  const mark = listMark.exec(block)?.[0] ?? '';
  const indent = ' '.repeat(mark.length);
  const [first = '', ...rest] = wrapped(block.slice(mark.length), columns, indent);
  return [`${mark}${first.slice(mark.length)}`, ...rest];
}
