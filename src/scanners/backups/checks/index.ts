import type { Check } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { accessLoggingOff } from './access-logging-off.ts';
import { copyMismatch } from './copy-mismatch.ts';
import { copyMissing } from './copy-missing.ts';
import { copyStale } from './copy-stale.ts';
import { historyGap } from './history-gap.ts';
import { insecureTransport } from './insecure-transport.ts';
import { mfaDeleteOff } from './mfa-delete-off.ts';
import { noObjectLock } from './no-object-lock.ts';
import { publicAccess } from './public-access.ts';
import { replicationDeleteMarkers } from './replication-delete-markers.ts';
import { replicationDisabled } from './replication-disabled.ts';
import { replicationFailed } from './replication-failed.ts';
import { replicationMissing } from './replication-missing.ts';
import { restoreFailed } from './restore-failed.ts';
import { retentionTooShort } from './retention-too-short.ts';
import { stateDeleted } from './state-deleted.ts';
import { unencrypted } from './unencrypted.ts';
import { versioningDisabled } from './versioning-disabled.ts';
import { versioningSuspended } from './versioning-suspended.ts';

/** Every check of the backups scanner. */
export const checks: readonly Check<BackupFacts>[] = [
  accessLoggingOff,
  copyMismatch,
  copyMissing,
  copyStale,
  historyGap,
  insecureTransport,
  mfaDeleteOff,
  noObjectLock,
  publicAccess,
  replicationDeleteMarkers,
  replicationDisabled,
  replicationFailed,
  replicationMissing,
  restoreFailed,
  retentionTooShort,
  stateDeleted,
  unencrypted,
  versioningDisabled,
  versioningSuspended,
];
