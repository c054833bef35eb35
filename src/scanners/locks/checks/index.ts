import type { Check } from '../../scanner.ts';
import type { LockFacts } from '../facts.ts';
import { stale } from './stale.ts';

/** Every check of the locks scanner. */
export const checks: readonly Check<LockFacts>[] = [stale];
