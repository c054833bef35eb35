import type { PlanContext, ScanMark } from './scanner.ts';

/** Target that stands for a lock table. No state has such a key: no key of Terraform's begins with a scheme. */
export function tableTarget(name: string): string {
  return `dynamodb://${name}`;
}

/** Target that stands for a bucket. @param location of the source: `s3://bucket/prefix` */
export function bucketTarget(location: string): string {
  return `s3://${bucketOf(location)}`;
}

/** @param location of the source: `s3://bucket/prefix` */
export function bucketOf(location: string): string {
  const [, bucket = ''] = /^s3:\/\/([^/]+)/.exec(location) ?? [];
  return bucket;
}

const hour = 3_600_000;

/** What the mark of a place records: settings have no fingerprint. */
export const placeFingerprint = 'place';

/** Settings tell nobody when they change: they are read every hour. */
export function isPlaceDue(
  mark: ScanMark | undefined,
  { now, ruleset }: Pick<PlanContext, 'now' | 'ruleset'>,
): boolean {
  // A minute early: schedules are not exact, and the next run would be a whole interval later.
  const age = now.getTime() - Date.parse(mark?.scannedAt ?? '');
  return mark === undefined || mark.ruleset !== ruleset || age >= hour - hour / 60;
}

/** Target that stands for a repository. @param name in the configuration */
export function repositoryTarget(name: string): string {
  return `git://${name}`;
}

/** Name of the repository that a target stands for; null where it stands for none. */
export function repositoryOfTarget(id: string): string | null {
  return id.startsWith('git://') ? id.slice('git://'.length) : null;
}

/** Whether a target is a place, not a state: no key of Terraform's begins with a scheme. */
export function isPlace(targetId: string): boolean {
  return /^[a-z0-9]+:\/\//.test(targetId);
}
