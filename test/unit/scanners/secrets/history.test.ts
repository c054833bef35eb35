import { describe, expect, it } from 'vitest';
import type { ScanMark } from '../../../../src/scanners/scanner.ts';
import { earlierOf, earlierSecrets } from '../../../../src/scanners/secrets/history/earlier-secrets.ts';
import { purge } from '../../../../src/scanners/secrets/history/purge.ts';
import { readHistory, rememberedCurrent } from '../../../../src/scanners/secrets/history/read-history.ts';
import {
  asksForLook,
  memoryFrom,
  noteOf,
  placesOf,
  type RememberedVersion,
  type SecretPlace,
  shortId,
} from '../../../../src/scanners/secrets/history/remembered.ts';
import { copiesOf, keptUntil } from '../../../../src/scanners/secrets/history/retention.ts';
import {
  earlierSecret,
  earlierVersion,
  history,
  oneOfEach,
  password,
} from '../../../../src/scanners/secrets/samples.ts';
import type { LifecycleRule } from '../../../../src/sources/bucket.ts';
import { SourceError, type SourceFailure } from '../../../../src/sources/errors.ts';
import type { OutputPart } from '../../../../src/state/part.ts';
import { fakeIo, inspection, never, stateObject, targetOf, version } from '../../../support/fake-io.ts';

const now = new Date('2026-11-20T12:00:00Z');
const { pointer: _, ...where } = password;
const place: SecretPlace = { ...where, kind: 'sensitive-attribute', opens: 'something' };
const remembered = (...places: readonly SecretPlace[]): RememberedVersion => ({ rules: 'r', places });

describe('the note of a state', () => {
  it('comes back as it was written', () => {
    const versions = new Map<string, RememberedVersion>([
      [
        'a',
        remembered(place, { ...place, kind: 'cloud-key', address: null, location: '/x', path: 'x', opens: 'account' }),
      ],
      ['b', { rules: 'other', places: null }],
      ['c', remembered()],
      ['d', remembered(place)],
    ]);
    for (const lookAgain of [true, false]) {
      const note = noteOf({ versions, lookAgain });
      expect(memoryFrom(note)).toEqual({ versions, lookAgain });
      expect(asksForLook(note)).toBe(lookAgain);
    }
    expect(memoryFrom(undefined).versions.size).toBe(0);
    expect(asksForLook(undefined)).toBe(false);
  });

  it('knows every kind of secret, and keeps none of the texts that were not searched', () => {
    const places = placesOf(oneOfEach, now);
    expect(places).toHaveLength(oneOfEach.length - 1);
    expect(
      memoryFrom(noteOf({ versions: new Map([['a', remembered(...places)]]), lookAgain: false })).versions.get('a')
        ?.places,
    ).toEqual(places);
  });

  it('is small: twenty versions with thirty secrets each take less than two kilobytes, a hundred without less than one and a half', () => {
    const places = Array.from({ length: 30 }, (_, index) => {
      const address = `module.service["name-${index}"].aws_db_instance.main`;
      return { ...place, address, location: `${address}/attributes/password` };
    });
    const versions = (count: number, of: readonly SecretPlace[]) =>
      new Map(Array.from({ length: count }, (_, index) => [shortId(`etag:${index}`), remembered(...of)]));
    expect(noteOf({ versions: versions(20, places), lookAgain: true }).length).toBeLessThan(2000);
    expect(noteOf({ versions: versions(100, []), lookAgain: true }).length).toBeLessThan(1500);
  });

  it('never outgrows an item: the oldest versions are left out first', () => {
    const places = Array.from({ length: 4000 }, (_, index) => {
      const address = `aws_x.y["${shortId(`${index}`)}${shortId(`a${index}`)}${shortId(`b${index}`)}"]`;
      return { ...place, address, location: `${address}/attributes/password` };
    });
    const versions = new Map([
      ['new', remembered(place)],
      ['old', remembered(...places)],
    ]);
    const note = noteOf({ versions, lookAgain: true });
    expect(note.length).toBeLessThan(64 * 1024 + 1);
    expect([...memoryFrom(note).versions.keys()]).toEqual(['new']);
  });
});

describe('what earlier versions hold', () => {
  const at = (hour: number, changes = {}) =>
    version({ versionId: `v${hour}`, modifiedAt: new Date(`2026-11-20T${hour}:00:00Z`), ...changes });

  it('is what the current one does not, by place and kind', () => {
    const versions = earlierOf([at(19), at(18), at(17, { deleted: true }), at(16, { s3VersionId: 'three' })], 1);
    const other: SecretPlace = { ...place, kind: 'cloud-key', opens: 'account' };
    const secrets = earlierSecrets(versions, ({ versionId }) => (versionId === 'v18' ? [place] : [place, other]), [
      place,
    ]);
    expect(secrets).toEqual([
      {
        ...other,
        versions: [
          {
            path: 'net/terraform.tfstate',
            s3VersionId: 'three',
            modifiedAt: '2026-11-20T16:00:00.000Z',
            // The marker came then.
            replacedAt: '2026-11-20T17:00:00.000Z',
            newer: 2,
            bytes: 4096,
          },
        ],
      },
    ]);
  });

  it('stays until the rules of the bucket remove the last of it', () => {
    const rule: LifecycleRule = {
      id: 'r',
      filter: { prefix: 'data/', tagged: false, largerThan: null, smallerThan: null },
      expiresAfterDays: null,
      earlierVersions: { days: 30, newer: 0 },
    };
    const until = (rules: readonly LifecycleRule[], versions = [earlierVersion()]) =>
      keptUntil('data/x.tfstate', versions, rules);
    expect(until([])).toBeNull();
    expect(until([rule])).toBe('2026-12-20T00:00:00.000Z');
    const sooner = { ...rule, earlierVersions: { days: 7, newer: 0 } };
    expect(until([rule, sooner])).toBe('2026-11-27T00:00:00.000Z');
    // The last one counts, and midnight itself is no day more.
    const later = earlierVersion({ replacedAt: '2026-11-21T00:00:00.000Z' });
    expect(until([rule], [later, earlierVersion()])).toBe('2026-12-21T00:00:00.000Z');
    for (const filter of [{ prefix: 'other/' }, { tagged: true }, { largerThan: 4096 }, { smallerThan: 4096 }]) {
      expect(until([{ ...rule, filter: { ...rule.filter, ...filter } }])).toBeNull();
    }
    expect(until([{ ...rule, filter: { ...rule.filter, largerThan: 4095, smallerThan: 4097 } }])).not.toBeNull();
    expect(until([{ ...rule, earlierVersions: null, expiresAfterDays: 1 }])).toBeNull();
    const keepsFive = { ...rule, earlierVersions: { days: 30, newer: 5 } };
    expect(until([keepsFive])).toBeNull();
    expect(until([keepsFive], [earlierVersion({ newer: 5 })])).toBe('2026-12-20T00:00:00.000Z');
    expect(until([keepsFive], [earlierVersion({ newer: 5 }), earlierVersion()])).toBeNull();
  });

  it('is copied where an enabled rule says so', () => {
    const rule = {
      id: 'r',
      enabled: true,
      filter: { prefix: '', tagged: false },
      to: 'b',
      deleteMarkers: true,
      kmsObjects: true,
    };
    const rules = [
      rule,
      { ...rule, enabled: false, to: 'off' },
      { ...rule, filter: { prefix: 'x/', tagged: false }, to: 'else' },
      rule,
    ];
    expect(copiesOf('data/x.tfstate', rules)).toEqual(['b']);
  });
});

describe('the commands that purge', () => {
  const of = (secret = earlierSecret(), copies: readonly string[] = [], changes = {}) =>
    purge(secret, history([secret], changes).value.earlier, copies);

  it('name bucket, key and version', () => {
    expect(of()).toContain(
      '`aws s3api delete-object --bucket acme-tfstate --key data/terraform.tfstate --version-id 3HL4kqtJlcpXroDTDmJ`',
    );
    expect(of()).toMatch(/^Change the secret first/);
  });

  it('are one loop for several versions, and the same again for each copy', () => {
    const versions = [earlierVersion(), earlierVersion({ s3VersionId: 'null' })];
    const text = of(earlierSecret({ versions }), ['acme-copy'], { key: "it's.tfstate" });
    const loop = (bucket: string) =>
      `\`for version in 3HL4kqtJlcpXroDTDmJ null; do aws s3api delete-object --bucket ${bucket} --key 'it'\\''s.tfstate' --version-id "$version"; done\``;
    expect(text).toContain(loop('acme-tfstate'));
    expect(text).toContain(loop('acme-copy'));
  });

  it('name the places of copies, whose versions have other ids', () => {
    expect(of(earlierSecret(), [], { copiedTo: ['s3://acme-vault/states/'] })).toContain(
      '`aws s3api list-object-versions --bucket acme-vault --prefix states/data/terraform.tfstate`',
    );
  });

  it('hold nothing that a shell would run', () => {
    const versions = [earlierVersion({ s3VersionId: '$(reboot)' }), earlierVersion({ s3VersionId: 'good' })];
    expect(of(earlierSecret({ versions }))).not.toContain('reboot');
    expect(of(earlierSecret({ versions }))).toContain('--version-id good`');
  });

  it('remove the backup of a local state', () => {
    const versions = [earlierVersion({ s3VersionId: null, path: 'a b.tfstate.backup' })];
    const text = of(earlierSecret({ versions }), [], { bucket: null, sourceLocation: '/srv/states' });
    expect(text).toContain("`rm '/srv/states/a b.tfstate.backup'`");
  });
});

describe('reading earlier versions', () => {
  const output: OutputPart = {
    kind: 'output',
    pointer: '/outputs/p',
    value: { value: ['not', 'a', 'real', 'one'].join('-'), sensitive: true },
    name: 'p',
    address: 'output.p',
    sensitive: true,
  };
  const current = version({ versionId: 'v9', modifiedAt: new Date('2026-11-20T11:00:00Z') });
  const earlier = [8, 7, 6, 5].map((hour) =>
    version({ versionId: `v${hour}`, modifiedAt: new Date(`2026-11-20T0${hour}:00:00Z`), bytes: 30 * 1024 ** 2 }),
  );
  const target = targetOf(stateObject('net/terraform.tfstate', { current }));
  const inspections = (failures: Readonly<Record<string, SourceFailure>> = {}) =>
    Object.fromEntries(
      earlier.map((one) => {
        const failure = failures[one.versionId];
        const error = failure && new SourceError({ location: 'x', failure, detail: 'x', action: 'x' });
        return [one.versionId, error ?? inspection(one, {}, [output])];
      }),
    );
  const mark = (note: string): ScanMark => ({
    fingerprint: 'f',
    ruleset: 'r',
    scannedAt: '',
    complete: true,
    open: 0,
    note,
  });

  /** @param note of the scan before */
  async function read(note?: string, failures: Readonly<Record<string, SourceFailure>> = {}) {
    const io = fakeIo({ versions: [current, ...earlier], inspections: inspections(failures) });
    const memory = {
      id: target.id,
      scans: note === undefined ? {} : { secrets: mark(note) },
      countsFrom: null,
      versions: [],
    };
    const looking = { target, io: { ...io, memory: () => memory }, options: {}, now, signal: never };
    const found = await readHistory(looking, []);
    return {
      ...found,
      read: io.read,
      current: rememberedCurrent({
        ...looking,
        io: { ...io, memory: () => ({ ...memory, scans: { secrets: mark(found.note) } }) },
      }),
    };
  }

  it('is spread over scans where they are large, and comes to an end', async () => {
    const first = await read();
    expect([first.read, first.earlier.unread, asksForLook(first.note)]).toEqual([['v8', 'v7'], 2, true]);
    const second = await read(first.note);
    expect([second.read, second.earlier.unread]).toEqual([['v6', 'v5'], 0]);
    expect(second.earlier.secrets.map(({ versions }) => versions.length)).toEqual([4]);
    const third = await read(second.note);
    expect([third.read, third.earlier]).toEqual([[], second.earlier]);
    expect(third.current).toEqual([]);
  });

  it('passes over those that were removed meanwhile, and counts those that nobody can read', async () => {
    const { earlier: found, note } = await read(undefined, { v8: 'gone', v7: 'archived', v6: 'too-large', v5: 'gone' });
    expect([found.secrets, found.unread]).toEqual([[], 4]);
    // What is gone is asked for again, if it is listed again; what can't be read is not.
    expect((await read(note, { v8: 'gone' })).read).toEqual(['v8', 'v6']);
  });

  it('fails where one can not be read for now, and is tried again', async () => {
    await expect(read(undefined, { v7: 'throttled' })).rejects.toThrow(SourceError);
  });
});
