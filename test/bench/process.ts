import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseConfiguration } from '../../src/config/load.ts';
import { openEmbeddedStore } from '../../src/findings/embedded.ts';
import { scanEstate } from '../../src/pipeline/scan-estate.ts';
import { jsonFormat } from '../../src/reports/json.ts';
import { scanners } from '../../src/scanners/index.ts';
import { openSource } from '../../src/sources/open-source.ts';

// A process of its own for one measurement, so that no memory of another counts: `process.ts FOLDER parse|scan|STREAM_ABOVE`.

const [folder = '', what = ''] = process.argv.slice(2);
const done = what === 'parse' ? { milliseconds: parseAll(), findings: 0 } : await scan();
// Node gives kilobytes on every system.
const measurement = { ...done, peakBytes: process.resourceUsage().maxRSS * 1024 };
process.stdout.write(JSON.stringify(measurement));

/** JSON.parse of every state, one after the other. Reading the files does not count. */
function parseAll(): number {
  let total = 0;
  for (const file of globSync('**/*.tfstate', { cwd: folder })) {
    const bytes = readFileSync(join(folder, file));
    const start = performance.now();
    JSON.parse(bytes.toString());
    total += performance.now() - start;
  }
  return total;
}

/** Everything that `statewarden scan --format json` does once it has started. */
async function scan(): Promise<{ readonly milliseconds: number; readonly findings: number }> {
  const limits = what === 'scan' ? '' : `limits: { streamAbove: ${what} }`;
  const configuration = parseConfiguration(limits, { scanners, file: 'of the bench', baseFolder: folder });
  const start = performance.now();
  const { store, close } = await openEmbeddedStore();
  const sources = [openSource({ name: 'estate', folder }, {})];
  const clock = () => new Date();
  const signal = new AbortController().signal;
  const report = await scanEstate({ sources, scanners, configuration, store, clock, signal });
  jsonFormat.render(report, [], { columns: 80, colour: false });
  const milliseconds = performance.now() - start;
  await close();
  const { found, read } = report.summary.coverage;
  if (report.errors.length > 0 || read !== found) throw new Error(`${found - read} of ${found} states were not read`);
  return { milliseconds, findings: report.findings.length };
}
