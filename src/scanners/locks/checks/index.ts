import type { Check } from '../../scanner.ts';
import type { LockFacts } from '../facts.ts';
import { cannotRelease } from './cannot-release.ts';
import { contention } from './contention.ts';
import { digestMismatch } from './digest-mismatch.ts';
import { digestOrphaned } from './digest-orphaned.ts';
import { halfReleased } from './half-released.ts';
import { mixedMechanisms } from './mixed-mechanisms.ts';
import { notUsed } from './not-used.ts';
import { orphaned } from './orphaned.ts';
import { stale } from './stale.ts';
import { tableDeprecated } from './table-deprecated.ts';
import { tableMissing } from './table-missing.ts';
import { tableUnprotected } from './table-unprotected.ts';
import { unreadable } from './unreadable.ts';

/** Every check of the locks scanner. */
export const checks: readonly Check<LockFacts>[] = [
  cannotRelease,
  contention,
  digestMismatch,
  digestOrphaned,
  halfReleased,
  mixedMechanisms,
  notUsed,
  orphaned,
  stale,
  tableDeprecated,
  tableMissing,
  tableUnprotected,
  unreadable,
];
