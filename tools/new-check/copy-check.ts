import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NewCheckRefusedError } from './errors.ts';
import { constantOf, type PlannedCheck } from './plan-check.ts';

/**
 * Writes the three files of a planned check and enters it in the list.
 * @param scannersFolder `src/scanners`
 * @returns paths of what was written: check, cases, page, list
 * @throws NewCheckRefusedError when a file of that name is there, or the name is in use in the code that is copied
 */
export function copyCheck(planned: PlannedCheck, scannersFolder: string): readonly string[] {
  const { scanner, stem, constant, template } = planned;
  const folder = join(scannersFolder, scanner, 'checks');
  const templateStem = template.id.slice(template.id.indexOf('/') + 1);
  const code = readFileSync(join(folder, `${templateStem}.ts`), 'utf8');
  if (declares(code, constant)) {
    throw new NewCheckRefusedError(
      `${planned.id}: ${templateStem}.ts, which is copied, has a ${constant}: take another name`,
    );
  }
  const copies = ['.ts', '.cases.ts', '.md'].map((end) => {
    const text = readFileSync(join(folder, `${templateStem}${end}`), 'utf8');
    return { path: join(folder, `${stem}${end}`), text: renamed(text, planned, constantOf(templateStem)) };
  });
  for (const { path, text } of copies) writeNew(path, text, planned.id);
  const list = join(folder, 'index.ts');
  writeFileSync(list, listed(readFileSync(list, 'utf8'), planned));
  return [...copies.map(({ path }) => path), list];
}

/** Whether a word is imported or declared at the top of a file. */
function declares(code: string, word: string): boolean {
  return new RegExp(`^(?:import\\b[^;]*|(?:export )?(?:const|function) )\\b${word}\\b`, 'm').test(code);
}

function renamed(text: string, { id, constant, since, template }: PlannedCheck, templateConstant: string): string {
  const options = Object.keys(template.options.shape);
  return options
    .reduce((copy, key) => copy.replace(wholeWord(key), `${constant}${key[0]?.toUpperCase()}${key.slice(1)}`), text)
    .replaceAll(template.id, id)
    .replace(new RegExp(`(?<=^export const )${templateConstant}\\b`, 'm'), constant)
    .replace(/(?<=^ {2}since: ')[^']+/m, since);
}

function wholeWord(word: string): RegExp {
  return new RegExp(`\\b${word}\\b`, 'g');
}

function writeNew(path: string, text: string, id: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    throw new NewCheckRefusedError(`${id}: ${path} is there already, though no list names it`, { cause: error });
  }
}

/** The list with the check at its end; the linter puts the import in its place. */
function listed(list: string, { constant, stem }: PlannedCheck): string {
  const end = list.lastIndexOf('];');
  const before = list.slice(0, end).trimEnd().replace(/,$/, '');
  const lastImport = list.lastIndexOf('\nimport ');
  const afterImports = list.indexOf('\n', lastImport + 1) + 1;
  return `${list.slice(0, afterImports)}import { ${constant} } from './${stem}.ts';\n${before.slice(afterImports)}, ${constant}${list.slice(end)}`;
}
