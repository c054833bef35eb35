import type { Decoder } from './decoder.ts';
import { leavesOf } from './leaves.ts';

/** JSON in a text: policies, container definitions, service account keys. Source: RFC 8259. */
export const json: Decoder = {
  mayDecode: (text) => /^\s{0,64}[[{"]/.test(text),
  decode(text) {
    const value = parsed(text);
    return value === undefined ? null : { label: null, leaves: leavesOf(value) };
  },
};

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    // A document in a text of JSON: somebody encoded it twice.
    if (typeof value === 'string') return value;
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch (error) {
    // Nobody said that it is JSON; one that is nested too deep for the stack is searched line by line.
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    // As it stands in another text, whose quotes are gone: `{\"password\":\"...\"}`.
    return /^\s{0,64}[[{]\s{0,64}\\"/.test(text) ? parsed(text.replaceAll('\\"', '"')) : undefined;
  }
}
