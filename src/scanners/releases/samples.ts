import { SourceError } from '../../sources/errors.ts';
import { scanErrorFrom } from '../source-scan-error.ts';
import type {
  DeployedChange,
  DeployedManifest,
  DeployedRelease,
  Deployment,
  NewerReleases,
  Predecessor,
  TagAnnotation,
  TagChanges,
  TagProtection,
  ToldVersion,
} from './facts.ts';

/** The parts that the cases of this scanner are made of. `casesNow` is 2026-11-20 12:00. */

/** A state of production that is deployed from the repository `infra`. */
export function deployment(changes: Partial<Deployment> = {}): { readonly value: Deployment } {
  return {
    value: {
      repository: 'infra',
      location: 'https://git.example.com/acme/infra.git',
      environment: 'production',
      asked: ['output version'],
      maximumAge: 30 * 86_400_000,
      trustedTaggers: null,
      trustedKeys: null,
      verifiedTag: null,
      minimumTime: null,
      ...changes,
    },
  };
}

export const commits = { v100: '1'.repeat(40), v110: '2'.repeat(40) };
export const checksums = { manifest: 'a'.repeat(64), other: 'b'.repeat(64) };

/** What the output of the state says. */
export function told(changes: Partial<ToldVersion> = {}): ToldVersion {
  return { from: 'output version', text: 'v1.1.0', why: null, tag: 'v1.1.0', outliers: [], ...changes };
}

/** Version 1.1.0, with its tag. */
export function release(changes: Partial<DeployedRelease> = {}): { readonly value: DeployedRelease } {
  return {
    value: {
      text: 'v1.1.0',
      kind: 'semver',
      version: '1.1.0',
      prerelease: false,
      tag: 'v1.1.0',
      commit: commits.v110,
      annotated: true,
      verified: null,
      ...changes,
    },
  };
}

/** The annotated tag of 1.1.0, as the pipeline makes it. */
export function annotation(changes: Partial<TagAnnotation> = {}): { readonly value: TagAnnotation } {
  return {
    value: {
      tag: 'v1.1.0',
      tagger: { name: 'Release pipeline', email: 'releases@ci.example.com', at: '2026-11-19T09:00:00Z' },
      checksum: checksums.manifest,
      checksumDamaged: false,
      signature: 'trusted',
      key: 'SHA256:3yc9N1mSkbAV3oOfpMGeRsFVs0FMt5vYcBqjM3p8bM8',
      ...changes,
    },
  };
}

export function manifest(changes: Partial<DeployedManifest> = {}): { readonly value: DeployedManifest } {
  return { value: { from: 'output manifest_sha256', sha256: checksums.manifest, ...changes } };
}

export function newer(changes: Partial<NewerReleases> = {}): { readonly value: NewerReleases } {
  return { value: { count: 2, latest: 'v1.3.0', next: 'v1.2.0', since: '2026-09-01T09:00:00Z', ...changes } };
}

/** A deployment that was recorded, at an hour of 2026-11-20. */
export function change(
  from: string | null,
  to: string,
  hour: number,
  changes: Partial<DeployedChange> = {},
): DeployedChange {
  return {
    at: `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`,
    from,
    to,
    version: /^v\d/.test(to) ? to.slice(1) : null,
    tag: to,
    commit: commits.v110,
    serial: hour,
    by: null,
    recorded: true,
    ...changes,
  };
}

export function predecessor(changes: Partial<Predecessor> = {}): { readonly value: Predecessor } {
  return { value: { environment: 'staging', ran: 2 * 3_600_000, ...changes } };
}

export function tagChanges(changes: Partial<TagChanges> = {}): { readonly value: TagChanges } {
  return {
    value: {
      repository: 'infra',
      location: 'https://git.example.com/acme/infra.git',
      moved: [],
      deleted: [],
      fresh: new Map(),
      ...changes,
    },
  };
}

export function tagProtection(changes: Partial<TagProtection> = {}): { readonly value: TagProtection } {
  return {
    value: {
      repository: 'infra',
      pattern: 'v*',
      rules: ['ruleset releases'],
      blocksMoving: true,
      blocksDeletion: true,
      ...changes,
    },
  };
}

/** Nothing of its kind. */
export const none = { value: null };
export const nobody = { value: [] };

/** Why the repository could not be read: its host is down. */
export const unreachable = {
  unreadable: scanErrorFrom(
    new SourceError({
      location: 'https://git.example.com/acme/infra.git',
      failure: 'unavailable',
      detail: 'the host does not answer',
      action: 'Look whether the host is up.',
    }),
    { source: 'main', id: 'prod/net/terraform.tfstate' },
  ),
};
