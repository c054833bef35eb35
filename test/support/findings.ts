import type { Detection, Finding } from '../../src/findings/finding.ts';
import { findingId } from '../../src/findings/finding-id.ts';
import type { ScannerOutcome, TargetScan } from '../../src/findings/store.ts';

/** A detection of one check at one location of one target; `location` gives it its id. */
export function detection(changes: Partial<Detection> & { readonly location?: string } = {}): Detection {
  const { location = 'aws_instance.web', ...fields } = changes;
  const checkId = fields.checkId ?? 'state/tainted';
  const source = fields.source ?? 'main';
  const stateKey = fields.stateKey ?? 'prod/network.tfstate';
  return {
    findingId: findingId({ checkId, source, targetId: stateKey, location }),
    checkId,
    scanner: 'integrity',
    title: 'Resource is tainted',
    severity: 'medium',
    route: 'ticket',
    source,
    stateKey,
    environment: 'production',
    owner: 'platform',
    address: location,
    pointer: '/resources/0/instances/0',
    message: `${location} is tainted.`,
    evidence: { type: 'aws_instance' },
    remediation: 'Run `terraform apply`.',
    docs: 'docs/checks.md#statetainted',
    ...fields,
  };
}

/** One outcome of a scan: everything was read, one check evaluated. */
export function outcome(changes: Partial<ScannerOutcome> = {}): ScannerOutcome {
  return {
    scanner: 'integrity',
    detections: [],
    evaluated: ['state/tainted'],
    mark: { fingerprint: 'fingerprint', ruleset: 'ruleset', scannedAt: day(1), complete: true },
    ...changes,
  };
}

/** A scan on a day of November 2026, of the version written that day. */
export function scanOn(
  dayOfMonth: number,
  changes: Partial<Omit<TargetScan, 'outcomes'>> & { readonly outcomes?: readonly Partial<ScannerOutcome>[] } = {},
): TargetScan {
  const at = day(dayOfMonth);
  const { outcomes = [{}], ...fields } = changes;
  return {
    source: 'main',
    targetId: 'prod/network.tfstate',
    order: { versionAt: at, serial: dayOfMonth, lookedAt: at },
    version: null,
    ...fields,
    outcomes: outcomes.map((each) =>
      outcome({
        ...each,
        mark: each.mark ?? {
          fingerprint: `seen on day ${dayOfMonth}`,
          ruleset: 'rules',
          scannedAt: at,
          complete: true,
        },
      }),
    ),
  };
}

export function day(dayOfMonth: number): string {
  return new Date(Date.UTC(2026, 10, dayOfMonth)).toISOString();
}

/** What a scan says of a finding, without its history. */
export function withoutHistory(finding: Finding): Detection {
  const { status, firstSeenAt, lastSeenAt, resolvedAt, revision, ...rest } = finding;
  return rest;
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
