import { parseConfiguration } from '../../src/config/load.ts';
import type { FindingsStore } from '../../src/findings/store.ts';
import { scanEstate } from '../../src/pipeline/scan-estate.ts';
import type { ScanReport } from '../../src/reports/report.ts';
import { scanners } from '../../src/scanners/index.ts';
import { SourceError, type SourceFailure } from '../../src/sources/errors.ts';
import type { Source, StateObject, StateVersion } from '../../src/sources/source.ts';
import { withoutBucket } from '../../src/sources/without-bucket.ts';

interface MemoryState {
  readonly version: StateVersion;
  readonly bytes: Buffer;
  /** Why it can't be opened. */
  readonly failure: SourceFailure | null;
}

/**
 * A source whose states stand in memory, and a clock that goes on by a minute with each write and each scan. It keeps no
 * earlier versions.
 */
export class MemoryEstate {
  readonly #states = new Map<string, MemoryState>();
  readonly #replaced = new Map<string, MemoryState>();
  readonly #name: string;
  readonly #store: FindingsStore;
  #now = Date.parse('2026-11-20T12:00:00Z');
  #writes = 0;
  /** Keys of the states that were opened. */
  readonly opened: string[] = [];
  /** Number of states after which the listing fails; null when it doesn't. */
  listingFailsAfter: number | null = null;

  constructor(name: string, store: FindingsStore) {
    this.#name = name;
    this.#store = store;
  }

  write(key: string, text: string, failure: SourceFailure | null = null): void {
    const bytes = Buffer.from(text);
    const versionId = `v${++this.#writes}`;
    const modifiedAt = this.#minuteLater();
    const version = { path: key, versionId, modifiedAt, bytes: bytes.length, etag: null, deleted: false };
    this.#replace(key, { version, bytes, failure });
  }

  remove(key: string): void {
    this.#replace(key, undefined);
  }

  /** Puts back what was replaced or removed last, as old as it was. */
  putBack(key: string): void {
    this.#replace(key, this.#replaced.get(key));
  }

  passDays(days: number): void {
    this.#now += days * 86_400_000;
  }

  /** Scans it with every scanner. @param configuration text of a configuration file */
  async scan(configuration = ''): Promise<ScanReport> {
    const now = this.#minuteLater();
    return await scanEstate({
      sources: [this.source()],
      scanners,
      configuration: parseConfiguration(configuration, { scanners, file: 'of the test', baseFolder: '/' }),
      store: this.#store,
      clock: () => now,
      signal: new AbortController().signal,
    });
  }

  source(): Source {
    const name = this.#name;
    const objects = () => [...this.#states].map(([key, { version }]) => objectOf(name, key, version));
    const failsAfter = this.listingFailsAfter;
    return {
      name,
      kind: 's3',
      location: `s3://${name}`,
      async *list() {
        yield* objects().slice(0, failsAfter ?? Number.POSITIVE_INFINITY);
        if (failsAfter !== null) throw failureOf(`s3://${name}`, 'denied');
      },
      find: async (key) => objects().find((object) => object.key === key) ?? null,
      versions: async (key) => [...this.#states].filter(([other]) => other === key).map(([, { version }]) => version),
      open: async ({ path, versionId }) => {
        const state = this.#states.get(path);
        this.opened.push(path);
        if (state === undefined || state.version.versionId !== versionId) throw failureOf(path, 'gone');
        if (state.failure !== null) throw failureOf(path, state.failure);
        return { bytes: state.bytes.length, chunks: oneChunk(state.bytes) };
      },
      ...withoutBucket,
      readLock: async ({ path }) => {
        throw failureOf(path, 'gone');
      },
    };
  }

  #replace(key: string, state: MemoryState | undefined): void {
    const replaced = this.#states.get(key);
    if (replaced !== undefined) this.#replaced.set(key, replaced);
    if (state === undefined) this.#states.delete(key);
    else this.#states.set(key, state);
  }

  #minuteLater(): Date {
    this.#now += 60_000;
    return new Date(this.#now);
  }
}

function objectOf(source: string, key: string, current: StateVersion): StateObject {
  return { source, key, current, lock: null, fingerprint: `${key} ${current.versionId}` };
}

async function* oneChunk(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function failureOf(location: string, failure: SourceFailure): SourceError {
  return new SourceError({ location, failure, detail: `the answer was ${failure}`, action: 'Look at the source.' });
}
