import type { Check } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { copyMissing } from './copy-missing.ts';
import { restoreFailed } from './restore-failed.ts';

/** Every check of the backups scanner. */
export const checks: readonly Check<BackupFacts>[] = [copyMissing, restoreFailed];
