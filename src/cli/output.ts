import { appendFile, writeFile } from 'node:fs/promises';
import { OutputError } from './errors.ts';
import { layoutFor, type Session, usualColumns, write } from './session.ts';

/** Where a page goes that nobody wants to see in a terminal. */
const defaultPage = 'statewarden-report.html';

/**
 * Where a report goes: the named file; for a page on a terminal {@link defaultPage}; else standard output, null.
 * @throws OutputError when the file can't be written: found before the scan, not after it
 */
export async function chooseOutput(
  named: string | undefined,
  format: string,
  { stdout }: Pick<Session, 'stdout'>,
): Promise<string | null> {
  const file = named ?? (format === 'html' && stdout.isTTY === true ? defaultPage : null);
  if (file !== null) await ensureWritable(file);
  return file;
}

async function ensureWritable(file: string): Promise<void> {
  try {
    // Appending nothing leaves an earlier report whole, should the scan be stopped.
    await appendFile(file, '');
  } catch (error) {
    throw new OutputError(file, error);
  }
}

/** Writes a report to where it goes. @throws OutputError */
export async function deliver(
  render: (layout: { readonly columns: number; readonly colour: boolean }) => string,
  file: string | null,
  { stdout, environment }: Pick<Session, 'stdout' | 'environment'>,
): Promise<void> {
  if (file === null) {
    await write(stdout, endLine(render(layoutFor(stdout, environment))));
    return;
  }
  const text = endLine(render({ columns: usualColumns, colour: false }));
  await writeFile(file, text).catch((cause: unknown) => {
    throw new OutputError(file, cause);
  });
}

function endLine(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
