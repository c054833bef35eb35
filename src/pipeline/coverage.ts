import type { Coverage } from '../reports/report.ts';
import type { ScanError } from '../scanners/scan-error.ts';
import type { SourcePlan } from './plan-source.ts';
import type { ScannedTarget } from './scan-target.ts';

type Kind = 'read' | 'unchanged' | 'encrypted' | 'denied' | 'damaged' | 'tooLarge' | 'failed';

/** Worst first: a state counts once, as what kept most of it from being looked at. */
const kinds: readonly (readonly [Kind, readonly ScanError['code'][]])[] = [
  ['denied', ['denied']],
  ['tooLarge', ['too-large']],
  ['damaged', ['damaged']],
  ['failed', ['gone', 'not-found', 'throttled', 'unavailable', 'archived', 'invalid', 'timeout', 'internal']],
  ['encrypted', ['encrypted']],
];

/**
 * Counts every listed state once, as read, unchanged or what kept it from being read.
 * @param scanned what was scanned in this run, by source and key
 */
export function coverageOf(
  plans: readonly SourcePlan[],
  scanned: (source: string, id: string) => ScannedTarget | undefined,
  bytes: number,
): Coverage {
  const counts: Record<Kind, number> = {
    read: 0,
    unchanged: 0,
    encrypted: 0,
    denied: 0,
    damaged: 0,
    tooLarge: 0,
    failed: 0,
  };
  const notInspected: Coverage['notInspected'][number][] = [];
  const notEvaluated: Coverage['notEvaluated'][number][] = [];
  let found = 0;
  for (const { source, states, memories, planned } of plans) {
    for (const { key: stateKey } of states) {
      found++;
      const looked = scanned(source.name, stateKey);
      // A scanner of locks looks at a state without reading it.
      const result = looked?.scan.version === null && looked.errors.length === 0 ? undefined : looked;
      const wasEncrypted = memories.get(stateKey)?.versions[0]?.managedInstances === null;
      const [kind, error] =
        result === undefined ? ([wasEncrypted ? 'encrypted' : 'unchanged'] as const) : kindOf(result);
      counts[kind]++;
      const reason =
        error?.message ??
        (kind === 'encrypted' ? `${stateKey}: the state is encrypted, its contents were not inspected` : null);
      if (reason !== null) notInspected.push({ source: source.name, stateKey, reason });
    }
    for (const { target } of planned) {
      // One damage or denial stands in several facts of a check: it is told once.
      const told = new Set<string>();
      for (const { checkId, because } of scanned(source.name, target.id)?.notEvaluated ?? []) {
        const reason = because.message;
        if (told.has(`${checkId} ${reason}`)) continue;
        told.add(`${checkId} ${reason}`);
        notEvaluated.push({ source: source.name, stateKey: target.id, checkId, reason });
      }
    }
  }
  return { found, ...counts, bytes, notInspected, notEvaluated };
}

function kindOf({ errors }: ScannedTarget): readonly [Kind, ScanError?] {
  for (const [kind, codes] of kinds) {
    const error = errors.find(({ code }) => codes.includes(code));
    if (error !== undefined) return [kind, error];
  }
  return ['read'];
}
