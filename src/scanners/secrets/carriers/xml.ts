import type { Decoder, Leaf } from './decoder.ts';
import { nameBeside, shownName } from './leaves.ts';

const largestTag = 4096;
const cdata = '<![CDATA[';
const attribute = /([A-Za-z_][\w:.-]{0,80})\s{0,8}=\s{0,8}(?:"([^"<]*)"|'([^'<]*)')/g;
const entities: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
  ['&quot;', '"'],
  ['&apos;', "'"],
]);

/**
 * Attributes and texts of XML, tag by tag: Jenkins jobs, settings of Maven, web.config. A `<value>` is named by the `<name>` before it, or
 * by what holds it. Sources: XML 1.0 sections 2.7 and 3.1; Apache Hadoop, `Configuration`; Azure API Management, `set-header`; Windows, `unattend.xml`.
 */
export const xml: Decoder = {
  mayDecode: (text) => /^\s{0,64}<(?!\?php|powershell>|script>)[?!A-Za-z]/.test(text) && text.includes('>'),
  decode: (text) => ({ label: null, leaves: leaves(text) }),
};

function* leaves(text: string): Generator<Leaf> {
  /** What a value that says nothing itself belongs to. */
  let holder: string | null = null;
  let opened = '';
  for (let start = text.indexOf('<'); start >= 0; start = text.indexOf('<', start + 1)) {
    if (text.startsWith(cdata, start)) {
      const close = text.indexOf(']]>', start);
      const content = text.slice(start + cdata.length, close < 0 ? text.length : close).trim();
      if (content !== '') yield { text: content, path: shownName(opened), name: opened };
      if (close < 0) return;
      start = close;
      continue;
    }
    const end = text.indexOf('>', start);
    if (end < 0) return;
    if (end - start > largestTag || text[start + 1] === '/') continue;
    const tag = text.slice(start + 1, end);
    const element = /^[A-Za-z_][\w:.-]{0,80}/.exec(tag)?.[0];
    if (element === undefined) continue;
    const attributes = new Map(
      [...tag.matchAll(attribute)].map(([, name = '', one, other]) => [name, plain(one ?? other ?? '')]),
    );
    opened = element;
    const beside = nameBeside((member) => attributes.get(member));
    for (const [name, value] of attributes) {
      const means = name === 'value' ? (beside ?? name) : name;
      yield { text: value, path: `${element}.${shownName(means)}`, name: means };
    }
    const next = text.indexOf('<', end);
    const content = next < 0 ? '' : plain(text.slice(end + 1, next).trim());
    if (tag.endsWith('/')) continue;
    const means = beside ?? (/^(?:value|string)$/i.test(element) ? (holder ?? element) : element);
    if (content !== '') yield { text: content, path: shownName(means), name: means };
    if (/^(?:name|key)$/i.test(element) && content !== '') holder = content;
    else if (content === '' || beside !== null) holder = beside ?? element;
  }
}

function plain(text: string): string {
  return text.replaceAll(/&(?:lt|gt|amp|quot|apos);/g, (entity) => entities.get(entity) ?? entity);
}
