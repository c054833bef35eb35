import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { buildGoProgram } from '../support/go-module.ts';

const run = promisify(execFile);

/** A place that a scanner tells of: first and last line, from 1. */
export type Hit = readonly [from: number, to: number];

/** A general scanner for secrets, to be held against ours. */
export interface OtherScanner {
  readonly name: string;
  /** The command that scans a file. @param report a file for its report, where it writes one */
  command(file: string, report: string): readonly string[];
  /** What it found. @param output what it printed @param text of the file that it scanned */
  hits(output: string, report: string, text: string): Promise<readonly Hit[]>;
}

const modules = {
  gitleaks: { path: 'github.com/zricethezav/gitleaks/v8', version: '8.30.1' },
  betterleaks: { path: 'github.com/betterleaks/betterleaks', version: '1.0.0' },
  trufflehog: { path: 'github.com/trufflesecurity/trufflehog/v3', version: '3.90.0' },
} as const;
const secretlintVersion = '13.0.6';

/**
 * Finds the scanners, or gets them once: three are built from their Go modules, one comes from npm. They are kept outside of the work
 * tree, by version.
 * @returns those that could be had
 */
export async function otherScanners(say: (line: string) => void): Promise<readonly OtherScanner[]> {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'statewarden', 'bench');
  await mkdir(cache, { recursive: true });
  const scanners: OtherScanner[] = [];
  for (const name of ['gitleaks', 'betterleaks', 'trufflehog'] as const) {
    const file = join(cache, `${name}-${modules[name].version}`);
    try {
      if (!existsSync(file)) {
        say(`Building ${name} ${modules[name].version} (once, takes up to some minutes) ...`);
        const { path, version } = modules[name];
        await buildGoProgram({ module: `${path}@v${version}`, program: '.' }, file);
      }
      scanners.push(name === 'trufflehog' ? trufflehog(file) : leaks(name, file));
    } catch (error) {
      say(`Without ${name}: it needs Go 1.24 or newer and its module proxy (${reasonOf(error)})`);
    }
  }
  const folder = join(cache, `secretlint-${secretlintVersion}`);
  try {
    if (!existsSync(join(folder, 'node_modules'))) {
      say(`Installing secretlint ${secretlintVersion} (once) ...`);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'package.json'), '{ "private": true }');
      const packages = ['secretlint', '@secretlint/secretlint-rule-preset-recommend'];
      await run(
        'npm',
        ['install', '--no-audit', '--no-fund', ...packages.map((name) => `${name}@${secretlintVersion}`)],
        {
          cwd: folder,
        },
      );
    }
    scanners.push(secretlint(folder));
  } catch (error) {
    say(`Without secretlint: it needs npm and its registry (${reasonOf(error)})`);
  }
  return scanners;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error);
}

const leaksSchema = z.array(z.object({ StartLine: z.int(), EndLine: z.int() }));

/** Gitleaks, and Betterleaks, which has its options. */
function leaks(name: 'gitleaks' | 'betterleaks', program: string): OtherScanner {
  return {
    name: `${name} ${modules[name].version}`,
    command: (file, report) => [
      program,
      ...['dir', file, '--report-format', 'json', '--report-path', report, '--no-banner', '--exit-code', '0'],
    ],
    async hits(_output, report) {
      return leaksSchema
        .parse(JSON.parse(await readFile(report, 'utf8')))
        .map(({ StartLine, EndLine }) => [StartLine, EndLine]);
    },
  };
}

const trufflehogSchema = z.object({
  Raw: z.string(),
  SourceMetadata: z.object({ Data: z.object({ Filesystem: z.object({ line: z.int().optional() }) }) }),
});

function trufflehog(program: string): OtherScanner {
  return {
    name: `trufflehog ${modules.trufflehog.version}`,
    command: (file) => [program, 'filesystem', file, '--no-verification', '--json', '--no-update', '--concurrency=1'],
    async hits(output, _report, text) {
      const lines = text.split('\n');
      return output
        .split('\n')
        .filter((line) => line.startsWith('{"SourceMetadata"'))
        .map((line) => {
          const { Raw, SourceMetadata } = trufflehogSchema.parse(JSON.parse(line));
          const told = SourceMetadata.Data.Filesystem.line ?? 0;
          // Of what it decoded it tells the first line of a piece of the file: the line is the one that holds what it found.
          const isThere = lines[told - 1]?.includes(Raw) === true;
          const at = isThere ? told : 1 + lines.findIndex((each) => each.includes(Raw) || holdsEncoded(each, Raw));
          return [at, at] as const;
        });
    },
  };
}

function holdsEncoded(line: string, raw: string): boolean {
  const [encoded = ''] = /[A-Za-z0-9+/]{24,}={0,2}/.exec(line) ?? [];
  const unescaped = line.includes('\\') ? line.replaceAll('\\n', '\n').replaceAll('\\"', '"') : line;
  return unescaped.includes(raw) || (encoded !== '' && Buffer.from(encoded, 'base64').toString('latin1').includes(raw));
}

const position = z.object({ line: z.int() });
const secretlintSchema = z.array(
  z.object({ messages: z.array(z.object({ loc: z.object({ start: position, end: position }) })) }),
);

function secretlint(folder: string): OtherScanner {
  const rules = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend' }] };
  const program = join(folder, 'node_modules', 'secretlint', 'bin', 'secretlint.js');
  return {
    name: `secretlint ${secretlintVersion}`,
    command: (file) => [
      process.execPath,
      program,
      '--format',
      'json',
      '--secretlintrcJSON',
      JSON.stringify(rules),
      file,
    ],
    async hits(output) {
      const results = secretlintSchema.parse(JSON.parse(output));
      return results.flatMap(({ messages }) => messages.map(({ loc }) => [loc.start.line, loc.end.line] as const));
    },
  };
}

/** What a command took of one core, and what it printed. */
export interface TimedRun {
  readonly output: string;
  /** Of processor time, user and system, of all its processes. */
  readonly seconds: number;
}

/**
 * Runs a command on one core, as far as it can be kept there, and counts the processor time: others may work on the same machine.
 * @throws Error when it does not end as it should
 */
export async function runOnOneCore(command: readonly string[], cwd: string): Promise<TimedRun> {
  const pinned = existsSync('/usr/bin/taskset') ? ['taskset', '-c', '0'] : [];
  const script = '"$@" > "$0" 2> "$0.err"; code=$?; times; exit $code';
  const output = join(cwd, 'output');
  const child = spawn('sh', ['-c', script, output, ...pinned, ...command], {
    cwd,
    env: { ...process.env, GOMAXPROCS: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let times = '';
  child.stdout.on('data', (chunk: Buffer) => {
    times += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  // 1: found something.
  if (code !== 0 && code !== 1) throw new Error(`${command[0]} ended with ${code}`);
  const [, children = ''] = times.trim().split('\n');
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest),
    0,
  );
  return { output: await readFile(output, 'utf8'), seconds };
}
