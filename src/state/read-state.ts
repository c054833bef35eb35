import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { type Damage, StateDamagedError } from './errors.ts';
import { needsTokens, parseDocument } from './parse-document.ts';
import type { Probe, ProbeRun, StateMetadata } from './part.ts';
import { PartBuilder } from './part-builder.ts';
import { preflight } from './preflight.ts';
import { deepestNesting, TokenReader } from './token-reader.ts';

/** How much of a document is taken into memory; sizes in bytes. */
export interface ReadLimits {
  /** Larger documents are read as a stream. */
  readonly streamAbove: number;
  /** Largest part (an output, an instance) of a document that is read as a stream. */
  readonly largestValue: number;
}

/** What one reading of the bytes gave: a document and what the probes found in it, or the damage. */
export type StateReading = { readonly sha256: string; readonly bytes: number } & (
  | { readonly damage: Damage }
  | { readonly damage: null; readonly metadata: StateMetadata; readonly results: ReadonlyMap<Probe<unknown>, unknown> }
);

/** Bytes to be read once, with their number as the source tells it. */
interface Bytes {
  readonly bytes: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * Reads one state document and shows each part of it to every probe. Damage is an answer, not an error.
 * @param input the bytes; their number decides how they are read
 * @param probes what is asked of the document, all in one pass
 * @throws whatever the chunks throw, and what a probe throws
 */
export async function readState(
  input: Bytes,
  probes: readonly Probe<unknown>[],
  limits: ReadLimits,
): Promise<StateReading> {
  const hash = createHash('sha256');
  const hashed = hashing(input.chunks, hash);
  const read =
    input.bytes > limits.streamAbove
      ? () => readStream(hashed, probes, limits)
      : async () => readBuffer(await collect(hashed), probes, limits);
  let bytes = 0;
  async function* hashing(chunks: AsyncIterable<Uint8Array>, into: typeof hash) {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      into.update(chunk);
      yield chunk;
    }
  }
  try {
    const document = await read();
    return { sha256: hash.digest('hex'), bytes, damage: null, ...document };
  } catch (error) {
    if (!(error instanceof StateDamagedError)) throw error;
    // The hash is of all bytes, also of those behind the damage.
    for await (const _rest of hashed);
    return { sha256: hash.digest('hex'), bytes, damage: error.damage };
  }
}

interface Document {
  readonly metadata: StateMetadata;
  readonly results: ReadonlyMap<Probe<unknown>, unknown>;
}

/** The builder of one reading and the probes it shows its parts to. */
class Reading {
  readonly #runs: readonly (readonly [Probe<unknown>, ProbeRun<unknown>])[];
  readonly builder: PartBuilder;

  constructor(probes: readonly Probe<unknown>[]) {
    const runs = probes.map((probe) => [probe, probe.begin()] as const);
    this.#runs = runs;
    this.builder = new PartBuilder((part) => {
      for (const [, run] of runs) run.part(part);
    });
  }

  end(): Document {
    const metadata = this.builder.end();
    return { metadata, results: new Map(this.#runs.map(([probe, run]) => [probe, run.end(metadata)])) };
  }
}

async function readStream(
  chunks: AsyncIterable<Uint8Array>,
  probes: readonly Probe<unknown>[],
  limits: ReadLimits,
): Promise<Document> {
  const reading = new Reading(probes);
  const tokens = new TokenReader(reading.builder, limits.largestValue);
  let isFirst = true;
  for await (const chunk of chunksFromTwoBytes(chunks)) {
    if (isFirst) refuseEncoding(chunk);
    isFirst = false;
    tokens.write(chunk);
  }
  if (isFirst) throw empty();
  tokens.end();
  return reading.end();
}

/** The first chunk has at least four bytes where there are as many: the encoding shows in them. */
async function* chunksFromTwoBytes(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const signature = 4;
  let head: Uint8Array = new Uint8Array();
  let isOpen = true;
  for await (const chunk of chunks) {
    if (!isOpen) {
      yield chunk;
      continue;
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (head.length < signature) continue;
    isOpen = false;
    yield head;
  }
  if (isOpen && head.length > 0) yield head;
}

function readBuffer(bytes: Buffer, probes: readonly Probe<unknown>[], limits: ReadLimits): Document {
  if (bytes.length === 0) throw empty();
  refuseEncoding(bytes);
  if (!isUtf8(bytes)) throw new StateDamagedError({ reason: 'not-utf8', detail: 'the bytes are not UTF-8' });
  const seen = preflight(bytes);
  if (seen.depth <= deepestNesting) {
    const reading = new Reading(probes);
    if (parseDocument(bytes, seen, reading.builder) !== needsTokens) return reading.end();
  }
  const reading = new Reading(probes);
  const tokens = new TokenReader(reading.builder, Math.max(bytes.length, limits.largestValue));
  tokens.write(bytes);
  tokens.end();
  return reading.end();
}

/** Source for the marks: The Unicode Standard, section 23.8; RFC 8259, section 8.1 forbids them in JSON. */
function refuseEncoding(head: Uint8Array): void {
  const [first, second, third] = head;
  const isUtf16 =
    (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || first === 0 || second === 0;
  if (isUtf16) {
    const detail = 'the text is UTF-16: Terraform reads UTF-8 only';
    throw new StateDamagedError({ reason: 'not-utf8', detail, offset: 0 });
  }
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    const detail = 'the text starts with a byte order mark, which Terraform refuses';
    throw new StateDamagedError({ reason: 'byte-order-mark', detail, offset: 0 });
  }
}

function empty(): StateDamagedError {
  return new StateDamagedError({ reason: 'empty', detail: 'the object is empty', offset: 0 });
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const collected: Uint8Array[] = [];
  for await (const chunk of chunks) collected.push(chunk);
  return Buffer.concat(collected);
}
