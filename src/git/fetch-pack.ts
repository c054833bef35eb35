import { version as productVersion } from '../version.ts';
import { delimiterPacket, flushPacket, lineOf, ProtocolError, packetOf, packetsIn, printable } from './pkt-line.ts';

/** The versions of git's protocol that we speak; 1 is 0 with a greeting. */
export type ProtocolVersion = 0 | 2;

export const agent = `agent=statewarden/${productVersion}`;

/**
 * Asks for tag objects and what they point to, one commit deep, and, where `filter` says so, without trees and blobs.
 * Source: git/git Documentation/gitprotocol-v2.adoc "fetch"; gitprotocol-pack.adoc "Packfile Negotiation".
 */
export function packRequest(version: ProtocolVersion, wants: readonly string[], filter: boolean): Buffer {
  const filters = filter ? [packetOf('filter tree:0')] : [];
  if (version === 2) {
    return Buffer.concat([
      packetOf('command=fetch'),
      packetOf(agent),
      delimiterPacket,
      packetOf('no-progress'),
      packetOf('ofs-delta'),
      packetOf('deepen 1'),
      ...filters,
      ...wants.map((want) => packetOf(`want ${want}`)),
      packetOf('done'),
      flushPacket,
    ]);
  }
  const capabilities = ['side-band-64k', 'ofs-delta', 'no-progress', 'shallow', ...(filter ? ['filter'] : []), agent];
  return Buffer.concat([
    ...wants.map((want, index) => packetOf(index === 0 ? `want ${want} ${capabilities.join(' ')}` : `want ${want}`)),
    packetOf('deepen 1'),
    ...filters,
    flushPacket,
    packetOf('done'),
  ]);
}

/**
 * The pack in the answer to {@link packRequest}.
 * @throws ProtocolError where there is none, or it ends before it is whole
 */
export function packInAnswer(version: ProtocolVersion, answer: Buffer): Buffer {
  const begin = version === 2 ? 'packfile' : 'NAK';
  const parts: Buffer[] = [];
  let begun = false;
  for (const packet of packetsIn(answer)) {
    if (packet === 'flush' && begun) return Buffer.concat(parts);
    if (typeof packet === 'string') continue;
    if (begun) parts.push(bandOf(packet));
    else begun = lineOf(packet) === begin;
  }
  throw new ProtocolError(begun ? 'it ends within the pack' : 'there is no pack in it');
}

/** Source: git/git Documentation/gitprotocol-v2.adoc "packfile section": 1 is the pack, 2 is progress, 3 is an error. */
function bandOf(packet: Buffer): Buffer {
  const band = packet[0];
  const data = packet.subarray(1);
  if (band === 1) return data;
  if (band === 2) return Buffer.alloc(0);
  throw new ProtocolError(
    band === 3 ? `the server says: ${printable(data.toString('utf8'))}` : `there is no channel ${band}`,
  );
}
