import type { Configuration } from '../../src/config/configuration.ts';
import { parseConfiguration } from '../../src/config/load.ts';
import type { Finding } from '../../src/findings/finding.ts';
import type { FindingsStore } from '../../src/findings/store.ts';
import type { scanMessages } from '../../src/pipeline/scan-messages.ts';
import { scanners } from '../../src/scanners/index.ts';
import type { Source } from '../../src/sources/source.ts';
import { never } from './fake-io.ts';
import { all } from './findings.ts';

/** The configuration of a deployment whose sources all lie in one bucket. @param text what else stands in the file */
export function configurationOf(sources: readonly Source[], text = ''): Configuration {
  const entries = sources.map(({ name }) => `{ name: ${name}, bucket: acme-tfstate }`);
  const file = `sources: [${entries.join(', ')}]\n${text}`;
  return parseConfiguration(file, { scanners, file: 'of the test', baseFolder: '/' });
}

type Work = Parameters<typeof scanMessages>[1];

/** What the scan function has at hand; its clock goes on by a second with each look and is past all writes of a `MemoryEstate`. */
export function workOn(sources: readonly Source[], store: FindingsStore, changes: Partial<Work> = {}): Work {
  let seconds = Date.parse('2026-11-25T12:00:00Z') / 1000;
  const configuration = configurationOf(sources);
  const clock = () => new Date(++seconds * 1000);
  return { sources, scanners, configuration, store, concurrency: 4, clock, signal: never, ...changes };
}

/** A message of the scan queue that asks for one state. */
export function messageOf(source: string, key: string, id = key) {
  return { id, body: JSON.stringify({ source, key }) };
}

/** Open findings of some states of a source, sorted by state. */
export async function openFindings(
  store: FindingsStore,
  source: string,
  keys: readonly string[],
): Promise<readonly Finding[]> {
  const found = await Promise.all(keys.toSorted().map((targetId) => all(store.open({ source, targetId }))));
  return found.flat();
}
