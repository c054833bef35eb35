import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { replaceSection } from '../../tools/generate/section.ts';
import { type Bench, markdownOf } from './bench.ts';

// `npm run bench`: all benches, or those named: `npm run bench -- estate`. With `--write` the figures go into the docs.

const pages = resolve(import.meta.dirname, '../../docs/operations');
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
const wanted = benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const halfPages = benches.filter((bench) => !wanted.includes(bench) && wanted.some(({ page }) => page === bench.page));

if (unknown.length > 0) {
  console.error(`there is no bench ${unknown.join(', ')}. There are ${names.join(', ')}`);
  process.exitCode = 2;
} else if (values.write && halfPages.length > 0) {
  const missing = halfPages.map(({ name }) => name).join(', ');
  console.error(`a page holds the figures of one run of all its benches: name ${missing} too, or leave out --write`);
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
  const tables = new Map<Bench['page'], string[]>();
  for (const bench of wanted) {
    const folder = join(workspace, bench.name);
    mkdirSync(folder);
    const made = (await bench.run(folder)).map(markdownOf);
    rmSync(folder, { recursive: true });
    for (const table of made) console.log(`\n${table}`);
    tables.set(bench.page, [...(tables.get(bench.page) ?? []), ...made]);
  }
  const made = `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown processor'}.`;
  console.log(`\n${made}`);
  for (const [name, written] of values.write ? tables : []) {
    const page = join(pages, `${name}.md`);
    const figures = [`Made on ${made}`, ...written].join('\n\n');
    writeFileSync(page, replaceSection(readFileSync(page, 'utf8'), 'figures', figures));
    console.log(`The figures are in docs/operations/${name}.md.`);
  }
}
