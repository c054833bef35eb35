import type { Finding } from '../findings/finding.ts';
import { byEnvironment, countSeverities, groupBy, severityWords } from './arrange.ts';
import { counted, coverageSentence, notEvaluated, notInspected, suppressedWords, verdictOf } from './coverage-words.ts';
import { mergedRemediation, type RemediationPart, remediationParts } from './remediation.ts';
import type { Change, ReportedFinding, ReportFormat, ScanReport } from './report.ts';
import { instructions, type Paint, paintWith, rule, spread, wrapped } from './terminal.ts';
import { shortened, visibleText } from './visible-text.ts';

/** How many findings of one check in one state are told one by one; of more, only a few: they would bury what else is wrong. */
const toldWhole = 5;
const toldOfMany = 3;
/** How many places are listed under one heading of the coverage. */
const listedPlaces = 10;
/** Longest message, in characters. */
const longestMessage = 600;
const gutter = ' '.repeat(10);

interface Page {
  readonly columns: number;
  readonly paint: Paint;
  readonly indent: string;
  /** Whether a state key needs its source's name to be unambiguous. */
  readonly nameSources: boolean;
}

type FindingGroup = readonly [ReportedFinding, ...ReportedFinding[]];

/** For the terminal: environment by environment, worst first, then what was resolved, what was not looked at, and the verdict. */
export const tableFormat: ReportFormat = {
  name: 'table',
  render(report, _checks, { columns, colour }) {
    const page: Page = {
      columns: Math.max(columns, 40),
      paint: paintWith(colour),
      indent: columns < 60 ? '  ' : gutter,
      nameSources: report.sources.length > 1,
    };
    const sections = [
      ...byEnvironment(report).map(({ name, counts, findings }) => [
        ...rule(`${page.paint.bold(visibleText(name))} · ${severityWords(counts)}`, page.columns, page.paint),
        ...groupBy(findings, ({ severity, checkId, source, stateKey }) =>
          JSON.stringify([severity, checkId, source, stateKey]),
        ).flatMap((group) => ['', ...groupLines(group, page)]),
      ]),
      resolvedLines(report, page),
      coverageLines(report, page),
      verdictLines(report, page),
    ];
    return `${sections
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n')}\n`;
  },
};

/** The findings of one check in one state: what they share is said once. */
function groupLines(group: FindingGroup, page: Page): readonly string[] {
  const { paint, indent, columns } = page;
  const [first] = group;
  const told = group.length <= toldWhole ? group : group.slice(0, toldOfMany);
  const many = group.length > 1 ? ` · ${counted(group.length, 'finding')}` : '';
  const label = first.severity.toUpperCase();
  const left = `${paint.severity(first.severity, label)}${' '.repeat(gutter.length - label.length)}${visibleText(first.checkId)}${paint.dim(many)}`;
  const shared = mergedRemediation(told.map(({ remediation }) => remediation));
  const lines = [...spread(left, paint.dim(changeWords(group)), columns), ...stateLines(first, page)];
  const sameMessage = group.every(({ message, address }) => message === first.message && address !== null);
  if (group.length > 1 && sameMessage && shared !== null) {
    lines.push(...messageLines(first, page));
    for (const { address } of told) lines.push(...wrapped(`· ${visibleText(address ?? '')}`, columns, indent));
  } else {
    for (const finding of told) {
      lines.push(...addressLines(finding, page), ...messageLines(finding, page));
      if (shared === null) lines.push(...toDoLines(remediationParts(finding.remediation), page), '');
    }
  }
  if (group.length > told.length) {
    const rest = (group.length - told.length).toLocaleString('en-US');
    lines.push(
      ...wrapped(paint.dim(`… and ${rest} more in this state: --format json or html lists all`), columns, indent),
    );
  }
  if (shared !== null) lines.push(...toDoLines(shared, page));
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function stateLines(finding: Finding, page: Page): readonly string[] {
  const owner = finding.owner === '' ? '' : page.paint.dim(`  ${visibleText(finding.owner)}`);
  return wrapped(`${page.paint.bold(stateName(finding, page))}${owner}`, page.columns, page.indent);
}

function stateName({ source, stateKey }: { readonly source: string; readonly stateKey: string }, page: Page): string {
  return visibleText(page.nameSources ? `${source}: ${stateKey}` : stateKey);
}

/** Where it is, unless the message says so. */
function addressLines({ address, message }: Finding, page: Page): readonly string[] {
  return address === null || message.includes(address) ? [] : wrapped(visibleText(address), page.columns, page.indent);
}

function messageLines({ message }: Finding, page: Page): readonly string[] {
  return wrapped(shortened(visibleText(message), longestMessage), page.columns, page.indent);
}

function toDoLines(remediation: readonly RemediationPart[], page: Page): readonly string[] {
  const parts = remediation.map((part) =>
    'command' in part ? { command: visibleText(part.command) } : { text: visibleText(part.text) },
  );
  return instructions(parts, page.columns, page.indent, page.paint);
}

/** `new`, `kept since 2026-11-03`; for several findings `38 new, 2 kept`. A status other than open is told with it. */
function changeWords(group: FindingGroup): string {
  const [first] = group;
  const status =
    group.every((finding) => finding.status === first.status) && first.status !== 'open' ? `${first.status}, ` : '';
  const order: readonly Change[] = ['new', 'reopened', 'updated', 'kept'];
  const present = order
    .map((change) => ({ change, count: group.filter((finding) => finding.change === change).length }))
    .filter(({ count }) => count > 0);
  if (present.length > 1) return `${status}${present.map(({ change, count }) => `${count} ${change}`).join(', ')}`;
  return `${status}${first.change}${first.change === 'kept' ? ` since ${first.firstSeenAt.slice(0, 10)}` : ''}`;
}

function resolvedLines(report: ScanReport, page: Page): readonly string[] {
  if (report.resolved.length === 0) return [];
  const { paint, columns } = page;
  const heading = `${paint.good('resolved since the last run')} · ${severityWords(countSeverities(report.resolved))}`;
  const shown = report.resolved.slice(0, listedPlaces).flatMap((finding) => {
    const where = finding.address === null ? '' : ` · ${visibleText(finding.address)}`;
    return wrapped(`${visibleText(finding.checkId)} · ${stateName(finding, page)}${where}`, columns, '  ');
  });
  return [...rule(heading, columns, paint), ...shown, ...moreLine(report.resolved.length, page)];
}

function coverageLines(report: ScanReport, page: Page): readonly string[] {
  const { columns, paint } = page;
  const { states, otherErrors } = notInspected(report);
  const suppressed = suppressedWords(report);
  const lacking = groupBy(notEvaluated(report), ({ source, stateKey, reason }) =>
    JSON.stringify([source, stateKey, reason]),
  );
  return [
    ...rule(paint.bold('coverage'), columns, paint),
    ...wrapped(coverageSentence(report.summary.coverage), columns),
    ...(suppressed === null
      ? []
      : wrapped(`${suppressed}: --format json or html tells which, why and until when.`, columns)),
    ...(report.notes ?? []).flatMap((note) => wrapped(visibleText(note), columns)),
    ...listLines(
      'Not inspected:',
      states.map(({ source, stateKey, reason, action }) => ({
        place: stateName({ source, stateKey }, page),
        reason,
        action,
      })),
      page,
    ),
    ...listLines(
      'Checks that could not be evaluated:',
      lacking.map((items) => ({
        place: stateName(items[0], page),
        reason: `${items.map(({ checkId }) => checkId).join(', ')}: ${items[0].reason}`,
        action: null,
      })),
      page,
    ),
    ...listLines(
      'Errors:',
      otherErrors.map(({ source, stateKey, message, action }) => ({
        place: stateKey === null ? visibleText(source) : stateName({ source, stateKey }, page),
        reason: message,
        action,
      })),
      page,
    ),
  ];
}

function listLines(
  heading: string,
  items: readonly { readonly place: string; readonly reason: string; readonly action: string | null }[],
  page: Page,
): readonly string[] {
  if (items.length === 0) return [];
  return [
    '',
    page.paint.warning(heading),
    ...items
      .slice(0, listedPlaces)
      .flatMap(({ place, reason, action }) => [
        ...wrapped(page.paint.bold(place), page.columns, '  '),
        ...wrapped(shortened(visibleText(reason), longestMessage), page.columns, '    '),
        ...(action === null
          ? []
          : instructions(remediationParts(visibleText(action)), page.columns, '    ', page.paint)),
      ]),
    ...moreLine(items.length, page),
  ];
}

function moreLine(count: number, { columns, paint }: Page): readonly string[] {
  if (count <= listedPlaces) return [];
  const rest = (count - listedPlaces).toLocaleString('en-US');
  return wrapped(paint.dim(`… and ${rest} more: --format json or html lists all`), columns, '  ');
}

function verdictLines(report: ScanReport, { columns, paint }: Page): readonly string[] {
  const { tone, headline, gaps } = verdictOf(report);
  const mark = { clean: paint.good, findings: paint.bold, incomplete: paint.warning }[tone];
  return [paint.dim('─'.repeat(columns)), ...wrapped(mark(gaps === '' ? headline : `${headline} ${gaps}`), columns)];
}
