import type { TagAnnotation } from './facts.ts';

/** Everything that decides whether a release may be deployed to an environment. */
export interface GateFacts {
  readonly environment: { readonly name: string; readonly isProduction: boolean };
  readonly tag: string;
  /** Null: there is no such tag. */
  readonly release: { readonly version: string | null; readonly prerelease: boolean } | null;
  /** Null: the tag is not annotated. */
  readonly annotation: Pick<TagAnnotation, 'checksum' | 'checksumDamaged'> | null;
  /** SHA-256 of the given manifest, lower-case hex; null: none was given. */
  readonly manifest: string | null;
  /** Branch that the commit is on, and whether its host says that it is protected; `branch` null: on none. Null: nobody can tell. */
  readonly branch: { readonly branch: string | null; readonly isProtected: boolean } | null;
  /** Null: no environment comes before. */
  readonly predecessor: {
    readonly environment: string;
    /** Milliseconds; null: never, as far as is known. */
    readonly ran: number | null;
    readonly minimum: number;
  } | null;
  /** Keys of states that somebody holds the lock of. */
  readonly locked: readonly string[];
  /** Keys of states whose backups were not looked at since they were written. */
  readonly unwatched: readonly string[];
  /** Ids of findings about backups of the environment, high and critical. */
  readonly backupFindings: readonly string[];
  /** Ids of critical findings. */
  readonly criticalFindings: readonly string[];
}

export interface GateReason {
  readonly rule: 'annotated' | 'semver' | 'checksum' | 'branch' | 'promotion' | 'lock' | 'backup' | 'findings';
  readonly holds: boolean;
  /** One sentence. */
  readonly reason: string;
}

/** Each rule of the gate with whether it holds; it is open when all do. */
export function judgeGate(facts: GateFacts): readonly GateReason[] {
  return [
    annotated(facts),
    semver(facts),
    checksum(facts),
    branch(facts),
    promotion(facts),
    lock(facts),
    backup(facts),
    findings(facts),
  ];
}

function annotated({ tag, release, annotation }: GateFacts): GateReason {
  const reason =
    release === null
      ? `there is no tag ${tag} among the releases`
      : annotation === null
        ? `the tag ${tag} is not annotated`
        : `the tag ${tag} is annotated`;
  return { rule: 'annotated', holds: annotation !== null, reason };
}

function semver({ tag, release, environment }: GateFacts): GateReason {
  const rule = 'semver' as const;
  const version = release?.version ?? null;
  if (version === null) return { rule, holds: false, reason: `${tag} is no semantic version that was tagged` };
  if (release?.prerelease === true && environment.isProduction) {
    return { rule, holds: false, reason: `${version} is a pre-release, and ${environment.name} is production` };
  }
  return { rule, holds: true, reason: `${version} is a semantic version` };
}

function checksum({ annotation, manifest }: GateFacts): GateReason {
  const rule = 'checksum' as const;
  const tagged = annotation?.checksum ?? null;
  if (tagged === null) {
    const damaged = annotation?.checksumDamaged === true;
    const reason = damaged
      ? 'the Manifest-SHA256 trailer of the tag is damaged'
      : 'the tag has no Manifest-SHA256 trailer';
    return { rule, holds: false, reason };
  }
  if (manifest === null) {
    return { rule, holds: false, reason: 'no manifest was given to hold against the tag: name it with --manifest' };
  }
  return manifest === tagged
    ? { rule, holds: true, reason: 'the manifest is the one in the tag' }
    : { rule, holds: false, reason: `the manifest (${manifest}) is not the one in the tag (${tagged})` };
}

function branch({ branch: known }: GateFacts): GateReason {
  const rule = 'branch' as const;
  if (known === null) {
    const reason = 'the host can not tell on which branch the commit is: name a clone with path, or a host with an API';
    return { rule, holds: false, reason };
  }
  if (known.branch === null) return { rule, holds: false, reason: 'the commit is on none of the protected branches' };
  return known.isProtected
    ? { rule, holds: true, reason: `the commit is on ${known.branch}` }
    : { rule, holds: false, reason: `the commit is on ${known.branch}, which is not protected` };
}

function promotion({ predecessor }: GateFacts): GateReason {
  const rule = 'promotion' as const;
  if (predecessor === null) return { rule, holds: true, reason: 'no environment comes before this one' };
  const { environment, ran, minimum } = predecessor;
  const wanted = `${Math.round(minimum / 60_000)} minutes are asked for`;
  if (ran === null) return { rule, holds: false, reason: `the release never ran in ${environment}; ${wanted}` };
  const reason = `the release ran in ${environment} for ${Math.floor(ran / 60_000)} minutes; ${wanted}`;
  return { rule, holds: ran >= minimum, reason };
}

function lock({ locked }: GateFacts): GateReason {
  const reason = locked.length === 0 ? 'nobody holds a lock' : `locked: ${named(locked)}`;
  return { rule: 'lock', holds: locked.length === 0, reason };
}

function backup({ unwatched, backupFindings }: GateFacts): GateReason {
  const rule = 'backup' as const;
  if (backupFindings.length > 0)
    return { rule, holds: false, reason: `backups have findings: ${named(backupFindings)}` };
  if (unwatched.length > 0) {
    return { rule, holds: false, reason: `backups were not looked at since the last write: ${named(unwatched)}` };
  }
  return { rule, holds: true, reason: 'every state has a backup that was looked at since its last write' };
}

function findings({ criticalFindings }: GateFacts): GateReason {
  const reason =
    criticalFindings.length === 0
      ? 'no critical finding is open'
      : `critical findings are open: ${named(criticalFindings)}`;
  return { rule: 'findings', holds: criticalFindings.length === 0, reason };
}

const most = 5;

function named(names: readonly string[]): string {
  const shown = names.slice(0, most).join(', ');
  return names.length <= most ? shown : `${shown} and ${names.length - most} more`;
}
