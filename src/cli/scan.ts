import { dirname, resolve } from 'node:path';
import type { Configuration } from '../config/configuration.ts';
import { defaultConfigurationFile, loadConfiguration } from '../config/load.ts';
import { openEmbeddedStore } from '../findings/embedded.ts';
import { openOutside } from '../pipeline/open-outside.ts';
import { type EstateScan, scanEstate } from '../pipeline/scan-estate.ts';
import { reportFormats } from '../reports/index.ts';
import type { CheckInfo, ReportFormat, ScanReport } from '../reports/report.ts';
import { docsOf } from '../scanners/check-docs.ts';
import { scanners } from '../scanners/index.ts';
import type { Scanner } from '../scanners/scanner.ts';
import { NoScannerError, UnknownNameError } from './errors.ts';
import { exitCode, type FailOn } from './exit-code.ts';
import { openSources } from './open-sources.ts';
import { chooseOutput, deliver } from './output.ts';
import { noProgress, progressBar } from './progress.ts';
import { type Session, write } from './session.ts';

/** Options of `statewarden scan`, as its command line gives them. */
export interface ScanOptions {
  readonly config?: string;
  readonly scanner: readonly string[];
  readonly format: string;
  readonly output?: string;
  readonly failOn: FailOn;
  readonly store?: string;
  readonly quiet?: true;
}

/**
 * Loads, opens, scans, renders.
 * @param places folders, files and buckets; the configuration's sources when empty
 * @returns the exit code
 */
export async function scan(places: readonly string[], options: ScanOptions, session: Session): Promise<number> {
  const named = chooseScanners(options.scanner);
  const configuration = enable(await loadConfiguration(scanners, options.config), options.scanner);
  const chosen = named.filter(({ name }) => configuration.scanners[name]?.enabled);
  if (chosen.length === 0) throw new NoScannerError();
  const sources = await openSources(places, configuration, session);
  const format = formatNamed(options.format);
  const output = await chooseOutput(options.output, format.name, session);

  const quiet = options.quiet === true;
  const report = await scanSources({ sources, scanners: chosen, configuration }, options, session);

  await deliver((layout) => format.render(report, checkInfos(), layout), output, session);
  if (!quiet) {
    if (output !== null) await write(session.stderr, `The report is in ${output}\n`);
    if (isEmpty(report)) {
      await write(
        session.stderr,
        'No states were found: check the path, the prefix, and what is included and excluded\n',
      );
    }
  }
  return exitCode(report, options.failOn);
}

/** Scans into the store of the options, and shows how far it is. */
export async function scanSources(
  estate: Pick<EstateScan, 'sources' | 'scanners' | 'configuration'>,
  { store: folder, quiet, config = defaultConfigurationFile }: Pick<ScanOptions, 'store' | 'quiet' | 'config'>,
  session: Session,
): Promise<ScanReport> {
  const progress = quiet === true || session.stderr.isTTY !== true ? noProgress : progressBar(session);
  const { store, close } = await openEmbeddedStore(folder === undefined ? {} : { folder });
  try {
    return await scanEstate({
      ...estate,
      store,
      outside: openOutside({
        store,
        environment: session.environment,
        baseFolder: dirname(resolve(config)),
        clock: session.clock,
      }),
      clock: session.clock,
      signal: session.signal,
      onProgress: progress.show,
    });
  } finally {
    progress.stop();
    await close();
  }
}

/** Whether there was nothing to look at, as after a typing error in a prefix: not wrong, but not what anyone meant. */
function isEmpty({ summary, errors }: ScanReport): boolean {
  return summary.coverage.found === 0 && errors.length === 0;
}

/** @throws UnknownNameError */
function chooseScanners(names: readonly string[]): readonly Scanner<unknown>[] {
  const known = scanners.map(({ name }) => name);
  for (const name of names) {
    if (!known.includes(name)) throw new UnknownNameError('scanner', name, known);
  }
  return names.length === 0 ? scanners : scanners.filter(({ name }) => names.includes(name));
}

/** A scanner that is named on the command line runs, whatever the configuration says. */
function enable(configuration: Configuration, names: readonly string[]): Configuration {
  const settings = Object.entries(configuration.scanners).map(
    ([name, scanner]) => [name, names.includes(name) ? { ...scanner, enabled: true } : scanner] as const,
  );
  return { ...configuration, scanners: Object.fromEntries(settings) };
}

/** @param name one of the choices of `--format`: the command line was checked against them */
function formatNamed(name: string): ReportFormat {
  const format = reportFormats.find((candidate) => candidate.name === name);
  if (format === undefined) throw new TypeError(`no format ${name}`);
  return format;
}

function checkInfos(): readonly CheckInfo[] {
  const checks = scanners.flatMap((scanner) => scanner.checks);
  return checks.map(({ id, title, severity, remediation }) => ({ id, title, severity, remediation, docs: docsOf(id) }));
}
