import { lineOf, type Packet, ProtocolError, packetsIn } from './pkt-line.ts';
import type { GitRef, RepositoryRefs } from './repository.ts';

const oid = '[0-9a-f]{40}(?:[0-9a-f]{24})?';
const refLine = new RegExp(`^(${oid}|unborn) ([^ ]+)((?: [^ ]+)*)$`);
const peeledSuffix = '^{}';

/**
 * What a server of version 2 answers to `ls-refs` with `peel` and `symrefs`.
 * Source: git/git Documentation/gitprotocol-v2.adoc "ls-refs".
 * @throws ProtocolError also where the answer ends too early: tags that are merely missing from it would count as deleted
 */
export function refsOfVersion2(answer: Buffer): RepositoryRefs {
  const found = new Found();
  for (const packet of untilFlush(packetsIn(answer))) {
    const [, id = '', name = '', rest = ''] = refLine.exec(lineOf(packet)) ?? [];
    if (id === '') throw new ProtocolError('a line tells no name');
    const attributes = rest.split(' ');
    if (name === 'HEAD') found.head(attributeOf(attributes, 'symref-target:'));
    else found.add(name, id, attributeOf(attributes, 'peeled:'));
  }
  return found.refs();
}

/**
 * What a server of version 0 or 1 answers to `GET info/refs?service=git-upload-pack`, with its capabilities.
 * Source: git/git Documentation/gitprotocol-http.adoc "Smart Clients", gitprotocol-pack.adoc "Reference Discovery".
 * @throws ProtocolError as {@link refsOfVersion2}
 */
export function refsOfVersion0(answer: Buffer): {
  readonly refs: RepositoryRefs;
  readonly capabilities: readonly string[];
} {
  const packets = packetsIn(answer);
  const [service] = [...untilFlush(packets)].map(lineOf);
  if (service !== '# service=git-upload-pack')
    throw new ProtocolError('it does not begin with the name of the service');
  const found = new Found();
  let capabilities: readonly string[] = [];
  let previous = { name: '', id: '' };
  for (const packet of untilFlush(packets)) {
    const [line = '', listed] = lineOf(packet).split('\0');
    if (listed !== undefined) capabilities = listed.trim().split(' ');
    if (/^version 1$/.test(line) || line.startsWith('shallow ')) continue;
    const [, id = '', name = ''] = refLine.exec(line) ?? [];
    if (id === '') throw new ProtocolError('a line tells no name');
    if (name === `${previous.name}${peeledSuffix}`) found.add(previous.name, previous.id, id);
    else if (name !== 'HEAD' && name !== `capabilities${peeledSuffix}`) found.add(name, id, null);
    previous = { name, id };
  }
  const head = capabilities.find((capability) => capability.startsWith('symref=HEAD:'));
  found.head(head?.slice('symref=HEAD:'.length) ?? null);
  return { refs: found.refs(), capabilities };
}

/** Lines up to the flush that ends them. @throws ProtocolError where there is none */
function* untilFlush(packets: Iterator<Packet>): Generator<Buffer, void, undefined> {
  for (let next = packets.next(); !next.done; next = packets.next()) {
    if (next.value === 'flush') return;
    if (typeof next.value !== 'string') yield next.value;
  }
  throw new ProtocolError('it ends before the list does');
}

function attributeOf(attributes: readonly string[], prefix: string): string | null {
  return attributes.find((attribute) => attribute.startsWith(prefix))?.slice(prefix.length) ?? null;
}

/** Names gathered from an answer: a server may send more than was asked for, and in any order. */
class Found {
  readonly #tags = new Map<string, GitRef>();
  readonly #branches = new Map<string, GitRef>();
  #head: string | null = null;

  add(name: string, id: string, peeled: string | null): void {
    if (name.startsWith('refs/tags/')) this.#tags.set(name, { name, oid: id, peeled });
    else if (name.startsWith('refs/heads/')) this.#branches.set(name, { name, oid: id, peeled: null });
  }

  head(target: string | null): void {
    this.#head = target?.startsWith('refs/heads/') ? target.slice('refs/heads/'.length) : null;
  }

  refs(): RepositoryRefs {
    return { tags: inOrder(this.#tags), branches: inOrder(this.#branches), defaultBranch: this.#head };
  }
}

/** By code units: the same order on every machine. */
function inOrder(refs: ReadonlyMap<string, GitRef>): readonly GitRef[] {
  return [...refs.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
