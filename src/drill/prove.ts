import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Command lines that can read a state on their own. */
export const provers = ['tofu', 'terraform'] as const;
export type Prover = (typeof provers)[number];

/** Lists of a million addresses. */
const largestList = 512 * 1024 ** 2;

/** The command line is not there, or can't be started. */
export class ProverMissingError extends Error {
  override readonly name = 'ProverMissingError';

  constructor(prover: Prover, cause: unknown) {
    super(`${prover} can't be started: install it, or leave --prove out`, { cause });
  }
}

/**
 * Has OpenTofu or Terraform itself read a state file: `state list -state=FILE`, in an empty folder, so that no configuration and no
 * backend plays a part.
 * @returns how many addresses it lists; null where it refuses the file
 * @throws ProverMissingError
 */
export async function prove(prover: Prover, file: string, signal: AbortSignal): Promise<number | null> {
  const folder = await mkdtemp(join(tmpdir(), 'statewarden-drill-'));
  try {
    const { stdout } = await promisify(execFile)(prover, ['state', 'list', `-state=${file}`], {
      cwd: folder,
      signal,
      maxBuffer: largestList,
    });
    return stdout.split('\n').filter((line) => line !== '').length;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error && 'code' in error && typeof error.code === 'number') return null;
    throw new ProverMissingError(prover, error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
