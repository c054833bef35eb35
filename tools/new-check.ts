import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { scanners } from '../src/scanners/index.ts';
import { version } from '../src/version.ts';
import { copyCheck } from './new-check/copy-check.ts';
import { NewCheckRefusedError } from './new-check/errors.ts';
import { planCheck } from './new-check/plan-check.ts';

// `npm run new-check locks/forgotten`: copies a real check of the scanner, so that the copy can't be out of date.

const root = resolve(import.meta.dirname, '..');
const name = process.argv[2];

if (name === undefined) {
  console.error('usage: npm run new-check SCANNER/NAME, such as npm run new-check locks/forgotten');
  process.exitCode = 2;
} else {
  try {
    const planned = planCheck(name, scanners, version);
    const written = copyCheck(planned, join(root, 'src', 'scanners'));
    tidy(written);
    console.log(
      nextSteps(
        planned.id,
        planned.template.id,
        written.map((path) => path.slice(root.length + 1)),
      ),
    );
  } catch (error) {
    if (!(error instanceof NewCheckRefusedError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** Sorts the imports and breaks the lines as the linter wants them. */
function tidy(paths: readonly string[]): void {
  const biome = join(dirname(createRequire(import.meta.url).resolve('@biomejs/biome/package.json')), 'bin', 'biome');
  const code = paths.filter((path) => path.endsWith('.ts'));
  const run = spawnSync(process.execPath, [biome, 'check', '--write', ...code], { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) console.error(`The linter has something to say of the new files:\n${run.stdout}${run.stderr}`);
}

function nextSteps(id: string, template: string, written: readonly string[]): string {
  const [check, cases, page, list] = written;
  return `${id} is made, as a copy of ${template}. Now write what makes it a check of its own:

  1. ${check}: title, severity, remediation, needs, options, evaluate.
     Facts that nobody reads yet: facts.ts, collect.ts and access.ts of the scanner.
  2. ${cases}: one case that fires, one that stays quiet, one that can't be evaluated.
  3. ${page}: the page, with every field of the evidence and every option.
  4. A state in examples/estate on which it fires.
  5. npm run generate, then npm test (it fails until the title is another one) and npm run check.

It is in the list already: ${list}.`;
}
