import { base64 } from './base64.ts';
import type { Decoder } from './decoder.ts';
import { urlEncoded } from './url-encoded.ts';

/** Contents of files in Ignition configurations: `data:;base64,...` and `data:,...`. Source: RFC 2397. */
export const dataUrl: Decoder = {
  mayDecode: (text) => /^data:[\w/+.;=-]{0,80},/.test(text),
  decode(text) {
    const comma = text.indexOf(',');
    const contents = text.slice(comma + 1);
    if (text.slice(0, comma).endsWith(';base64')) return base64.mayDecode(contents) ? base64.decode(contents) : null;
    return urlEncoded.decode(contents) ?? { label: null, leaves: [{ text: contents, path: '', name: null }] };
  },
};
