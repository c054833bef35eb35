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

/** Precedence of semver.org: build metadata counts for nothing. */
export function precedence(a: string, b: string): number {
  return compare(a, b);
}

/** What stands for the `*` of a pattern; null where the tag is none of that pattern. */
export function versionIn(tag: string, pattern: string): string | null {
  const [before = '', after = ''] = pattern.split('*');
  const isLong = tag.length > before.length + after.length;
  return isLong && tag.startsWith(before) && tag.endsWith(after)
    ? tag.slice(before.length, tag.length - after.length)
    : null;
}

/** All tags of a pattern that are versions, lowest precedence first. */
export function releasesAmong(tags: ReadonlyMap<string, GitRef>, pattern: string): readonly Release[] {
  const releases: Release[] = [];
  for (const [tag, ref] of tags) {
    const parsed = parseVersion(versionIn(tag, pattern) ?? '');
    if (parsed !== null) releases.push({ ...parsed, tag, ref });
  }
  return releases.sort((a, b) => compareBuild(a.version, b.version));
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
    const names = [...tags].filter(([, ref]) => commitOf(ref) === text).map(([tag]) => tag);
    const release = releasesAmong(new Map([...tags].filter(([tag]) => names.includes(tag))), pattern).at(-1);
    const tag = release?.tag ?? names.find((name) => versionIn(name, pattern) !== null) ?? null;
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

/** The commit that a tag stands for. */
export function commitOf({ oid, peeled }: GitRef): string {
  return peeled ?? oid;
}
