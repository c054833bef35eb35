import { type Look, look, lookByName, type NamedLook, shortestLook } from '../look.ts';
import type { OwnPatterns } from '../own-patterns/own-patterns.ts';
import { assignments } from './assignments.ts';
import { base64, isOfBytes } from './base64.ts';
import type { Budget } from './budget.ts';
import { csv } from './csv.ts';
import { dataUrl } from './data-url.ts';
import { type Decoded, type Decoder, largestText } from './decoder.ts';
import { escaped } from './escaped.ts';
import { json } from './json.ts';
import { isCommand, mayCarry } from './may-carry.ts';
import { multipart } from './multipart.ts';
import { urlEncoded } from './url-encoded.ts';
import { xml } from './xml.ts';
import { yaml } from './yaml.ts';

/** How many encodings and files may stand in each other: a template in a manifest in a heredoc in a script of cloud-init in base64. */
const deepest = 6;

/** The strictest format first: what it refuses is tried as the next one. */
const decoders: readonly Decoder[] = [base64, dataUrl, json, escaped, multipart, xml, csv, urlEncoded, yaml];

/** What a search in texts goes by. */
export interface Search {
  /** Used up by what is decoded. */
  readonly budget: Budget;
  readonly own: OwnPatterns | null;
}

/** What a text that carries others holds. */
export interface Carried {
  /** The most telling thing in it. */
  readonly found: Look | NamedLook;
  /** How to get from the text to it, for people, to be appended to the path of the text: ` (base64) > DB_PASSWORD`. */
  readonly path: string;
  /** How many secrets stand in the text. */
  readonly count: number;
}

type Hit = Pick<Carried, 'found' | 'path'>;

/** Most telling first. */
const ranks: readonly Hit['found']['kind'][] = [
  'own-pattern',
  'private-key',
  'cloud-key',
  'service-token',
  'connection-string',
  'credential-value',
];

/**
 * Searches the texts in a text with the detectors that look at texts outside.
 * @param isKnown whether credentials often stand where the text stands: then any lines in it are searched, not only listings
 * @returns null when there is no secret in it, or none that can be told from the text as a whole
 */
export function searchCarrier(text: string, isKnown: boolean, search: Search): Carried | null {
  const hits = hitsIn(text, isKnown, search, deepest);
  const best = hits.toSorted((one, other) => rank(one) - rank(other))[0];
  if (best === undefined) return null;
  return { ...best, count: hits.length };
}

/** A credential that opens something as it is stands before a hash, and before a token that ends. */
function rank({ found }: Hit): number {
  const isLesser = found.kind === 'credential-value' && (found.hashed || found.expiresAt !== null);
  return ranks.indexOf(found.kind) + (isLesser ? 0.5 : 0);
}

function hitsIn(text: string, isKnown: boolean, search: Search, depth: number): readonly Hit[] {
  if (!mayCarry(text, isKnown)) return [];
  if (text.length > largestText) {
    if (!isOfBytes(text)) search.budget.passOver('size');
    return [];
  }
  if (depth === 0) {
    if (decode(text, false, search.budget) !== null) search.budget.passOver('depth');
    return [];
  }
  const decoded = decode(text, isKnown, search.budget);
  if (decoded === null) return [];
  if (decoded.isTooLarge === true) search.budget.passOver('size');
  const label = decoded.label === null ? '' : ` (${decoded.label})`;
  const hits = new Map<string, Hit>();
  for (const { text: inner, path, name, isCut } of decoded.leaves) {
    if (isCut === true) search.budget.passOver('values');
    const above = path === '' ? label : `${label} > ${path}`;
    for (const hit of hitsInLeaf(inner, name, search, depth)) {
      const whole = { ...hit, path: `${above}${hit.path}` };
      if (!hits.has(whole.path)) hits.set(whole.path, whole);
    }
  }
  return [...hits.values()];
}

function hitsInLeaf(text: string, name: string | null, search: Search, depth: number): readonly Hit[] {
  const found = text.length < shortestLook ? null : look(text, { member: name }, search.own);
  const inner = hitsIn(text, true, search, depth - 1);
  // The finer place stands for the coarser one, if it is as telling.
  if (found !== null)
    return inner.some((hit) => hit.found.kind === found.kind) ? inner : [{ found, path: '' }, ...inner];
  const byName = name === null ? null : lookByName(name, text);
  // A scheme before a credential makes no text of its own: `Authorization: Bearer ...`.
  if (inner.length > 0 && (byName === null || !/^(?:bearer|basic) /i.test(text))) return inner;
  return byName === null ? [] : [{ found: byName, path: '' }];
}

function decode(text: string, isKnown: boolean, budget: Budget): Decoded | null {
  for (const decoder of decoders) {
    if (!decoder.mayDecode(text)) continue;
    if (!budget.take(text.length)) {
      budget.passOver('total');
      continue;
    }
    const decoded = decoder.decode(text);
    if (decoded !== null) return decoded;
  }
  return (isKnown || isListing(text) || isCommand(text)) && assignments.mayDecode(text)
    ? assignments.decode(text)
    : null;
}

/** Whether lines of a text are assignments, most of them, so that it is no prose. */
function isListing(text: string): boolean {
  const beginning = text.slice(0, 4096);
  if (/^(?:#!|#cloud-config|<powershell>|\[[\w .:-]{1,80}\]\s*\n)/.test(beginning)) return true;
  const lines = beginning.split('\n').filter((line) => /\S/.test(line) && !/^\s*[#;]/.test(line));
  const assigned = lines.filter((line) =>
    /^\s{0,40}(?:export |set |- )?["']?[\w.-]{1,80}["']?[ \t]{0,8}[=:]/.test(line),
  );
  return assigned.length * 2 >= lines.length && assigned.length > 0;
}
