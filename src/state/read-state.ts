import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { type Damage, StateDamagedError } from './errors.ts';
import { parseDocument } from './parse-document.ts';
import type { Probe, ProbeRun, StateMetadata } from './part.ts';
import { PartBuilder } from './part-builder.ts';
import { deepestNesting, preflight } from './preflight.ts';

/** How much of a document is taken into memory; sizes in bytes. */
export interface ReadLimits {
  /** Larger documents are read as a stream. At most what one string holds. */
  readonly streamAbove: number;
  /** Largest part (an output, an instance, a module of a legacy state) of a document that is read as a stream. */
  readonly largestValue: number;
}

/**
 * What one reading of the bytes gave: a document and what the probes found in it, or the damage. The hash is SHA-256, hex, of
 * all bytes, also of those behind the damage.
 */
export type StateReading = { readonly sha256: string; readonly bytes: number } & (
  | { readonly damage: Damage }
  | ({ readonly damage: null } & StateContents)
);

interface StateContents {
  readonly metadata: StateMetadata;
  /** What each probe found, by the probe itself. */
  readonly results: ReadonlyMap<Probe<unknown>, unknown>;
}

/** Bytes to be read once, with their number as the source tells it. */
interface Bytes {
  readonly bytes: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Takes the bytes of one document. Both methods throw StateDamagedError, and whatever a probe throws. */
interface Reader {
  write(chunk: Uint8Array): void;
  end(): StateContents | Promise<StateContents>;
}

/**
 * Reads one state document and shows each part of it to every probe. Damage is an answer, not an error.
 * A document up to `limits.streamAbove` is held in memory and parsed, a larger one is read as a stream; both give the same parts.
 * @param input the bytes; their number decides how they are read
 * @param probes what is asked of the document, all in one pass
 * @throws whatever the chunks throw, what a probe throws, and the signal's reason
 */
export async function readState(
  input: Bytes,
  probes: readonly Probe<unknown>[],
  limits: ReadLimits,
  signal?: AbortSignal,
): Promise<StateReading> {
  const hash = createHash('sha256');
  for (const probe of probes) await probe.prepare?.();
  const reader =
    input.bytes > limits.streamAbove ? await streamReader(probes, limits) : wholeReader(probes, input.bytes);
  let bytes = 0;
  let damage: Damage | null = null;
  for await (const chunk of input.chunks) {
    signal?.throwIfAborted();
    hash.update(chunk);
    bytes += chunk.length;
    if (damage === null) damage = damageOf(() => reader.write(chunk));
  }
  const sha256 = hash.digest('hex');
  if (damage !== null) return { sha256, bytes, damage };
  try {
    return { sha256, bytes, damage: null, ...(await reader.end()) };
  } catch (error) {
    if (error instanceof StateDamagedError) return { sha256, bytes, damage: error.damage };
    throw error;
  }
}

function damageOf(read: () => void): Damage | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof StateDamagedError) return error.damage;
    throw error;
  }
}

/** Shows parts to probes as they come. */
function begin(probes: readonly Probe<unknown>[]): { builder: PartBuilder; end(): StateContents } {
  const runs: [Probe<unknown>, ProbeRun<unknown>][] = probes.map((probe) => [probe, probe.begin()]);
  const builder = new PartBuilder((part) => {
    for (const [, run] of runs) run.part(part);
  });
  return {
    builder,
    end() {
      const metadata = builder.end();
      return { metadata, results: new Map(runs.map(([probe, run]) => [probe, run.end(metadata)])) };
    },
  };
}

/** The reader of tokens is loaded by the first document that needs it: most are parsed at once. */
async function streamReader(
  probes: readonly Probe<unknown>[],
  limits: Pick<ReadLimits, 'largestValue'>,
): Promise<Reader> {
  const { TokenReader } = await import('./token-reader.ts');
  const contents = begin(probes);
  const tokens = new TokenReader(contents.builder, limits.largestValue);
  return {
    write: (chunk) => tokens.write(chunk),
    end() {
      tokens.end();
      return contents.end();
    },
  };
}

/** @param size bytes to expect: a wrong number costs copies, nothing else */
function wholeReader(probes: readonly Probe<unknown>[], size: number): Reader {
  let buffer: Buffer = Buffer.alloc(0);
  let length = 0;
  return {
    write(chunk) {
      const isWhole = length === 0 && chunk.length >= size;
      if (isWhole) buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
      else if (length === 0) buffer = Buffer.allocUnsafeSlow(Math.max(size, chunk.length));
      else if (length + chunk.length > buffer.length) buffer = Buffer.concat([buffer], 2 * (length + chunk.length));
      if (!isWhole) buffer.set(chunk, length);
      length += chunk.length;
    },
    end: () => readWhole(buffer.subarray(0, length), probes),
  };
}

async function readWhole(bytes: Buffer, probes: readonly Probe<unknown>[]): Promise<StateContents> {
  const seen = preflight(bytes);
  if (seen.depth <= deepestNesting && isUtf8(bytes)) {
    const contents = begin(probes);
    let isExact = false;
    const damage = damageOf(() => {
      isExact = parseDocument(bytes, seen, contents.builder);
    });
    if (damage === null && isExact) return contents.end();
  }
  // The tokens tell what is wrong, and where, in the same words as for a document that is read as a stream.
  const reader = await streamReader(probes, { largestValue: Number.POSITIVE_INFINITY });
  reader.write(bytes);
  return await reader.end();
}
