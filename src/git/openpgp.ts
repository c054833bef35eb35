import { dearmored } from './armor.ts';

/** Subpackets that name who signed. Source: RFC 9580 5.2.3.12 and 5.2.3.35. */
const issuerKeyId = 16;
const issuerFingerprint = 33;

/** Fingerprint, or else key id, of whoever a signature of OpenPGP says that it is from; null where it does not. Source: RFC 9580 4.2, 5.2. */
export function issuerOf(armor: string): string | null {
  const bytes = dearmored(armor);
  const packet = bytes === null ? null : signaturePacket(bytes);
  if (packet === null) return null;
  if (packet[0] === 3 && packet.length >= 15) return packet.toString('hex', 7, 15).toUpperCase();
  if (packet[0] !== 4 || packet.length < 6) return null;
  const hashedEnd = 6 + packet.readUInt16BE(4);
  if (packet.length < hashedEnd + 2) return null;
  const unhashedEnd = hashedEnd + 2 + packet.readUInt16BE(hashedEnd);
  const subpackets = [
    ...subpacketsIn(packet.subarray(6, hashedEnd)),
    ...subpacketsIn(packet.subarray(hashedEnd + 2, unhashedEnd)),
  ];
  const fingerprint = subpackets.find(({ type }) => type === issuerFingerprint)?.body.subarray(1);
  const keyId = subpackets.find(({ type }) => type === issuerKeyId)?.body;
  return (fingerprint ?? keyId)?.toString('hex').toUpperCase() ?? null;
}

/** The body of the first packet, where that is a signature. */
function signaturePacket(bytes: Buffer): Buffer | null {
  const first = bytes[0] ?? 0;
  if ((first & 0xc0) === 0xc0) return (first & 0x3f) === 2 ? (lengthened(bytes.subarray(1))?.body ?? null) : null;
  if ((first & 0x80) === 0 || ((first >> 2) & 0x0f) !== 2 || (first & 0x03) === 3) return null;
  const octets = 1 << (first & 0x03);
  if (bytes.length < 1 + octets) return null;
  const length = bytes.readUIntBE(1, octets);
  return bytes.subarray(1 + octets, 1 + octets + length);
}

function* subpacketsIn(area: Buffer): Generator<{ readonly type: number; readonly body: Buffer }> {
  let rest = area;
  for (let next = lengthened(rest); next !== null; next = lengthened(rest)) {
    if (next.body.length > 0) yield { type: (next.body[0] ?? 0) & 0x7f, body: next.body.subarray(1) };
    rest = next.rest;
  }
}

/** Source: RFC 9580 4.2.1 and 5.2.3.7: a length of one, two or five octets, then so many. */
function lengthened(bytes: Buffer): { readonly body: Buffer; readonly rest: Buffer } | null {
  const [first, second] = bytes;
  if (first === undefined) return null;
  const [octets, length] =
    first < 192
      ? [1, first]
      : first < 255
        ? [2, ((first - 192) << 8) + (second ?? 0) + 192]
        : [5, bytes.length < 5 ? Number.POSITIVE_INFINITY : bytes.readUInt32BE(1)];
  if (octets + length > bytes.length) return null;
  return { body: bytes.subarray(octets, octets + length), rest: bytes.subarray(octets + length) };
}
