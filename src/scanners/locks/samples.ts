import { SourceError } from '../../sources/errors.ts';
import type { TableSettings } from '../../sources/source.ts';
import type { Hold, LockHistory } from '../lock-holds.ts';
import { scanErrorFrom } from '../source-scan-error.ts';
import type { HeldLock, LockedState, LockTableFacts, PolicyFacts, StateDigest } from './facts.ts';

/** The parts that the cases of this scanner are made of. `casesNow` is 2026-11-20 12:00. */

/** A lock object in a bucket, taken by an apply in CI. */
export function lockObject(changes: Partial<HeldLock> = {}): { readonly value: HeldLock } {
  return {
    value: {
      path: 'env:/prod/net/terraform.tfstate.tflock',
      table: null,
      modifiedAt: '2026-11-20T03:00:00.000Z',
      stateKey: 'env:/prod/net/terraform.tfstate',
      sourceKind: 's3',
      sourceLocation: 's3://acme-tfstate/env:/prod',
      workspaceKeyPrefix: 'env:',
      info: {
        id: 'd9b78f87-3dfd-3146-b3ff-7d43a1895933',
        operation: 'OperationTypeApply',
        who: 'runner@ci-7',
        version: '1.11.4',
        created: '2026-11-20T03:00:00.462473923Z',
        deliberate: false,
      },
      problem: null,
      ...changes,
    },
  };
}

/** A lock file beside a local state, taken by a plan on a laptop. */
export function lockFile(changes: Partial<HeldLock> = {}): { readonly value: HeldLock } {
  return lockObject({
    path: 'net/.terraform.tfstate.lock.info',
    stateKey: 'net/terraform.tfstate',
    sourceKind: 'folder',
    sourceLocation: '/srv/my states',
    workspaceKeyPrefix: null,
    info: {
      id: '5b3ce2e8-35ba-a3fc-2ba8-5cb2b6a4b6b7',
      operation: 'OperationTypePlan',
      who: 'ada@laptop',
      version: '1.12.6',
      created: '2026-11-20T02:30:00Z',
      deliberate: false,
    },
    ...changes,
  });
}

/** The item of the same apply in the lock table. */
export function lockItem(changes: Partial<HeldLock> = {}): { readonly value: HeldLock } {
  return lockObject({
    path: 'acme-tfstate/env:/prod/net/terraform.tfstate',
    table: 'terraform-locks',
    modifiedAt: '2026-11-20T03:05:00.000Z',
    ...changes,
  });
}

/** What the table says of the state's bytes. */
export function digest(changes: Partial<StateDigest> = {}): { readonly value: StateDigest } {
  return {
    value: {
      table: 'terraform-locks',
      path: 'acme-tfstate/env:/prod/net/terraform.tfstate-md5',
      md5: '0cc175b9c0f1b6a831c399e269772661',
      ...changes,
    },
  };
}

/** A state that was written each day at ten, and is what the digest says. */
export function lockedState(changes: Partial<LockedState> = {}): { readonly value: LockedState } {
  const writes = [20, 19, 18, 17, 16].map((day) => `2026-11-${day}T10:00:00.000Z`);
  return {
    value: {
      key: 'env:/prod/net/terraform.tfstate',
      bucket: 'acme-tfstate',
      modifiedAt: '2026-11-20T10:00:00.000Z',
      exists: true,
      md5: '0cc175b9c0f1b6a831c399e269772661',
      writes,
      etags: ['0cc175b9c0f1b6a831c399e269772661', ...['b', 'c', 'd', 'e'].map((letter) => letter.repeat(32))],
      ...changes,
    },
  };
}

/** Each of those writes under a lock of ten minutes. */
export function dailyHolds(...more: readonly Hold[]): { readonly value: LockHistory } {
  const daily = [20, 19, 18, 17, 16].map((day) => ({
    from: `2026-11-${day}T09:55:00.000Z`,
    to: `2026-11-${day}T10:05:00.000Z`,
  }));
  return { value: { holds: [...more, ...daily] } };
}

/** Nobody ever locked with a lock file. */
export const noHolds: { readonly value: LockHistory } = { value: { holds: [] } };

/** A lock table as it should be. */
export function lockTable(
  changes: Partial<TableSettings> = {},
  strangers: readonly string[] = [],
): { readonly value: LockTableFacts } {
  const settings: TableSettings = {
    keys: ['LockID (S)'],
    deletionProtection: true,
    pointInTimeRecovery: true,
    encryption: 'aws-owned',
    ...changes,
  };
  return { value: { name: 'terraform-locks', settings, strangers } };
}

/** A lock table that is not there. */
export const noLockTable: { readonly value: LockTableFacts } = {
  value: { name: 'terraform-locks', settings: null, strangers: [] },
};

/** The policy of the bucket, of one statement. */
export function policy(statement: object): { readonly value: PolicyFacts } {
  return { value: { bucket: 'acme-tfstate', text: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) } };
}

/** Nothing of its kind: no lock is held, no digest, no state, no table, no policy. */
export const none = { value: null };

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
