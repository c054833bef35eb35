import type { LifecycleRule, ReplicationRule } from '../../../sources/bucket.ts';
import type { HoldingVersion } from './earlier-secrets.ts';

const day = 86_400_000;

/**
 * Until when the rules of a bucket keep the last of some earlier versions. S3 removes an earlier version at the midnight (UTC) after
 * its days are over, if there are more than enough newer ones. Source: Amazon S3 user guide, "Lifecycle configuration elements",
 * NoncurrentVersionExpiration.
 * @returns ISO 8601 UTC; null: nothing removes it, or only after more versions were written
 */
export function keptUntil(
  key: string,
  versions: readonly HoldingVersion[],
  rules: readonly LifecycleRule[],
): string | null {
  const ends = versions.map((version) => endOf(key, version, rules));
  return ends.some((end) => end === null) || ends.length === 0
    ? null
    : new Date(Math.max(...ends.map((end) => end ?? 0))).toISOString();
}

function endOf(key: string, version: HoldingVersion, rules: readonly LifecycleRule[]): number | null {
  const ends = rules.flatMap(({ filter, earlierVersions }) => {
    const { prefix, tagged, largerThan, smallerThan } = filter;
    // Terraform writes states without tags.
    const applies =
      key.startsWith(prefix) &&
      !tagged &&
      (largerThan === null || version.bytes > largerThan) &&
      (smallerThan === null || version.bytes < smallerThan);
    if (!applies || earlierVersions === null || version.newer < earlierVersions.newer) return [];
    return [Math.ceil((Date.parse(version.replacedAt) + earlierVersions.days * day) / day) * day];
  });
  return ends.length === 0 ? null : Math.min(...ends);
}

/** Names of the buckets to which each version of a state is copied. Removing a version is never copied. */
export function copiesOf(key: string, rules: readonly ReplicationRule[]): readonly string[] {
  const applying = rules.filter(({ enabled, filter }) => enabled && !filter.tagged && key.startsWith(filter.prefix));
  return [...new Set(applying.map(({ to }) => to))].sort();
}
