import type { LifecycleRule, ReplicationRule } from '../../sources/bucket.ts';
import { SourceError } from '../../sources/errors.ts';
import { scanErrorFrom } from '../source-scan-error.ts';
import type { CurrentState, Drill, Loss } from './facts.ts';

/** The parts that the cases of this scanner are made of. */

/** A local state at serial 12. */
export function current(changes: Partial<CurrentState> = {}): { readonly value: CurrentState } {
  return {
    value: {
      key: 'net/terraform.tfstate',
      sourceKind: 'folder',
      sourceLocation: '/srv/states',
      serial: 12,
      damaged: false,
      ...changes,
    },
  };
}

/** Its backup file, opened and found sound. */
export function backupFile(changes: Partial<Drill> = {}): { readonly value: Drill } {
  return {
    value: {
      path: 'net/terraform.tfstate.backup',
      versionId: 'file:1763629200000000000-4096',
      modifiedAt: '2026-11-20T09:00:00.000Z',
      damage: null,
      ...changes,
    },
  };
}

/** The bucket that the cases are about; its states lie below `prod/`. */
export const place = { value: { bucket: 'acme-tfstate', prefix: 'prod/' } };

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
