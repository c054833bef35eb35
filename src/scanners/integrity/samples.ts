import { SourceError } from '../../sources/errors.ts';
import type { StateSummary } from '../../state/summary.ts';
import { damagedScanError, encryptedScanError, scanErrorFrom } from '../source-scan-error.ts';
import type { PastVersion, Snapshot } from './facts.ts';

/** The parts that the cases of this scanner are made of: a healthy state at serial 12, and what can keep it from being read. */

const lineage = '1c56c266-9c5b-c274-2d65-ffb8d0fb456d';
const target = { source: 'main', id: 'net/terraform.tfstate' };
const restore = { place: 's3://acme-tfstate', key: target.id };

/** The current version as the listing shows it. */
export const listed = {
  value: { key: target.id, modifiedAt: '2026-11-20T11:00:00.000Z', bytes: 48213, restore },
};

/** The current version as its document describes it. */
export function snapshot(changes: Partial<Snapshot> = {}): { readonly value: Snapshot } {
  return {
    value: {
      versionId: 'v12',
      modifiedAt: '2026-11-20T11:00:00.000Z',
      serial: 12,
      lineage,
      sha256: 'c'.repeat(64),
      terraformVersion: '1.11.4',
      restore,
      ...changes,
    },
  };
}

/** The version before it, as the source keeps it. */
export function past(changes: Partial<PastVersion> = {}): PastVersion {
  return {
    versionId: 'v11',
    modifiedAt: '2026-11-20T10:00:00.000Z',
    knownFrom: 'kept',
    serial: 11,
    lineage,
    sha256: 'b'.repeat(64),
    managedInstances: 8,
    managedAddresses: subnets(8),
    terraformVersion: '1.11.4',
    backupFile: false,
    ...changes,
  };
}

/** The same, as the index remembers it. */
export function remembered(changes: Partial<PastVersion> = {}): PastVersion {
  return past({ knownFrom: 'remembered', managedAddresses: null, terraformVersion: null, ...changes });
}

/** What stands in the current version: eight subnets. */
export function contents(changes: Partial<StateSummary> = {}): { readonly value: StateSummary } {
  return {
    value: {
      managedAddresses: subnets(8),
      managedInstances: 8,
      dataInstances: 1,
      outputs: 2,
      tainted: [],
      deposed: [],
      failedChecks: [],
      ...changes,
    },
  };
}

/** What stands in a version with that many subnets left. */
export function contentsOf(managedInstances: number): { readonly value: StateSummary } {
  return contents({ managedInstances, managedAddresses: subnets(managedInstances) });
}

/** Addresses of the first `count` subnets. */
export function subnets(count: number): ReadonlySet<string> {
  return new Set(Array.from({ length: count }, (_, index) => `aws_subnet.private[${index}]`));
}

/** The facts of a state that was deleted. */
export const gone = { value: null };

/** Why nothing could be read: the permission is missing. */
export const denied = {
  unreadable: scanErrorFrom(
    new SourceError({
      location: 's3://acme-tfstate/net/terraform.tfstate',
      failure: 'denied',
      detail: 'access denied',
      permission: 's3:GetObject',
      action: 'Grant s3:GetObject to the role of the scanner.',
    }),
    target,
  ),
};

/** Why the contents can't be judged: the document is damaged. */
export const damaged = {
  unreadable: damagedScanError({ reason: 'truncated', detail: 'the document ends in the middle of a value' }, target),
};

/** Why the contents can't be judged: OpenTofu encrypted them. */
export const encrypted = { unreadable: encryptedScanError(target) };

/** Nobody knows who held the lock when. */
export const none = { value: null };
