import type { Configuration } from '../config/configuration.ts';
import type { Finding } from '../findings/finding.ts';
import type { Scanner } from '../scanners/scanner.ts';
import type { SourcePlan } from './plan-source.ts';
import { compileRules, isActive } from './suppressions.ts';

/**
 * What people should know of their suppressions: entries that match nothing, that have ended though what they suppressed is still there,
 * and findings of the baseline that are gone. Nothing is said of what this scan did not look at.
 * @param findings all that are open, suppressed ones too
 * @param now when it was decided what is suppressed
 */
export function suppressionNotes(
  scanners: readonly Scanner<unknown>[],
  configuration: Configuration,
  plans: readonly Pick<SourcePlan, 'source'>[],
  findings: readonly Finding[],
  now: Date,
): readonly string[] {
  const { baseline, sources, scanners: settings } = configuration;
  const looked = new Set(plans.map(({ source }) => source.name));
  const ran = new Set(scanners.map(({ name }) => name));
  const isWhole =
    sources.every(({ name }) => looked.has(name)) &&
    Object.entries(settings).every(([name, { enabled }]) => !enabled || ran.has(name));
  if (!isWhole) return [];
  const notes: string[] = [];
  for (const [index, { rule, holds, matches }] of compileRules(scanners, configuration, now).entries()) {
    const matched = findings.filter(matches).length;
    const entry = `suppressions[${index}] (${rule.checks.join(', ')}; ${rule.owner})`;
    if (matched === 0) notes.push(`${entry} matches no finding: remove it, or correct it.`);
    else if (!holds)
      notes.push(`${entry} ended on ${rule.expires}, and what it suppressed is still there: ${matched}.`);
  }
  if (baseline === null) return notes;
  const open = new Set(findings.map(({ findingId }) => findingId));
  const gone = baseline.findings.filter(({ findingId }) => !open.has(findingId)).length;
  if (gone > 0)
    notes.push(
      `${gone} of ${baseline.findings.length} findings of the baseline are gone: statewarden baseline --prune drops them.`,
    );
  if (!isActive(baseline, now))
    notes.push(`The baseline ended on ${baseline.expires}: it suppresses nothing any more.`);
  return notes;
}
