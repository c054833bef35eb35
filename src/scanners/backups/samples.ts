import type { LifecycleRule, RecoveryPoint, ReplicationRule } from '../../sources/bucket.ts';
import { SourceError } from '../../sources/errors.ts';
import { scanErrorFrom } from '../source-scan-error.ts';
import type { CurrentState, Drill, Loss, StateCopy } from './facts.ts';

/** The parts that the cases of this scanner are made of. */

/** A local state at serial 12. */
export function current(changes: Partial<CurrentState> = {}): { readonly value: CurrentState } {
  return {
    value: {
      key: 'net/terraform.tfstate',
      sourceKind: 'folder',
      sourceLocation: '/srv/states',
      serial: 12,
      lineage: 'one',
      damaged: false,
      versionId: 'etag:9b2d-1795171200000',
      modifiedAt: '2026-11-20T10:00:00.000Z',
      replication: null,
      ...changes,
    },
  };
}

/** Its backup file, opened and found sound. */
export function backupFile(changes: Partial<Drill> = {}): Drill {
  return {
    path: 'net/terraform.tfstate.backup',
    versionId: 'file:1763629200000000000-4096',
    modifiedAt: '2026-11-20T09:00:00.000Z',
    damage: null,
    serial: 11,
    lineage: 'one',
    managedInstances: 31,
    neighbours: { older: 30, newer: 31 },
    bytes: 4096,
    milliseconds: 12,
    ...changes,
  };
}

/** What was read back, newest first. */
export function drills(...versions: readonly Drill[]): { readonly value: readonly Drill[] } {
  return { value: versions };
}

/** The same state in a bucket. */
export function bucketState(changes: Partial<CurrentState> = {}): { readonly value: CurrentState } {
  return current({ key: 'prod/net.tfstate', sourceKind: 's3', sourceLocation: 's3://acme-tfstate/prod/', ...changes });
}

/** Its copy in another bucket, as it should be; a write that it lacks was made at ten o'clock. */
export function copy(changes: Partial<StateCopy> = {}): StateCopy {
  const { neighbours: _, ...drill } = backupFile({
    path: 'prod/net.tfstate',
    versionId: 'etag:9b2d-1795171200000',
    serial: 12,
  });
  return {
    location: 's3://acme-tfstate-copy/',
    maximumAge: 3_600_000,
    drill,
    isSame: true,
    recoveryPoint: '2026-11-20T10:00:00.000Z',
    behindSince: null,
    ...changes,
  };
}

/** A copy that is not the same as the state, whose last write was at ten o'clock. @param drill what it is */
export function otherCopy(drill: Partial<StateCopy['drill']>, changes: Partial<StateCopy> = {}): StateCopy {
  const same = copy();
  const other = same.drill === null ? null : { ...same.drill, ...drill };
  return {
    ...same,
    drill: other,
    isSame: false,
    recoveryPoint: null,
    behindSince: '2026-11-20T10:00:00.000Z',
    ...changes,
  };
}

/** No place has to hold copies. */
export const noCopies: { readonly value: readonly StateCopy[] } = { value: [] };

/** The bucket that the cases are about; its states lie below `prod/`. */
export const place = { value: { bucket: 'acme-tfstate', prefix: 'prod/' } };

/** Facts of a bucket, where a check is run on a state. */
export const aboutState = { place: { value: null }, awsBackup: { value: null } };

/** Facts of a bucket whose recovery points AWS Backup keeps. @param newest null: there is none */
export function aboutBucket(newest: RecoveryPoint | null) {
  const awsBackup = { vault: 'nightly', maximumAge: 26 * 3_600_000, newest };
  return {
    current: { value: null },
    earlier: { value: null },
    copies: noCopies,
    place,
    awsBackup: { value: awsBackup },
  };
}

/** A rule of its lifecycle that removes earlier versions after a week. */
export function lifecycleRule(changes: Partial<LifecycleRule> = {}): LifecycleRule {
  return {
    id: 'tidy-up',
    filter: { prefix: '', tagged: false, largerThan: null, smallerThan: null },
    expiresAfterDays: null,
    earlierVersions: { days: 7, newer: 0 },
    ...changes,
  };
}

/** A rule of its replication that copies every state. */
export function replicationRule(changes: Partial<ReplicationRule> = {}): ReplicationRule {
  return {
    id: 'to-ireland',
    enabled: true,
    filter: { prefix: '', tagged: false },
    to: 'acme-tfstate-copy',
    deleteMarkers: false,
    kmsObjects: true,
    ...changes,
  };
}

/** A state of 31 instances that was deleted in the morning. */
export function loss(changes: Partial<Loss> = {}): { readonly value: Loss } {
  return {
    value: {
      key: 'prod/net.tfstate',
      bucket: 'acme-tfstate',
      deletedAt: '2026-11-20T08:00:00.000Z',
      marker: '3HL4kqtJlcpXroDTDmJ',
      backup: null,
      serial: 12,
      managedInstances: 31,
      ...changes,
    },
  };
}

/** A policy that refuses every request without TLS. @param changes of its statement */
export function tlsOnly(changes: object = {}) {
  const statement = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: ['arn:aws:s3:::acme-tfstate', 'arn:aws:s3:::acme-tfstate/*'],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    ...changes,
  };
  return { value: { text: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) } };
}

/** There is none: the state was deleted, or no earlier version is kept. */
export const none = { value: null };

/** Why nothing could be read: the permission is missing. */
export const denied = {
  unreadable: scanErrorFrom(
    new SourceError({
      location: 's3://acme-tfstate/net/terraform.tfstate',
      failure: 'denied',
      detail: 'access denied',
      permission: 's3:ListBucketVersions',
      action: 'Grant s3:ListBucketVersions to the role of the scanner.',
    }),
    { source: 'main', id: 'net/terraform.tfstate' },
  ),
};
