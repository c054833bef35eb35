import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { replaceSection } from '../../tools/generate/section.ts';
import { type Bench, markdownOf } from './bench.ts';

// `npm run bench`: all benches, or those named: `npm run bench -- estate`. With `--write` the figures go into the docs.

const page = resolve(import.meta.dirname, '../../docs/operations/performance.md');
const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const benches = await Promise.all(
  globSync('*.bench.ts', { cwd: import.meta.dirname })
    .sort()
    .map(async (file) => {
      const module: { readonly bench: Bench } = await import(pathToFileURL(join(import.meta.dirname, file)).href);
      return module.bench;
    }),
);
const names = benches.map(({ name }) => name);
const unknown = positionals.filter((name) => !names.includes(name));

if (unknown.length > 0) {
  console.error(`there is no bench ${unknown.join(', ')}. There are ${names.join(', ')}`);
  process.exitCode = 2;
} else if (values.write && positionals.length > 0) {
  console.error('the page holds the figures of one run of all benches: leave out the names, or --write');
  process.exitCode = 2;
} else {
  const workspace = mkdtempSync(join(tmpdir(), 'statewarden-bench-'));
  try {
    await runAll(workspace);
  } finally {
    rmSync(workspace, { recursive: true });
  }
}

async function runAll(workspace: string): Promise<void> {
  const tables: string[] = [];
  for (const bench of benches) {
    if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
    const folder = join(workspace, bench.name);
    mkdirSync(folder);
    const table = markdownOf(await bench.run(folder));
    rmSync(folder, { recursive: true });
    console.log(`\n${table}`);
    tables.push(table);
  }
  const made = `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown processor'}.`;
  console.log(`\n${made}`);
  if (values.write) {
    writeFileSync(
      page,
      replaceSection(readFileSync(page, 'utf8'), 'figures', [`Made on ${made}`, ...tables].join('\n\n')),
    );
    console.log('The figures are in docs/operations/performance.md.');
  }
}
