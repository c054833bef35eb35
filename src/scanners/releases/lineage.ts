import * as z from 'zod';
import type { ActivityRecord } from '../../findings/activity.ts';
import type { Evidence } from '../../findings/observation.ts';
import type { DeployedChange, DeployedRelease } from './facts.ts';

const detailsSchema = z.object({
  repository: z.string(),
  environment: z.string(),
  from: z.string().nullable(),
  to: z.string(),
  version: z.string().nullable(),
  tag: z.string().nullable(),
  commit: z.string().nullable(),
  serial: z.number().nullable(),
  by: z.string().nullable(),
});

/** A deployment as it was recorded. */
export interface RecordedDeployment extends z.output<typeof detailsSchema> {
  readonly source: string;
  readonly stateKey: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Reads a record of the kind `deployment`. @throws ZodError for what this scanner did not record */
export function deploymentIn({ source, targetId, at, details }: ActivityRecord): RecordedDeployment {
  return { ...detailsSchema.parse(details), source, stateKey: targetId, at };
}

/** The details that are recorded of a change. */
export function detailsOf(change: DeployedChange, repository: string, environment: string): Evidence {
  const { from, to, version, tag, commit, serial, by } = change;
  return { repository, environment, from, to, version, tag, commit, serial, by };
}

/** What a state ran at one time. */
export interface Seen {
  /** ISO 8601: when that version of the state was written. */
  readonly at: string;
  readonly release: Pick<DeployedRelease, 'text' | 'version' | 'tag' | 'commit'>;
  readonly serial: number | null;
  readonly by: string | null;
}

/**
 * The whole lineage: what was recorded, and the changes among what was seen since.
 * @param recorded oldest first; two of the same version after each other, which two scans may have recorded, are one
 * @param seen oldest first
 * @param now what stands in a change whose state was written before the last one that is recorded: a version that is told elsewhere
 */
export function lineageOf(
  recorded: readonly DeployedChange[],
  seen: readonly Seen[],
  now: Date,
): readonly DeployedChange[] {
  const lineage: DeployedChange[] = [];
  for (const change of recorded) if (lineage.at(-1)?.to !== change.to) lineage.push(change);
  for (const { at, release, serial, by } of seen) {
    const last = lineage.at(-1);
    if (last?.to === release.text) continue;
    lineage.push({
      at: last !== undefined && last.at >= at ? now.toISOString() : at,
      from: last?.to ?? null,
      to: release.text,
      version: release.version,
      tag: release.tag,
      commit: release.commit,
      serial,
      by,
      recorded: false,
    });
  }
  return lineage;
}

/** How long an environment ran a version before a time, all its runs of it together; null where it never did. Milliseconds. */
export function ranBefore(
  deployments: readonly RecordedDeployment[],
  isVersion: (deployment: RecordedDeployment) => boolean,
  before: Date,
): number | null {
  let total: number | null = null;
  for (const state of new Set(deployments.map(({ source, stateKey }) => JSON.stringify([source, stateKey])))) {
    const runs = deployments.filter(({ source, stateKey }) => JSON.stringify([source, stateKey]) === state);
    let ran: number | null = null;
    for (const [index, run] of runs.entries()) {
      const start = Date.parse(run.at);
      const end = Math.min(Date.parse(runs[index + 1]?.at ?? before.toISOString()), before.getTime());
      if (isVersion(run) && start < before.getTime()) ran = (ran ?? 0) + Math.max(0, end - start);
    }
    // Of several states of an environment the one that ran it longest counts.
    if (ran !== null) total = Math.max(total ?? 0, ran);
  }
  return total;
}
