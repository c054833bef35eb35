import { isDeepStrictEqual } from 'node:util';
import type { Detection, Finding, Suppression, Transition } from './finding.ts';
import { severities } from './observation.ts';

/** What scanners made of a target, seen from its findings. */
export interface Judgement {
  readonly detections: readonly Detection[];
  /** Ids of the checks that were evaluated: no other opens or resolves anything. */
  readonly evaluated: readonly string[];
  /** Suppressions as they are now, for all findings of these scanners: also those that no check looked for. Left out: nothing changes. */
  readonly suppressed?: {
    readonly scanners: readonly string[];
    readonly by: (detection: Detection) => Suppression | undefined;
  };
}

/**
 * Holds a judgement against the findings that are known of its target.
 *
 * New: opened. Seen before with the same content: nothing, being seen again is no change. Other content: updated, the status
 * stays. Gone although its check was evaluated: resolved. Resolved and back: reopened. Suppressed: that status, whatever the transition;
 * no longer suppressed: reopened. Two detections with one id: the more severe one counts. Applying the answer ({@link afterTransitions}) and asking again gives no transition.
 * @param known all findings of the target, resolved ones too, `lastSeenAt` as of before this scan
 * @param at time of the scan, ISO 8601 UTC with milliseconds
 * @returns sorted by finding id
 */
export function reconcile(known: readonly Finding[], judgement: Judgement, at: string): readonly Transition[] {
  const evaluated = new Set(judgement.evaluated);
  const detected = distinct(judgement.detections.filter((detection) => evaluated.has(detection.checkId)));
  const knownById = new Map(known.map((finding) => [finding.findingId, finding]));
  const transitions: Transition[] = [];

  for (const detection of detected.values()) {
    const before = knownById.get(detection.findingId);
    const transition = transitionOf(detection, before, suppressionOf(detection, before, judgement), at);
    if (transition !== null) transitions.push(transition);
  }
  for (const before of known) {
    if (before.status === 'resolved' || detected.has(before.findingId)) continue;
    if (!evaluated.has(before.checkId)) {
      const transition = transitionOf(detectionOf(before), before, suppressionOf(before, before, judgement), at);
      // Nobody looked for it.
      if (transition !== null)
        transitions.push({ ...transition, finding: { ...transition.finding, lastSeenAt: before.lastSeenAt } });
      continue;
    }
    const finding: Finding = { ...before, status: 'resolved', resolvedAt: at, revision: before.revision + 1 };
    transitions.push({ kind: 'resolved', finding, at });
  }
  return transitions.sort((one, other) => (one.finding.findingId < other.finding.findingId ? -1 : 1));
}

/** The findings as they are once transitions have happened. */
export function afterTransitions(known: readonly Finding[], transitions: readonly Transition[]): readonly Finding[] {
  const findings = new Map(known.map((finding) => [finding.findingId, finding]));
  for (const { finding } of transitions) {
    const before = findings.get(finding.findingId);
    if (before === undefined || before.revision < finding.revision) findings.set(finding.findingId, finding);
  }
  return [...findings.values()];
}

/** What suppresses a finding now. Of scanners that were not asked it stays as it was. */
function suppressionOf(
  { scanner, ...rest }: Detection,
  before: Finding | undefined,
  { suppressed }: Judgement,
): Suppression | undefined {
  if (suppressed?.scanners.includes(scanner) === true) return suppressed.by({ scanner, ...rest });
  return before?.suppression;
}

function transitionOf(
  detection: Detection,
  before: Finding | undefined,
  suppression: Suppression | undefined,
  at: string,
): Transition | null {
  const suppressed = suppression === undefined ? {} : { suppression };
  if (before === undefined) {
    const finding: Finding = {
      ...detection,
      status: suppression === undefined ? 'open' : 'suppressed',
      ...suppressed,
      firstSeenAt: at,
      lastSeenAt: at,
      resolvedAt: null,
      revision: 1,
    };
    return { kind: 'opened', finding, at };
  }
  const isTold = suppression === undefined && before.suppression !== undefined;
  const reopened = before.status === 'resolved' || isTold;
  const isSame =
    isDeepStrictEqual(detection, detectionOf(before)) && isDeepStrictEqual(suppression, before.suppression);
  if (!reopened && isSame) return null;
  const finding: Finding = {
    ...detection,
    status: suppression !== undefined ? 'suppressed' : reopened ? 'open' : before.status,
    ...suppressed,
    firstSeenAt: before.firstSeenAt,
    lastSeenAt: at,
    resolvedAt: null,
    revision: before.revision + 1,
  };
  return { kind: reopened ? 'reopened' : 'updated', finding, at };
}

/** A finding without its history. */
function detectionOf(finding: Finding): Detection {
  const { status, suppression, firstSeenAt, lastSeenAt, resolvedAt, revision, ...detection } = finding;
  return detection;
}

function distinct(detections: readonly Detection[]): ReadonlyMap<string, Detection> {
  const byId = new Map<string, Detection>();
  for (const detection of detections.map(storable)) {
    const other = byId.get(detection.findingId);
    if (other === undefined || comesBefore(detection, other)) byId.set(detection.findingId, detection);
  }
  return byId;
}

/** More severe first; among equals any fixed order does, so that the order of delivery decides nothing. */
function comesBefore(one: Detection, other: Detection): boolean {
  const bySeverity = severities.indexOf(one.severity) - severities.indexOf(other.severity);
  return bySeverity === 0 ? sortedJson(one) < sortedJson(other) : bySeverity < 0;
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

const loneSurrogate = /\p{Surrogate}/gu;

/**
 * The detection as it comes back from a store: what JSON and UTF-8 can't hold (-0, half a surrogate pair out of some state's key)
 * would otherwise look like a change in every scan.
 */
function storable(detection: Detection): Detection {
  const text = (value: string) => value.replace(loneSurrogate, '\uFFFD');
  return {
    findingId: detection.findingId,
    checkId: detection.checkId,
    scanner: detection.scanner,
    title: text(detection.title),
    severity: detection.severity,
    route: detection.route,
    source: detection.source,
    stateKey: text(detection.stateKey),
    environment: text(detection.environment),
    owner: text(detection.owner),
    address: detection.address === null ? null : text(detection.address),
    pointer: detection.pointer === null ? null : text(detection.pointer),
    message: text(detection.message),
    evidence: JSON.parse(JSON.stringify(detection.evidence)),
    remediation: text(detection.remediation),
    docs: detection.docs,
  };
}
