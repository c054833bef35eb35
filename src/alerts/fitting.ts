import type { Finding } from '../findings/finding.ts';
import type { Evidence } from '../findings/observation.ts';
import { shortened } from '../reports/visible-text.ts';

const texts = ['title', 'source', 'stateKey', 'environment', 'owner', 'address', 'pointer', 'message', 'docs'] as const;

/** Fields of a finding that may be shortened to fit into a message. */
export const shortenedFields = [...texts, 'evidence', 'remediation'] as const;
export type ShortenedField = (typeof shortenedFields)[number];

/** Most characters of each field; evidence: of its JSON. */
export interface FieldLimits {
  readonly text: number;
  readonly evidence: number;
  readonly remediation: number;
}

export const unlimited: FieldLimits = {
  text: Number.POSITIVE_INFINITY,
  evidence: Number.POSITIVE_INFINITY,
  remediation: Number.POSITIVE_INFINITY,
};

/**
 * Tried in turn while a message is too large. A message holds a finding six times, and a character takes up to seven bytes of it:
 * with the last limits it always fits.
 */
export const tighterLimits: readonly FieldLimits[] = [
  { ...unlimited, evidence: 8_000, remediation: 8_000 },
  { text: 1_000, evidence: 2_000, remediation: 2_000 },
  { text: 150, evidence: 0, remediation: 500 },
];

/** The finding with what is too long shortened so that it shows, and the names of the fields that are not whole. */
export function fitted(
  finding: Finding,
  limits: FieldLimits,
): { readonly finding: Finding; readonly cut: readonly ShortenedField[] } {
  const text = (value: string) => shortened(value, limits.text);
  const textOrNull = (value: string | null) => (value === null ? null : text(value));
  const short: Finding = {
    ...finding,
    title: text(finding.title),
    source: text(finding.source),
    stateKey: text(finding.stateKey),
    environment: text(finding.environment),
    owner: text(finding.owner),
    address: textOrNull(finding.address),
    pointer: textOrNull(finding.pointer),
    message: text(finding.message),
    docs: text(finding.docs),
    evidence: fittedEvidence(finding.evidence, limits.evidence),
    // All or nothing: half a command may do what nobody meant.
    remediation:
      finding.remediation.length <= limits.remediation
        ? finding.remediation
        : "What to do is too long for a message: read it on the check's page, and in the findings table.",
  };
  const isCut = (name: ShortenedField) =>
    name === 'evidence'
      ? Object.keys(short.evidence).length < Object.keys(finding.evidence).length
      : short[name] !== finding[name];
  return { finding: short, cut: shortenedFields.filter(isCut) };
}

/** The entries that fit, each whole. */
function fittedEvidence(evidence: Evidence, limit: number): Evidence {
  if (limit === Number.POSITIVE_INFINITY) return evidence;
  let left = limit;
  const fitting = Object.entries(evidence).filter((entry) => {
    const length = JSON.stringify(entry).length;
    if (length > left) return false;
    left -= length;
    return true;
  });
  return Object.fromEntries(fitting);
}
