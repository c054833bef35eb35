import { createHash } from 'node:crypto';
import type { JsonValue } from '../../src/state/json.ts';
import type { Probe, StateMetadata, StatePart } from '../../src/state/part.ts';
import { readState, type StateReading } from '../../src/state/read-state.ts';
import { walkPart } from '../../src/state/walk.ts';

/** How a document is read: parsed at once, or as a stream in chunks of so many bytes. */
export interface ReadAs {
  readonly chunk?: number;
  readonly stream?: boolean;
  readonly largestValue?: number;
}

/** Keeps every part, which no probe of the product may do. */
export const partsProbe: Probe<readonly StatePart[]> = {
  name: 'parts',
  begin() {
    const parts: StatePart[] = [];
    return { part: (part) => void parts.push(part), end: () => parts };
  },
};

/** Both ways to read a document: whatever is said of a document has to hold for both. */
export const ways = [
  { way: 'parsed at once', stream: false, chunk: 1 << 20 },
  { way: 'as a stream', stream: true, chunk: 1 << 20 },
  { way: 'as a stream, byte by byte', stream: true, chunk: 1 },
] as const;

export function read(document: string | Uint8Array, as: ReadAs = {}): Promise<StateReading> {
  const bytes = Buffer.from(document);
  return readState({ bytes: bytes.length, chunks: chunksOf(bytes, as.chunk ?? bytes.length + 1) }, [partsProbe], {
    streamAbove: as.stream === true ? -1 : bytes.length,
    largestValue: as.largestValue ?? 1 << 20,
  });
}

/** The parts of a document that is whole. */
export async function partsOf(document: unknown, as: ReadAs = {}): Promise<readonly StatePart[]> {
  return (await contentsOf(document, as)).parts;
}

export async function contentsOf(
  document: unknown,
  as: ReadAs = {},
): Promise<{ readonly metadata: StateMetadata; readonly parts: readonly StatePart[] }> {
  const reading = await read(isBytes(document) ? document : JSON.stringify(document), as);
  if (reading.damage !== null) throw new Error(`damaged: ${JSON.stringify(reading.damage)}`);
  return { metadata: reading.metadata, parts: reading.results.get(partsProbe) as readonly StatePart[] };
}

function isBytes(document: unknown): document is string | Uint8Array {
  return typeof document === 'string' || document instanceof Uint8Array;
}

export function sha256Of(document: string | Uint8Array): string {
  return createHash('sha256').update(document).digest('hex');
}

/** Every scalar of a part with its pointer. */
export function scalarsOf(part: Pick<StatePart, 'value' | 'pointer'>): [string, JsonValue][] {
  const scalars: [string, JsonValue][] = [];
  walkPart(part, (cursor) => scalars.push([cursor.pointer(), cursor.value]));
  return scalars;
}

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A version 4 document with these members beside the usual ones. */
export function document(members: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    version: 4,
    terraform_version: '1.11.4',
    serial: 7,
    lineage: '3f8a2c5e-6f0b-4a57-9a55-2f6f0d1f8c11',
    outputs: {},
    resources: [],
    check_results: null,
    ...members,
  };
}

/** A resource block of one instance, changed where asked for. */
export function block(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    mode: 'managed',
    type: 'aws_vpc',
    name: 'main',
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: [{ schema_version: 0, attributes: { id: 'vpc-1' } }],
    ...changes,
  };
}
