import { writeFile } from 'node:fs/promises';
import * as z from 'zod';
import type { Baseline, BaselineEntry } from '../config/baseline.ts';
import { loadConfiguration } from '../config/load.ts';
import { readBaseline } from '../config/read-baseline.ts';
import { suppressionShape } from '../config/suppressions.ts';
import type { Finding, Suppression } from '../findings/finding.ts';
import { toldFindings } from '../reports/arrange.ts';
import { scanners } from '../scanners/index.ts';
import { BaselineUnexplainedError, NoScannerError, OutputError, UsageError } from './errors.ts';
import { exitCodes } from './exit-code.ts';
import { openSources } from './open-sources.ts';
import { scanSources } from './scan.ts';
import { type Session, write } from './session.ts';

/** Options of `statewarden baseline`, as its command line gives them. */
export interface BaselineOptions {
  readonly config?: string;
  readonly output?: string;
  readonly reason?: string;
  readonly owner?: string;
  readonly expires?: string;
  readonly prune?: true;
  readonly quiet?: true;
}

const defaultFile = 'baseline.json';
const defaultDays = 90;

/**
 * Scans, and writes down what was found. Findings that the configuration suppresses by itself are left out.
 * @returns the exit code
 */
export async function baseline(places: readonly string[], options: BaselineOptions, session: Session): Promise<number> {
  const configuration = await loadConfiguration(scanners, options.config, 'left out');
  const file = options.output ?? configuration.baselineFile ?? defaultFile;
  const before = readBaseline(file);
  const suppression = suppressionOf(options, before, session.clock());
  const chosen = scanners.filter(({ name }) => configuration.scanners[name]?.enabled);
  if (chosen.length === 0) throw new NoScannerError();
  const sources = await openSources(places, configuration, session);
  const report = await scanSources({ sources, scanners: chosen, configuration }, options, session);

  const known = new Map((before?.findings ?? []).map((entry) => [entry.findingId, entry]));
  const found = toldFindings(report).filter(({ findingId }) => options.prune !== true || known.has(findingId));
  const ids = new Set(found.map(({ findingId }) => findingId));
  const gone = [...known.values()].filter(({ findingId }) => !ids.has(findingId));
  // What could not be read may still be there.
  const kept = report.summary.incomplete ? gone : [];
  const entries = [...found.map(entryOf), ...kept];
  await writeFile(file, baselineText({ ...suppression, findings: entries })).catch((cause: unknown) => {
    throw new OutputError(file, cause, 'the baseline');
  });

  if (options.quiet !== true) {
    const added = found.filter(({ findingId }) => !known.has(findingId)).length;
    const dropped = gone.length - kept.length;
    const changes = before === null ? '' : ` (${added} new, ${dropped} gone)`;
    const lines = [`${file} holds ${entries.length} findings${changes}, suppressed until ${suppression.expires}`];
    if (configuration.baselineFile === null) lines.push(`Name it in statewarden.yaml: baseline: ${file}`);
    if (report.summary.incomplete) lines.push('Something could not be read: nothing was dropped');
    await write(session.stderr, `${lines.join('\n')}\n`);
  }
  return report.summary.incomplete ? exitCodes.incomplete : exitCodes.clean;
}

/** @throws UsageError */
function suppressionOf(options: BaselineOptions, before: Baseline | null, now: Date): Suppression {
  const reason = options.reason ?? before?.reason;
  const owner = options.owner ?? before?.owner;
  if (reason === undefined || owner === undefined) throw new BaselineUnexplainedError();
  const inSomeTime = new Date(now.getTime() + defaultDays * 86_400_000).toISOString().slice(0, 10);
  const parsed = z
    .object(suppressionShape)
    .safeParse({ reason, owner, expires: options.expires ?? before?.expires ?? inSomeTime });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`--${String(issue?.path[0])}: ${issue?.message}`);
}

function entryOf({ findingId, checkId, source, stateKey, address, pointer }: Finding): BaselineEntry {
  const where = { ...(address === null ? {} : { address }), ...(pointer === null ? {} : { pointer }) };
  return { findingId, checkId, source, stateKey, ...where };
}

/** One finding in each line, in the order of the states: a difference shows what came and what went. */
function baselineText({ findings, ...suppression }: Baseline): string {
  const lines = findings
    .map((entry) => ({
      entry,
      key: JSON.stringify([entry.source, entry.stateKey, entry.checkId, entry.address, entry.pointer, entry.findingId]),
    }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ entry }) => `    ${JSON.stringify(entry)}`);
  const head = JSON.stringify(suppression, null, 2).slice(0, -2);
  return `${head},\n  "findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
}
