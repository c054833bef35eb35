import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { refsOfVersion0, refsOfVersion2 } from '../../../src/git/advertisement.ts';
import { packInAnswer } from '../../../src/git/fetch-pack.ts';
import { flushPacket, ProtocolError, packetOf, packetsIn } from '../../../src/git/pkt-line.ts';
import { parseTag } from '../../../src/git/tag-object.ts';
import { trailersOf } from '../../../src/git/trailers.ts';

const oid = fc.stringMatching(/^[0-9a-f]{40}$/);

test('whatever bytes a tag object has, it is a tag or damaged', () => {
  const head = fc.tuple(oid, fc.constantFrom('commit', 'tree', 'blob', 'tag', 'cat'), fc.string());
  const likely = fc
    .tuple(head, fc.string(), fc.uint8Array())
    .map(([[object, type, name], tagger, rest]) =>
      Buffer.concat([Buffer.from(`object ${object}\ntype ${type}\ntag ${name}\ntagger ${tagger}\n\n`), rest]),
    );
  fc.assert(
    fc.property(
      fc.oneof(
        likely,
        fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      ),
      (bytes) => {
        expect(parseTag('a'.repeat(40), { type: 'tag', bytes }).oid).toBe('a'.repeat(40));
      },
    ),
  );
});

test('what git writes comes back as it was written', () => {
  const word = fc.stringMatching(/^[^\p{C}<>\n\s]{1,20}$/u);
  fc.assert(
    fc.property(
      oid,
      word,
      word,
      fc.emailAddress(),
      fc.integer({ min: 0, max: 4e9 }),
      word,
      (object, tag, name, email, at, message) => {
        const bytes = Buffer.from(
          `object ${object}\ntype commit\ntag ${tag}\ntagger ${name} <${email}> ${at} +0100\n\n${message}\n`,
        );
        expect(parseTag(object, { type: 'tag', bytes })).toMatchObject({
          objectOid: object,
          name: tag,
          tagger: { name, email, at: new Date(at * 1000).toISOString() },
          message: `${message}\n`,
        });
      },
    ),
  );
});

test('trailers that are appended to a message are found, whatever the message', () => {
  const key = fc.stringMatching(/^[A-Za-z0-9-]{1,20}$/);
  const value = fc.stringMatching(/^[!-~]{1,30}$/);
  fc.assert(
    fc.property(fc.string(), fc.array(fc.tuple(key, value), { minLength: 1, maxLength: 5 }), (message, pairs) => {
      const lines = pairs.map(([name, text]) => `${name}: ${text}\n`).join('');
      expect(trailersOf(`title\n\n${message}\n\n${lines}`)).toEqual(
        pairs.map(([name, text]) => ({ key: name, value: text })),
      );
    }),
  );
});

const name = fc.stringMatching(/^refs\/(tags|heads)\/[^\p{C}\s~^:?*[\\]{1,30}$/u);
const refs = fc.uniqueArray(fc.record({ name, oid, peeled: fc.option(oid) }), { selector: (ref) => ref.name });

test('refs of both versions of the protocol come back as they were sent', () => {
  fc.assert(
    fc.property(refs, (sent) => {
      const version2 = sent.map((ref) =>
        packetOf(`${ref.oid} ${ref.name}${ref.peeled === null ? '' : ` peeled:${ref.peeled}`}`),
      );
      const version0 = sent.flatMap((ref) => [
        packetOf(`${ref.oid} ${ref.name}`),
        ...(ref.peeled === null ? [] : [packetOf(`${ref.peeled} ${ref.name}^{}`)]),
      ]);
      const head = packetOf(`${'0'.repeat(40)} capabilities^{}\0symref=HEAD:refs/heads/main agent=git/2`);
      const service = [packetOf('# service=git-upload-pack'), flushPacket];
      const two = refsOfVersion2(Buffer.concat([...version2, flushPacket]));
      const zero = refsOfVersion0(Buffer.concat([...service, head, ...version0, flushPacket]));
      const tags = sent.filter((ref) => ref.name.startsWith('refs/tags/'));
      expect(two.tags.length).toBe(tags.length);
      expect(two.tags).toEqual(expect.arrayContaining(tags));
      expect(zero.refs.tags).toEqual(two.tags);
      expect(zero.refs.branches.map((ref) => ref.oid)).toEqual(two.branches.map((ref) => ref.oid));
    }),
  );
});

test('an answer that ends too early is an error, never fewer refs', () => {
  fc.assert(
    fc.property(refs, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (sent, part) => {
      const answer = Buffer.concat([...sent.map((ref) => packetOf(`${ref.oid} ${ref.name}`)), flushPacket]);
      const cut = answer.subarray(0, Math.floor(answer.length * part));
      expect(() => refsOfVersion2(cut)).toThrow(ProtocolError);
      expect(() => refsOfVersion0(cut)).toThrow(ProtocolError);
    }),
  );
});

test('a pack that ends too early is an error, never a shorter pack', () => {
  const bands = [
    Buffer.from([1, ...Buffer.from('PACK')]),
    Buffer.from([2, 65]),
    Buffer.from([1, ...Buffer.from('rest')]),
  ];
  const framed = bands.map((band) =>
    Buffer.concat([Buffer.from((band.length + 4).toString(16).padStart(4, '0')), band]),
  );
  const answer = Buffer.concat([packetOf('packfile'), ...framed, flushPacket]);
  expect(packInAnswer(2, answer).toString()).toBe('PACKrest');
  for (let length = 0; length < answer.length; length++)
    expect(() => packInAnswer(2, answer.subarray(0, length))).toThrow(ProtocolError);
  const broken = Buffer.concat([packetOf('packfile'), packetOf('\u0003out of memory'), flushPacket]);
  expect(() => packInAnswer(2, broken)).toThrow('the server says: out of memory');
});

test('a packet that is cut short is an error', () => {
  expect(() => [...packetsIn(Buffer.from('0009do'))]).toThrow('it ends within a packet');
  expect(() => [...packetsIn(Buffer.from('0003'))]).toThrow('no packet begins');
});

test('whatever a server answers, it is packets or an error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      for (const parse of [
        (answer: Buffer) => [...packetsIn(answer)],
        refsOfVersion2,
        (answer: Buffer) => packInAnswer(2, answer),
      ]) {
        try {
          parse(Buffer.from(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError);
        }
      }
    }),
  );
});
