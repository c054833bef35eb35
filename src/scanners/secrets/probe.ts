import { pointerToken } from '../../state/json.ts';
import type { AttributeStep, InstancePart, OutputPart, Probe, ProbeRun, StatePart } from '../../state/part.ts';
import { type ScalarCursor, walkPart } from '../../state/walk.ts';
import type { SecretCandidate } from './candidate.ts';
import { Budget } from './carriers/budget.ts';
import { KnownCarriers } from './carriers/known-carriers.ts';
import { loadKnownLines } from './carriers/known-lines.ts';
import type { Search } from './carriers/search.ts';
import { declaredSensitive } from './declared-sensitive.ts';
import { accessKeyId, type KeyIdPrefix, secretAccessKey } from './detectors/cloud-key.ts';
import { patternOptions } from './own-patterns/options.ts';
import { OwnPatterns } from './own-patterns/own-patterns.ts';
import { withoutSecretNames } from './secret-names.ts';
import { holdsSomething, sensitivePlaces } from './sensitive-places.ts';
import { shortestText, Texts } from './texts.ts';

/** Characters that may be decoded in one state: more than people put into one. */
const decodedAtMost = 1 << 27;

/**
 * Finds where secrets stand: one walk over the document, one cheap look at each text, a full one at the few that may be something.
 * One candidate for each place, the most specific one; nothing of a value is kept.
 */
export const secretCandidatesProbe = probeWith(null);

const probes = new WeakMap<object, Probe<readonly SecretCandidate[]>>();

/**
 * The probe that looks for own patterns too, where there are any; the same for the same options.
 * @param options of the scanner, as the user wrote them
 */
export function candidatesProbe(options: unknown): Probe<readonly SecretCandidate[]> {
  if (typeof options !== 'object' || options === null) return secretCandidatesProbe;
  const { patterns } = patternOptions.parse(options);
  if (patterns.length === 0) return secretCandidatesProbe;
  const probe = probes.get(options) ?? probeWith(new OwnPatterns(patterns));
  probes.set(options, probe);
  return probe;
}

function probeWith(own: OwnPatterns | null): Probe<readonly SecretCandidate[]> {
  return { name: 'secret candidates', prepare, begin: () => begin(own) };
}

async function prepare(): Promise<void> {
  await Promise.all([declaredSensitive.load(), KnownCarriers.load(), loadKnownLines()]);
}

function begin(own: OwnPatterns | null): ProbeRun<readonly SecretCandidate[]> {
  /** By kind and location: names that are not shown may make two of one. */
  const candidates = new Map<string, SecretCandidate>();
  const search = { budget: new Budget(decodedAtMost), own };
  return {
    part(part) {
      // Check results and the members of a resource block hold names and states, no values.
      if (part.kind === 'check' || part.kind === 'resource') return;
      const found = candidatesByLooks(part, search);
      const declared = declaredCandidates(
        part,
        found.filter((candidate) => !isByName(candidate)),
      );
      const places = declared.map(({ pointer }) => pointer);
      const told = found.filter((candidate) => !isByName(candidate) || !isCovered(candidate.pointer, places));
      for (const candidate of [...told, ...declared].map(withoutSecretNames)) {
        const key = `${candidate.kind} ${candidate.location}`;
        if (!candidates.has(key)) candidates.set(key, candidate);
      }
    },
    end: () => [...candidates.values()],
  };
}

/** Where half a key was seen: its other half may stand beside it. */
interface HalfKey {
  readonly beside: string;
  readonly place: PlaceInPart;
}

interface PlaceInPart {
  readonly pointer: string;
  readonly steps: readonly AttributeStep[];
}

function candidatesByLooks(part: StatePart, search: Search): readonly SecretCandidate[] {
  const texts = new Texts(part, search);
  const candidates: SecretCandidate[] = [];
  const ids = new Map<string, KeyIdPrefix>();
  const secrets: HalfKey[] = [];
  walkPart(part, (cursor) => {
    const { value } = cursor;
    if (typeof value !== 'string' || value.length < shortestText) return;
    const told = texts.tell(cursor, value);
    if (told !== null) {
      const place = placeIn(part, placeOf(cursor));
      candidates.push({ ...place, path: `${place.path}${told.within}`, ...told.what });
      if (told.what.kind !== 'credential-value') return;
    }
    if (secretAccessKey.mayMatch(value) && secretAccessKey.match(value) !== null) {
      const place = placeOf(cursor);
      secrets.push({ beside: besides(place), place });
    } else if (accessKeyId.mayMatch(value)) {
      const prefix = accessKeyId.match(value);
      if (prefix !== null) ids.set(besides(placeOf(cursor)), prefix);
    }
  });
  const pairs = secrets.flatMap(({ beside, place }): readonly SecretCandidate[] => {
    const prefix = ids.get(beside);
    return prefix === undefined ? [] : [{ ...placeIn(part, place), kind: 'cloud-key', prefix }];
  });
  const paired = pairs.map(({ pointer }) => pointer);
  return [...candidates.filter(({ pointer }) => !paired.includes(pointer)), ...pairs];
}

/** What only a name promises: less telling than that it is declared sensitive. */
function isByName({ kind }: SecretCandidate): boolean {
  return kind === 'credential-value' || kind === 'embedded' || kind === 'unsearched';
}

/** Whether a place stands at or below one of others. */
function isCovered(pointer: string, places: readonly string[]): boolean {
  return places.some((place) => pointer === place || pointer.startsWith(`${place}/`));
}

/**
 * What is declared sensitive, unless something more specific is known of it.
 * @param looks candidates of the same part that are known by their looks
 */
function declaredCandidates(part: StatePart, looks: readonly SecretCandidate[]): readonly SecretCandidate[] {
  const known = looks.map(({ pointer }) => pointer);
  if (part.kind === 'output') return declaredOutput(part, known);
  return part.kind === 'instance' ? declaredAttributes(part, known) : [];
}

function declaredOutput(part: OutputPart, known: readonly string[]): readonly SecretCandidate[] {
  const isObject = typeof part.value === 'object' && part.value !== null && !Array.isArray(part.value);
  const value = isObject && 'value' in part.value ? part.value.value : part.value;
  const steps = isObject && 'value' in part.value ? ['value'] : [];
  const pointer = pointerTo(part.pointer, steps);
  if (!part.sensitive || value === undefined || !holdsSomething(value) || isKnown(pointer, known)) return [];
  return [{ ...placeIn(part, { pointer, steps }), kind: 'sensitive-output' }];
}

function declaredAttributes(part: InstancePart, known: readonly string[]): readonly SecretCandidate[] {
  const { attributes, resource } = part;
  if (attributes === null) return [];
  const places = sensitivePlaces(part);
  if (places.length === 0) return [];
  const above = attributes.pointer.slice(part.pointer.length).split('/').slice(1);
  return places.flatMap(({ path, declaredBy, hashed }): readonly SecretCandidate[] => {
    const pointer = pointerTo(attributes.pointer, path);
    if (isKnown(pointer, known)) return [];
    const place = placeIn(part, { pointer, steps: [...above, ...path] });
    if (hashed) return [{ ...place, kind: 'credential-value', meaning: 'password', hashed, expiresAt: null }];
    return [{ ...place, kind: 'sensitive-attribute', type: resource.type, declaredBy }];
  });
}

/** Whether a place, or something in it, is known by its looks: that says more than that it is sensitive. */
function isKnown(pointer: string, known: readonly string[]): boolean {
  return known.some((other) => other === pointer || other.startsWith(`${pointer}/`));
}

function placeOf(cursor: ScalarCursor): PlaceInPart {
  return { pointer: cursor.pointer(), steps: cursor.path() };
}

/** What tells the container that a scalar stands in; flat names of legacy states are containers up to their last dot. */
function besides({ steps }: PlaceInPart): string {
  const last = steps.at(-1);
  const flat = typeof last === 'string' ? last.slice(0, Math.max(0, last.lastIndexOf('.'))) : '';
  return JSON.stringify([steps.slice(0, -1), flat]);
}

function placeIn(part: StatePart, { pointer, steps }: PlaceInPart) {
  const address = part.kind === 'instance' || part.kind === 'output' ? part.address : null;
  const deposed = part.kind === 'instance' && part.deposed !== null ? ` (deposed ${part.deposed})` : '';
  const location = address === null ? pointer : `${address}${deposed}${pointer.slice(part.pointer.length)}`;
  return { address, pointer, location, path: pathText(part, steps) };
}

function pathText(part: StatePart, steps: readonly AttributeStep[]): string {
  const shown =
    part.kind === 'instance' && /^(attributes|attributes_flat|primary)$/.test(String(steps[0]))
      ? steps.slice(1)
      : steps;
  const names = part.kind === 'member' ? [part.name, ...shown] : shown;
  return names.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}${text === '' ? '' : '.'}${step}`),
    '',
  );
}

function pointerTo(base: string, steps: readonly AttributeStep[]): string {
  return steps.reduce<string>((pointer, step) => `${pointer}/${pointerToken(step)}`, base);
}
