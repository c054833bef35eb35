import { SourceError } from '../../sources/errors.ts';
import { scanErrorFrom } from '../source-scan-error.ts';
import type { HeldLockFile } from './facts.ts';

/** The parts that the cases of this scanner are made of. `casesNow` is 2026-11-20 12:00. */

/** A lock object in a bucket, taken by an apply in CI. */
export function lockObject(changes: Partial<HeldLockFile> = {}): { readonly value: HeldLockFile } {
  return {
    value: {
      path: 'env:/prod/net/terraform.tfstate.tflock',
      modifiedAt: '2026-11-20T03:00:00.000Z',
      stateKey: 'env:/prod/net/terraform.tfstate',
      sourceKind: 's3',
      sourceLocation: 's3://acme-tfstate/env:/prod',
      info: {
        id: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
        operation: 'OperationTypeApply',
        who: 'runner@ci-7',
        version: '1.11.4',
        created: '2026-11-20T03:00:00.462473923Z',
      },
      problem: null,
      ...changes,
    },
  };
}

/** A lock file beside a local state, taken by a plan on a laptop. */
export function lockFile(changes: Partial<HeldLockFile> = {}): { readonly value: HeldLockFile } {
  return lockObject({
    path: 'net/.terraform.tfstate.lock.info',
    stateKey: 'net/terraform.tfstate',
    sourceKind: 'folder',
    sourceLocation: '/srv/my states',
    info: {
      id: '5b3ce2e8-35ba-a3fc-2ba8-5cb2b6a4b6b7',
      operation: 'OperationTypePlan',
      who: 'ada@laptop',
      version: '1.12.6',
      created: '2026-11-20T02:30:00Z',
    },
    ...changes,
  });
}

/** No lock is held. */
export const released = { value: null };

/** Why a lock could not be read: the permission is missing. */
export const denied = {
  unreadable: scanErrorFrom(
    new SourceError({
      location: 's3://acme-tfstate/env:/prod/net/terraform.tfstate.tflock',
      failure: 'denied',
      detail: 'access denied',
      permission: 's3:GetObject',
      action: 'Grant s3:GetObject to the role of the scanner.',
    }),
    { source: 'main', id: 'env:/prod/net/terraform.tfstate' },
  ),
};
