/**
 * Puts generated text between the two marks of a section, `<!-- NAME: … -->` and `<!-- /NAME -->`.
 * @param page the whole page
 * @throws Error when the page has no such section
 */
export function replaceSection(page: string, name: string, text: string): string {
  const begin = page.search(new RegExp(`^<!-- ${name}: .*-->$`, 'm'));
  const end = page.indexOf(`<!-- /${name} -->`);
  if (begin < 0 || end < begin)
    throw new Error(`the page has no section from <!-- ${name}: … --> to <!-- /${name} -->`);
  const afterMark = page.indexOf('\n', begin) + 1;
  return `${page.slice(0, afterMark)}\n${text}\n\n${page.slice(end)}`;
}
