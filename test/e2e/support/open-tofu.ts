import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { credentials, region } from './clients.ts';
import { deployment } from './deployment.ts';

const run = promisify(execFile);

/** What a run locks with. */
export type Mechanism = 'lock file' | 'table' | 'both';

/** A folder of configuration whose state lies in the states bucket, worked on by the real program. */
export class Workspace {
  readonly #folder: string;
  readonly #key: string;

  readonly #locks: Mechanism;

  /** @param key of the state object. @param locks what its runs lock with */
  constructor(key: string, locks: Mechanism = 'lock file') {
    this.#key = key;
    this.#locks = locks;
    this.#folder = join(deployment.folder, 'workspaces', key.replaceAll('/', '-'));
  }

  get folder(): string {
    return this.#folder;
  }

  /** Writes the configuration. @param text beside the backend */
  async write(text: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const backend = `terraform {
  backend "s3" {
    bucket = "${deployment.statesBucket}"
    key = "${this.#key}"
    region = "${region}"
    ${this.#locks === 'table' ? '' : 'use_lockfile = true'}
    ${this.#locks === 'lock file' ? '' : `dynamodb_table = "${deployment.lockTable}"`}
    use_path_style = true
    skip_credentials_validation = true
    skip_requesting_account_id = true
    skip_metadata_api_check = true
    endpoints = { s3 = "${deployment.endpoint}", dynamodb = "${deployment.endpoint}" }
  }
}
`;
    await writeFile(join(this.#folder, 'main.tf'), backend + text);
  }

  /** @returns what the command printed. @throws when it failed */
  async tofu(...command: readonly string[]): Promise<string> {
    const { stdout } = await steadily(
      () => run(deployment.tools.tofu, [...command], this.#settings()),
      (lockId) => run(deployment.tools.tofu, ['force-unlock', '-force', lockId], this.#settings()),
    );
    return stdout;
  }

  /** Starts a command and leaves it running. */
  start(...command: readonly string[]): ChildProcess {
    return spawn(deployment.tools.tofu, [...command], { ...this.#settings(), stdio: 'ignore', detached: true });
  }

  #settings() {
    const { PATH = '' } = process.env;
    return {
      cwd: this.#folder,
      env: { ...credentials, PATH, HOME: deployment.folder, TF_IN_AUTOMATION: 'true', CHECKPOINT_DISABLE: 'true' },
    };
  }
}

/**
 * Beside a busy stack the emulator now and then carries out what OpenTofu asks of the lock table and then refuses it, as if it came a
 * second time: the run is repeated. A lock that the run itself had taken, which its time shows, is released before; a lock of anybody
 * else is not touched.
 */
export async function steadily<T>(work: () => Promise<T>, unlock?: (lockId: string) => Promise<unknown>): Promise<T> {
  const startedAt = new Date();
  try {
    return await work();
  } catch (error) {
    const said = String(error);
    const own = /acquiring the state lock.*ConditionalCheckFailed.*\bID:\s+(\S+).*\bCreated:\s+(\S+) (\S+) /s.exec(
      said,
    );
    const [, lockId = '', day = '', time = ''] = own ?? [];
    const isOwn = own !== null && new Date(`${day}T${time.slice(0, 12)}Z`) >= startedAt;
    if (isOwn && unlock !== undefined) await unlock(lockId);
    else if (!/releasing the state lock.*ConditionalCheckFailed/s.test(said)) throw error;
    return await work();
  }
}
