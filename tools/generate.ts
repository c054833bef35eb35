import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { alertJsonSchema } from '../src/alerts/alert-schema.ts';
import { configurationJsonSchema } from '../src/config/schema.ts';
import { reportJsonSchema } from '../src/reports/report-schema.ts';
import { scanners } from '../src/scanners/index.ts';
import { tokenFormats } from '../src/scanners/secrets/token-formats/index.ts';
import { packFormats } from '../src/scanners/secrets/token-formats/pack-formats.ts';
import { packWaysOut } from '../src/scanners/secrets/ways-out/pack-ways-out.ts';
import { checksPage, checksTable } from './generate/checks-page.ts';
import { packedConstant } from './generate/packed-constant.ts';
import { replaceSection } from './generate/section.ts';

// `npm run generate`: writes whatever is derived from the code. With `--check` it writes nothing, and names what is stale.

const root = resolve(import.meta.dirname, '..');
const checkOnly = process.argv.slice(2).includes('--check');

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** What each file should hold, by its path and what it holds now. */
const files: Readonly<Record<string, (now: string) => string>> = {
  'docs/checks.md': () => checksPage(scanners),
  'docs/statewarden.schema.json': () => json(configurationJsonSchema(scanners)),
  'docs/report.schema.json': () => json(reportJsonSchema()),
  'docs/alert.schema.json': () => json(alertJsonSchema()),
  'src/scanners/secrets/token-formats/packed-formats.ts': () =>
    packedConstant(
      'packedFormats',
      'What pack-formats.ts made of the formats in this folder.',
      packFormats(tokenFormats),
    ),
  'src/scanners/secrets/ways-out/packed-ways-out.ts': () =>
    packedConstant('packedWaysOut', 'What pack-ways-out.ts made of the tables in this folder.', packWaysOut()),
  'README.md': (now) => replaceSection(now, 'checks', checksTable(scanners)),
};

for (const [file, make] of Object.entries(files)) {
  const path = join(root, file);
  const now = textOf(path);
  const wanted = make(now);
  if (wanted === now) continue;
  if (checkOnly) {
    console.error(`${file} is not what the code says: run \`npm run generate\` and commit it`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, wanted);
    console.log(`${file} is written`);
  }
}

/** A file that is not there yet is empty: it is written like any other that is stale. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
