import { isUtf8 } from 'node:buffer';
import type { GitObject, ObjectReader } from './pack.ts';
import type { ObjectType, Tagger, TagReading } from './repository.ts';
import { signatureOf, signatureStart } from './signature.ts';
import { trailersOf } from './trailers.ts';

/** Tags of tags of tags: more of them than anybody ever signed off. */
const deepestNesting = 8;
/** Bytes of a tag object: a message of a megabyte is no message. */
const longestTag = 1024 * 1024;

/**
 * Reads a tag and the tags below it.
 * @param read gives objects; asked for the tag and, where it tags a tag, for that one
 */
export async function readTag(oid: string, read: ObjectReader, depth = 1): Promise<TagReading> {
  if (depth > deepestNesting) return { oid, damage: `it is a chain of more than ${deepestNesting} tags` };
  const tag = parseTag(oid, await read(oid));
  if ('damage' in tag || tag.objectType !== 'tag') return tag;
  return { ...tag, nested: await readTag(tag.objectOid, read, depth + 1) };
}

/** The first lines, in the one order that git writes and takes. */
const headLines = [
  /^object ([0-9a-f]{40}|[0-9a-f]{64})$/,
  /^type (commit|tree|blob|tag)$/,
  /^tag (.+)$/,
  /^tagger (.*)$/,
] as const;
const taggerLine = /^(.*?) ?<([^<>]*)> (-?\d{1,15}) [+-]\d{4}$/;

/** One tag object, `nested` left open. Source: git/git Documentation/git-mktag.adoc; tag.c `parse_tag_buffer`. */
export function parseTag(oid: string, { type, bytes }: GitObject): TagReading {
  if (type !== 'tag') return { oid, damage: `it is a ${type}, no tag` };
  if (bytes.length > longestTag) return { oid, damage: `it is larger than ${longestTag / 1024} KiB` };
  const signedEnd = signatureStart(bytes);
  const signed = bytes.subarray(0, signedEnd);
  const text = textOf(signed);
  const headEnd = text.indexOf('\n\n');
  const lines = (headEnd === -1 ? text : text.slice(0, headEnd)).split('\n');
  const [objectOid, objectType, name, line] = headLines.map((shape, index) => shape.exec(lines[index] ?? '')?.[1]);
  if (objectOid === undefined) return { oid, damage: 'its first line does not say which object is tagged' };
  if (!isObjectType(objectType)) return { oid, damage: 'its second line does not say which type of object is tagged' };
  if (name === undefined) return { oid, damage: 'its third line does not say the name' };
  const tagger = line === undefined ? null : taggerOf(line);
  if (line !== undefined && tagger === null) return { oid, damage: 'the line of the tagger is not as git writes it' };
  const message = headEnd === -1 ? '' : text.slice(headEnd + 2);
  const signature = signedEnd === bytes.length ? null : signatureOf(signed, bytes.subarray(signedEnd));
  return { oid, objectOid, objectType, name, tagger, message, trailers: trailersOf(message), signature, nested: null };
}

function taggerOf(line: string): Tagger | null {
  const [, name = '', email = '', seconds] = taggerLine.exec(line) ?? [];
  const at = new Date(Number(seconds ?? Number.NaN) * 1000);
  return Number.isNaN(at.getTime()) ? null : { name, email, at: at.toISOString() };
}

function textOf(bytes: Buffer): string {
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

function isObjectType(type: string | undefined): type is ObjectType {
  return type === 'commit' || type === 'tree' || type === 'blob' || type === 'tag';
}
