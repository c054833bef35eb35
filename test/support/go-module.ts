import { execFile } from 'node:child_process';
import { chmod, cp, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';

const run = promisify(execFile);

/** A program of a Go module. */
interface GoProgram {
  /** `github.com/opentofu/opentofu@v1.12.6` */
  readonly module: string;
  /** Package of the program in the module: `./cmd/tofu`. */
  readonly program: string;
}

/**
 * Builds a program in a copy of its module: `go install` refuses a module that replaces others.
 * @param file where the program goes: whole or not at all, also when two builds run at once
 * @throws what Go said, where it is missing or the module can't be had
 */
export async function buildGoProgram({ module, program }: GoProgram, file: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'statewarden-go-'));
  try {
    const { stdout } = await run('go', ['mod', 'download', '-json', module], { cwd: folder });
    const { Dir } = z.object({ Dir: z.string() }).parse(JSON.parse(stdout));
    await cp(Dir, folder, { recursive: true });
    // The module cache is read-only, and copies of it too.
    for (const entry of await readdir(folder, { recursive: true })) await chmod(join(folder, entry), 0o755);
    const output = join(folder, 'program.built');
    await run('go', ['build', '-trimpath', '-ldflags=-s -w', '-o', output, program], {
      cwd: folder,
      env: { ...process.env, CGO_ENABLED: '0' },
      maxBuffer: 16 * 1024 ** 2,
    });
    // Across file systems a rename needs a copy first.
    const beside = `${file}.${process.pid}`;
    await cp(output, beside);
    await rename(beside, file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
