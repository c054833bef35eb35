import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import type { SecretCandidate, SecretKind } from '../candidate.ts';
import { type Opens, opens } from '../severity.ts';

/** Where a secret of one kind stands, as far as it is kept: nothing of its value, no hash of it either. */
export interface SecretPlace {
  readonly kind: SecretKind;
  /** What it opened when it was found. */
  readonly opens: Opens;
  readonly address: string | null;
  /** The same in each version of the state. */
  readonly location: string;
  /** For people. */
  readonly path: string;
}

/** What is known of one version of a state. Versions don't change: each is read once under the same rules. */
export interface RememberedVersion {
  /** Of the rules that it was searched by. */
  readonly rules: string;
  /** Null where nobody can tell: it is damaged, or too large. */
  readonly places: readonly SecretPlace[] | null;
}

/** What the scanner keeps of a state from one scan to the next, by version id. */
export interface SecretMemory {
  readonly versions: ReadonlyMap<string, RememberedVersion>;
  /** Whether the state is to be looked at again though it did not change: earlier versions hold secrets, or were not read yet. */
  readonly lookAgain: boolean;
}

const nothing: SecretMemory = { versions: new Map(), lookAgain: false };

/** Characters that the text may have: sweeps read it for every state. */
const longestNote = 64 * 1024;

const kinds = [
  'own-pattern',
  'private-key',
  'cloud-key',
  'service-token',
  'connection-string',
  'sensitive-attribute',
  'sensitive-output',
  'credential-value',
  'embedded',
] as const satisfies readonly SecretKind[];

const placeTuple = z.tuple([
  z.enum(kinds),
  z.enum(['account', 'identity', 'service', 'something', 'little']),
  z.string().nullable(),
  z.string(),
  z.string(),
]);
/** `[shortId, index in rules, indices in places]` */
const versionTuple = z.tuple([z.string(), z.int(), z.array(z.int()).nullable()]);
const noteSchema = z.object({
  rules: z.array(z.string()),
  places: z.array(placeTuple),
  versions: z.array(versionTuple),
});
type Note = z.output<typeof noteSchema>;

/** Version ids are long, and stand in the note of every state: a few characters tell them apart among those of one state. */
export function shortId(versionId: string): string {
  return createHash('sha256').update(versionId).digest('base64url').slice(0, 8);
}

/** Tells one place from another, in any version. */
export function placeKey({ kind, location }: Pick<SecretPlace, 'kind' | 'location'>): string {
  return `${kind} ${location}`;
}

export function placesOf(candidates: readonly SecretCandidate[], now: Date): readonly SecretPlace[] {
  return candidates.flatMap((candidate) => {
    const { kind, address, location, path } = candidate;
    return kind === 'unsearched' ? [] : { kind, opens: opens(candidate, now), address, location, path };
  });
}

/** Whether a note asks for another look; cheap, since a sweep asks for every state. */
export function asksForLook(note: string | undefined): boolean {
  return note?.startsWith('+') === true;
}

/**
 * Writes a memory as the note of a mark: `+` or `-` ({@link asksForLook}), then JSON, deflated, in base64. Places are said once, since
 * most versions have the same ones.
 * @param memory its newest versions first; where they don't fit, the last ones are left out
 */
export function noteOf({ versions, lookAgain }: SecretMemory): string {
  const all = [...versions];
  for (let kept = all.length; ; kept = Math.floor(kept / 2)) {
    const packed = deflateRawSync(JSON.stringify(pack(all.slice(0, kept))), { level: 9 }).toString('base64');
    if (packed.length < longestNote || kept === 0) return `${lookAgain ? '+' : '-'}${packed}`;
  }
}

/** @param note of {@link noteOf}; undefined: nothing was kept. @throws Error for another text */
export function memoryFrom(note: string | undefined): SecretMemory {
  if (note === undefined) return nothing;
  const text = inflateRawSync(Buffer.from(note.slice(1), 'base64')).toString('utf8');
  return { versions: unpack(noteSchema.parse(JSON.parse(text))), lookAgain: asksForLook(note) };
}

function pack(versions: readonly (readonly [string, RememberedVersion])[]): Note {
  const rules = new Map<string, number>();
  const indices = new Map<string, number>();
  const places: Note['places'] = [];
  const indexOf = (place: SecretPlace): number => {
    const key = placeKey(place);
    const known = indices.get(key);
    if (known !== undefined) return known;
    const { kind, address, location, path } = place;
    const below = address === null ? location : location.slice(address.length);
    indices.set(key, places.push([kind, place.opens, address, below, path]) - 1);
    return places.length - 1;
  };
  const tuples = versions.map(([id, version]): Note['versions'][number] => {
    const rule = rules.get(version.rules) ?? rules.size;
    rules.set(version.rules, rule);
    return [id, rule, version.places?.map(indexOf) ?? null];
  });
  return { rules: [...rules.keys()], places, versions: tuples };
}

function unpack({ rules, places, versions }: Note): ReadonlyMap<string, RememberedVersion> {
  const known = places.map(([kind, opened, address, below, path]): SecretPlace => {
    return { kind, opens: opened, address, location: `${address ?? ''}${below}`, path };
  });
  return new Map(
    versions.map(([id, rule, indices]): [string, RememberedVersion] => [
      id,
      {
        rules: rules[rule] ?? '',
        places: indices?.flatMap((index) => known[index] ?? []) ?? null,
      },
    ]),
  );
}
