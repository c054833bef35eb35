import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs a program to its end. @throws Error with what it said, where it fails */
export function run(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; input?: string | Buffer } = {},
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      args,
      { cwd: options.cwd, env: { ...process.env, ...options.env }, encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(`${program} ${args.join(' ')}: ${error.message} ${stderr.toString()}`, { cause: error }));
      },
    );
    child.stdin?.end(options.input);
  });
}

/** Whoever commits in the tests, at a fixed time, whatever this machine's own configuration says. */
const identity = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Pipeline',
  GIT_AUTHOR_EMAIL: 'pipeline@example.com',
  GIT_COMMITTER_NAME: 'Pipeline',
  GIT_COMMITTER_EMAIL: 'pipeline@example.com',
  GIT_AUTHOR_DATE: '2026-11-01T10:00:00Z',
  GIT_COMMITTER_DATE: '2026-11-01T10:00:00Z',
};

/** A bare repository that is written to by git itself. */
export class TestRepository {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async create(folder: string, name: string, options: readonly string[] = []): Promise<TestRepository> {
    const path = join(folder, `${name}.git`);
    mkdirSync(path, { recursive: true });
    await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', ...options, path], { env: identity });
    return new TestRepository(path);
  }

  /** One that was created before, perhaps by another process. */
  static open(path: string): TestRepository {
    return new TestRepository(path);
  }

  /** Runs git in the repository and gives what it prints, without the last line feed. */
  async git(args: readonly string[], input?: string | Buffer): Promise<string> {
    const output = await run('git', ['-C', this.path, ...args], {
      env: identity,
      ...(input === undefined ? {} : { input }),
    });
    return output.toString().trimEnd();
  }

  /** Commits files on top of a branch; text by path. @returns the commit */
  async commit(files: Readonly<Record<string, string>>, branch = 'main'): Promise<string> {
    const ref = `refs/heads/${branch}`;
    const parent = await this.git(['for-each-ref', '--format=%(objectname)', ref]);
    const from = parent === '' ? '' : `from ${parent}\n`;
    const changes = Object.entries(files).map(
      ([path, text]) => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
    );
    const stream = `commit ${ref}\ncommitter Pipeline <pipeline@example.com> 1793527200 +0000\ndata 6\nchange\n${from}${changes.join('')}\n`;
    await this.git(['fast-import', '--quiet'], stream);
    return this.git(['rev-parse', ref]);
  }

  /** An annotated tag. @returns the tag object's oid */
  async tag(name: string, target: string, message: string, options: readonly string[] = []): Promise<string> {
    await this.git(['tag', '--annotate', '--force', ...options, '--file=-', name, target], message);
    return this.git(['rev-parse', `refs/tags/${name}`]);
  }

  /** A file beside the repository, for keys. */
  write(name: string, text: string): string {
    const path = join(this.path, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  }
}
