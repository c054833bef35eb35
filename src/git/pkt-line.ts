import { isUtf8 } from 'node:buffer';

/**
 * One packet of git's wire protocol: a line, or one of the marks between lines.
 * Source: git/git Documentation/gitprotocol-common.adoc "pkt-line Format", gitprotocol-v2.adoc "Packet-Line Framing".
 */
export type Packet = Buffer | 'flush' | 'delimiter' | 'end';

const marks: Readonly<Record<string, Packet>> = { '0000': 'flush', '0001': 'delimiter', '0002': 'end' };

/** Why bytes are no answer of a git server. Becomes a RepositoryError where the address is known. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** A line, framed. Text is UTF-8 and ends in a line feed, as git's own does. */
export function packetOf(line: string): Buffer {
  const bytes = Buffer.from(`${line}\n`);
  return Buffer.concat([Buffer.from((bytes.length + 4).toString(16).padStart(4, '0')), bytes]);
}

export const flushPacket = Buffer.from('0000');
export const delimiterPacket = Buffer.from('0001');

/**
 * All packets of an answer.
 * @throws ProtocolError where it ends within a packet, or is no packets at all
 */
export function* packetsIn(bytes: Buffer): Generator<Packet, void, undefined> {
  let at = 0;
  while (at < bytes.length) {
    const head = bytes.toString('latin1', at, at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(head)) throw new ProtocolError(`no packet begins at byte ${at}`);
    const length = Number.parseInt(head, 16);
    const mark = marks[head];
    if (mark === undefined && length < 4) throw new ProtocolError(`no packet begins at byte ${at}`);
    if (mark !== undefined) yield mark;
    else if (at + length > bytes.length) throw new ProtocolError(`it ends within a packet, at byte ${bytes.length}`);
    else yield bytes.subarray(at + 4, at + length);
    at += mark === undefined ? length : 4;
  }
}

/** The text of a packet without its line feed. @throws ProtocolError where the server says `ERR`: its words */
export function lineOf(packet: Buffer): string {
  // Names of refs are bytes: those that are no UTF-8 stay apart from each other.
  const line = packet.toString(isUtf8(packet) ? 'utf8' : 'latin1').replace(/\n$/, '');
  if (line.startsWith('ERR ')) throw new ProtocolError(`the server says: ${printable(line.slice(4))}`);
  return line;
}

/** What a server says, fit for a message: one line, bounded. */
export function printable(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}...` : line;
}
