import type { Decoder } from './decoder.ts';

/** Several documents for cloud-init in one. Source: RFC 2046 section 5.1.1; cloud-init, "MIME multi-part archive". */
export const multipart: Decoder = {
  mayDecode: (text) =>
    /^(?:[\w-]{1,40}:[^\n]{0,200}\n\s{0,8}){0,4}content-type: *multipart\//i.test(text.slice(0, 1200)),
  decode(text) {
    const boundary = /boundary="?([^"\s;]{1,100})/i.exec(text)?.[1];
    if (boundary === undefined) return null;
    const parts = text.split(`--${boundary}`).slice(1);
    return {
      label: null,
      leaves: parts.map((part, index) => {
        const end = /\r?\n\r?\n/.exec(part);
        return { text: end === null ? '' : part.slice(end.index).trim(), path: `part[${index}]`, name: null };
      }),
    };
  },
};
