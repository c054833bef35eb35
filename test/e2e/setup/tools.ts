import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildGoProgram } from '../../support/go-module.ts';

const run = promisify(execFile);

/** Programs that the suite starts. */
export interface Tools {
  /** The AWS emulator. */
  readonly miniStack: string;
  /** Python of the emulator's virtual environment. */
  readonly python: string;
  readonly tofu: string;
}

const miniStackVersion = '1.4.21';
const tofuVersion = '1.12.6';

/** A tool of the suite is not here and can't be had. */
class ToolError extends Error {
  override readonly name = 'ToolError';
}

/**
 * Finds the tools, or gets them once: MiniStack from PyPI, OpenTofu built from its Go module. They are kept outside of the work
 * tree, by version, for the next run.
 * @throws ToolError when they can't be had: the suite does not run without them
 */
export async function prepareTools(say: (line: string) => void): Promise<Tools> {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'statewarden', 'end-to-end');
  await mkdir(cache, { recursive: true });
  const emulator = join(cache, `ministack-${miniStackVersion}`);
  const tofu = join(cache, `tofu-${tofuVersion}`);
  if (!existsSync(join(emulator, 'bin', 'ministack'))) {
    say(`Installing MiniStack ${miniStackVersion} (once) ...`);
    await installMiniStack(emulator).catch((cause: unknown) => {
      throw unavailable('MiniStack', 'Python 3.10 or newer with venv, and PyPI', cause);
    });
  }
  if (!existsSync(tofu)) {
    say(`Building OpenTofu ${tofuVersion} (once, takes some minutes) ...`);
    await buildGoProgram({ module: `github.com/opentofu/opentofu@v${tofuVersion}`, program: './cmd/tofu' }, tofu).catch(
      (cause: unknown) => {
        throw unavailable('OpenTofu', 'Go 1.26 or newer and its module proxy', cause);
      },
    );
  }
  return { miniStack: join(emulator, 'bin', 'ministack'), python: join(emulator, 'bin', 'python'), tofu };
}

function unavailable(tool: string, needs: string, cause: unknown): ToolError {
  return new ToolError(
    `The end-to-end suite can't get ${tool}. It needs ${needs}. Without them run the other tests: npm test`,
    { cause },
  );
}

/** A virtual environment can't be moved: one that was left half done is taken away and made again. */
async function installMiniStack(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await run('python3', ['-m', 'venv', folder]);
  const pip = join(folder, 'bin', 'pip');
  try {
    await run(pip, ['install', '--quiet', '--disable-pip-version-check', `ministack==${miniStackVersion}`]);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
