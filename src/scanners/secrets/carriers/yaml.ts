import { type Document, parseAllDocuments, visit } from 'yaml';
import type { Decoder } from './decoder.ts';
import { leavesOf } from './leaves.ts';

/** Parsing YAML takes a hundred times as long as JSON: what is longer is searched line by line. */
const largest = 1 << 17;
const mostDocuments = 64;
const mostAliases = 100;

/** YAML in a text: cloud-init, Kubernetes manifests, values of charts. Source: YAML 1.2, package `yaml`. */
export const yaml: Decoder = {
  mayDecode: (text) =>
    text.length <= largest &&
    !text.startsWith('#!') &&
    deepest(text) <= 64 &&
    /^[ \t]{0,40}(?:- )?["']?[\w./-]{1,80}["']?:(?:[ \t]|$)/m.test(text),
  decode(text) {
    const documents: readonly Document[] = [
      parseAllDocuments(text, { logLevel: 'silent', strict: false, uniqueKeys: false }),
    ].flat();
    if (documents.some(({ errors }) => errors.length > 0)) return null;
    const values = documents.slice(0, mostDocuments).map(plainValue);
    if (!values.some((value) => typeof value === 'object' && value !== null)) return null;
    return { label: null, leaves: leavesOf(values.length === 1 ? values[0] : values) };
  },
};

function plainValue(document: Document): unknown {
  // `!Ref DbPassword` of CloudFormation, `!vault` of Ansible: what has a tag of its own stands for something else.
  visit(document, {
    Scalar: (_key, node) => (node.tag?.startsWith('!') === true && node.tag !== '!' ? visit.REMOVE : undefined),
  });
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    // Aliases that multiply, or that name nothing: no document that a machine reads.
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/** How deep brackets stand in each other at most: the parser goes down by recursion. */
function deepest(text: string): number {
  let depth = 0;
  let most = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]|^[ \t]{64}|- - - - /gm)) {
    if (bracket.length > 1) return Number.POSITIVE_INFINITY;
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    most = Math.max(most, depth);
  }
  return most;
}
