import { backupsScanner } from './backups/index.ts';
import { integrityScanner } from './integrity/index.ts';
import { locksScanner } from './locks/index.ts';
import { releasesScanner } from './releases/index.ts';
import type { Scanner } from './scanner.ts';
import { secretsScanner } from './secrets/index.ts';

/** Every scanner, in the order in which people read of them. */
export const scanners: readonly Scanner<unknown>[] = [
  integrityScanner,
  secretsScanner,
  locksScanner,
  backupsScanner,
  releasesScanner,
];
