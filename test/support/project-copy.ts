import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** A copy of the project, or of parts of it, that a test may change. */
export interface ProjectCopy {
  readonly folder: string;
  /** Runs a file of the copy, or of its libraries, with Node. */
  run(file: string, ...words: readonly string[]): SpawnSyncReturns<string>;
  remove(): void;
}

/** @param paths files and folders, from the root of the project */
export function copyProject(paths: readonly string[]): ProjectCopy {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'statewarden-copy-')));
  for (const path of paths) cpSync(join(root, path), join(folder, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return {
    folder,
    run: (file, ...words) => spawnSync(process.execPath, [file, ...words], { cwd: folder, encoding: 'utf8' }),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
