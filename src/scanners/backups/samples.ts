import { SourceError } from '../../sources/errors.ts';
import { scanErrorFrom } from '../source-scan-error.ts';
import type { CurrentState, Drill } from './facts.ts';

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
