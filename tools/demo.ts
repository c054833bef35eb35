import { spawnSync } from 'node:child_process';
import { join, relative, resolve } from 'node:path';
import { exitCodes } from '../src/cli/exit-code.ts';

// `npm run demo`: scans the example estate as a user would, once for the eye and once for the browser.

const root = resolve(import.meta.dirname, '..');
const configuration = join(root, 'examples', 'estate', 'statewarden.yaml');
const page = resolve('statewarden-report.html');

/** Runs `statewarden scan` on the estate. @returns its exit code */
function scan(...options: readonly string[]): number | null {
  const cli = join(root, 'bin', 'cli.ts');
  const run = spawnSync(process.execPath, [cli, 'scan', '--config', configuration, ...options], { stdio: 'inherit' });
  return run.status;
}

const codes = [scan(), scan('--format', 'html', '--output', page, '--quiet')];
console.log(`\nThe same as a page: ${relative(process.cwd(), page)}`);
// One state of the estate is damaged on purpose: a scan that could not read everything must say so.
if (codes.every((code) => code === exitCodes.incomplete)) {
  console.log(
    `The scan ends with exit code ${exitCodes.incomplete}: a state of the estate is damaged on purpose, so the scan is incomplete.`,
  );
} else {
  console.error(`The scans ended with ${codes.join(' and ')}, not with ${exitCodes.incomplete}: something is wrong.`);
  process.exitCode = 1;
}
