import compare from 'semver/functions/compare.js';
import compareBuild from 'semver/functions/compare-build.js';
import parse from 'semver/functions/parse.js';
import type { GitRef } from '../../git/repository.ts';
import type { VersionKind } from './facts.ts';

/** A version as semver.org writes it. */
interface ParsedVersion {
  /** Without `v`, with build metadata. */
  readonly version: string;
  readonly prerelease: boolean;
}

/** A tag that is a release. */
export interface Release extends ParsedVersion {
  /** Without `refs/tags/`. */
  readonly tag: string;
  readonly ref: GitRef;
}

/** A version of semver.org, or one with a `v` before it, which is how tags are called. Source: semver.org, FAQ "Is v1.2.3 a semantic version?". */
export function parseVersion(text: string): ParsedVersion | null {
  // The library passes over spaces around a version.
  const parsed = /\s/.test(text) ? null : parse(text);
  if (parsed === null) return null;
  const build = parsed.build.length === 0 ? '' : `+${parsed.build.join('.')}`;
  return { version: `${parsed.version}${build}`, prerelease: parsed.prerelease.length > 0 };
}

/** Precedence of semver.org, rule 11: build metadata counts for nothing. */
export function precedence(a: string, b: string): number {
  const [one, other] = [partsOf(a), partsOf(b)];
  return compare(one.core, other.core) || precedenceOfPrereleases(one.prerelease, other.prerelease);
}

/** By ourselves: the library rounds numbers of more than 15 digits, and times have 17 (`1.0.0-20261121103000123`). */
function precedenceOfPrereleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  for (const [at, one] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    if (one === other) continue;
    const [isNumber, isOtherNumber] = [one, other].map((identifier) => /^\d+$/.test(identifier));
    if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
    // Numbers have no leading zeros: of two the longer one is the larger.
    if (isNumber && one.length !== other.length) return one.length - other.length;
    return one < other ? -1 : 1;
  }
  return a.length - b.length;
}

function partsOf(version: string): { readonly core: string; readonly prerelease: readonly string[] } {
  const [text = ''] = version.split('+');
  const [core = '', ...rest] = text.split('-');
  return { core, prerelease: rest.length === 0 ? [] : rest.join('-').split('.') };
}

/** What stands for the `*` of a pattern, which crosses no `/`; null where the tag is none of that pattern. */
export function versionIn(tag: string, pattern: string): string | null {
  const [before = '', after = ''] = pattern.split('*');
  const isLong = tag.length > before.length + after.length;
  if (!isLong || !tag.startsWith(before) || !tag.endsWith(after)) return null;
  const version = tag.slice(before.length, tag.length - after.length);
  return version.includes('/') ? null : version;
}

/** All tags of a pattern that are versions, lowest precedence first. */
export function releasesAmong(tags: ReadonlyMap<string, GitRef>, pattern: string): readonly Release[] {
  const releases: Release[] = [];
  for (const [tag, ref] of tags) {
    const parsed = parseVersion(versionIn(tag, pattern) ?? '');
    if (parsed !== null) releases.push({ ...parsed, tag, ref });
  }
  return releases.sort((a, b) => precedence(a.version, b.version) || compareBuild(a.version, b.version));
}

export interface Meaning {
  readonly kind: VersionKind;
  readonly version: string | null;
  readonly prerelease: boolean;
  /** Null where no tag says it. */
  readonly tag: string | null;
}

const commitId = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/** What a text that tells a version stands for: a whole commit id for what was tagged there, anything else for a tag of the pattern. */
export function meaningOf(text: string, tags: ReadonlyMap<string, GitRef>, pattern: string): Meaning {
  if (commitId.test(text)) {
    const there = new Map([...tags].filter(([, ref]) => commitOf(ref) === text));
    const release = releasesAmong(there, pattern).at(-1);
    const tag =
      release?.tag ?? [...there.keys()].find((name) => isPlain(name) && versionIn(name, pattern) !== null) ?? null;
    return { kind: 'commit', version: release?.version ?? null, prerelease: release?.prerelease ?? false, tag };
  }
  const short = versionIn(text, pattern) ?? text;
  const candidates = [text, pattern.replace('*', () => short), pattern.replace('*', () => short.replace(/^v/, ''))];
  const tag = candidates.find((name) => tags.has(name) && versionIn(name, pattern) !== null) ?? null;
  const parsed = parseVersion(short);
  return {
    kind: parsed === null ? 'other' : 'semver',
    version: parsed?.version ?? null,
    prerelease: parsed?.prerelease ?? false,
    tag,
  };
}

/** Names of tags stand in messages: one that moves a terminal's cursor is passed over. */
function isPlain(name: string): boolean {
  return /^[\x21-\x7e]+$/.test(name);
}

/** The commit that a tag stands for. */
export function commitOf({ oid, peeled }: GitRef): string {
  return peeled ?? oid;
}
