import stringWidth from 'string-width';
import { type Paint, paintWith, rule, wrapped } from '../reports/terminal.ts';
import { visibleText } from '../reports/visible-text.ts';
import type { RestoreResult } from '../restore/apply.ts';
import { idOf } from '../restore/choose.ts';
import { isEmpty, type StateDiff } from '../restore/diff.ts';
import type { ListedVersion, StateToRestore, VersionList } from '../restore/look.ts';
import { metadataOf, type RestorePlan } from '../restore/plan.ts';
import type { VersionReading } from '../restore/version-reading.ts';

interface Layout {
  readonly columns: number;
  readonly colour: boolean;
}

/** How many addresses of one kind, and how many attributes of one instance, are named. */
const namedAddresses = 50;
const namedAttributes = 12;

/** The versions of a state, for people: newest first, the current one with a star. */
export function listText(
  { location, command }: Pick<StateToRestore, 'location' | 'command'>,
  { versions, more, notes }: VersionList,
  { columns, colour }: Layout,
): string {
  const paint = paintWith(colour);
  const rows = versions.map((version) => cellsOf(version));
  const headings = ['version', 'written', 'serial', 'resources', 'bytes'];
  const widths = headings.map((heading, column) =>
    Math.max(...[headings, ...rows].map((cells) => stringWidth(cells[column] ?? heading))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => pad(cell, widths[column] ?? 0, column > 1))
      .join('  ')
      .trimEnd();
  const lines = [
    ...rule(paint.bold(visibleText(location)), columns, paint),
    `  ${paint.dim(line(headings))}`,
    ...versions.flatMap((version, index) => [
      `${version.current ? '*' : ' '} ${line(rows[index] ?? [])}`,
      ...detailsOf(version).flatMap((text) => wrapped(visibleText(text), columns, '      ')),
    ]),
    '',
    ...(more ? wrapped(`Older ones are kept: --limit ${versions.length * 5} lists more.`, columns) : []),
    ...notes.flatMap((note) => wrapped(visibleText(note), columns)),
    ...wrapped('To see what putting one back would change:', columns),
    `    ${paint.command(visibleText(`${command} --version ID`))}`,
  ];
  return `${lines.join('\n')}\n`;
}

function cellsOf({ id, modifiedAt, status, serial, managedInstances, bytes }: ListedVersion): readonly string[] {
  return [
    visibleText(id),
    timeText(modifiedAt),
    serial === null ? '-' : String(serial),
    status === 'sound' ? String(managedInstances ?? 0) : status,
    status === 'deleted' ? '-' : bytes.toLocaleString('en-US'),
  ];
}

function detailsOf({ who, problem }: ListedVersion): readonly string[] {
  return [...(who === null ? [] : [`by ${who}`]), ...(problem === null ? [] : [problem])];
}

function pad(text: string, width: number, toTheRight: boolean): string {
  const gap = ' '.repeat(Math.max(width - stringWidth(text), 0));
  return toTheRight ? `${gap}${text}` : `${text}${gap}`;
}

/** `2026-11-20 10:00:03Z` */
function timeText(iso: string): string {
  return iso.replace('T', ' ').replace(/\.\d+Z$/, 'Z');
}

/** What a restore would change, for people. Addresses and names only. */
export function planText(
  { location }: Pick<StateToRestore, 'location'>,
  { chosen, current, newSerial, done, diff, notes }: RestorePlan,
  { columns, colour }: Layout,
): string {
  const paint = paintWith(colour);
  const lines = [
    ...rule(paint.bold(visibleText(location)), columns, paint),
    ...wrapped(`Put back: ${versionText(chosen)}`, columns),
    ...wrapped(`Now:      ${current === null ? 'there is none' : versionText(current)}`, columns),
    ...(done || newSerial === null
      ? []
      : wrapped(`Serial:   ${newSerial}, above all that are kept of this lineage`, columns)),
    ...(diff === null ? [] : ['', ...diffLines(diff, columns, paint)]),
    ...(notes.length === 0 ? [] : ['', ...notes.flatMap((note) => wrapped(visibleText(note), columns))]),
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function versionText(reading: VersionReading): string {
  const { version, status } = reading;
  const serial = metadataOf(reading)?.serial ?? null;
  const what = status === 'sound' ? '' : status === 'deleted' ? ', the deletion of the state' : `, ${status}`;
  return visibleText(
    `${idOf(version)} of ${timeText(version.modifiedAt.toISOString())}${serial === null ? '' : `, serial ${serial}`}${what}`,
  );
}

function diffLines(diff: StateDiff, columns: number, paint: Paint): readonly string[] {
  if (isEmpty(diff)) return wrapped('Resources and outputs are the same.', columns);
  const { resources, outputs } = diff;
  const changed = resources.changed.map(({ address, attributes, members }) => {
    const names = [...attributes, ...members];
    const more = names.length > namedAttributes ? `, and ${names.length - namedAttributes} more` : '';
    return `${address}: ${names.slice(0, namedAttributes).join(', ')}${more}`;
  });
  const section = (title: string, lines: readonly (readonly [string, readonly string[]])[]) => {
    const some = lines.filter(([, names]) => names.length > 0);
    return some.length === 0
      ? []
      : [paint.bold(title), ...some.flatMap(([sign, names]) => listed(sign, names, columns))];
  };
  return [
    ...section('Resources', [
      ['+', resources.added],
      ['-', resources.removed],
      ['~', changed],
    ]),
    ...section('Outputs', [
      ['+', outputs.added],
      ['-', outputs.removed],
      ['~', outputs.changed],
    ]),
  ];
}

function listed(sign: string, names: readonly string[], columns: number): readonly string[] {
  const more = names.length - namedAddresses;
  return [
    ...names.slice(0, namedAddresses).flatMap((name) => {
      const [first = '', ...rest] = wrapped(visibleText(name), columns, '    ');
      return [`  ${sign} ${first.trimStart()}`, ...rest];
    }),
    ...(more > 0 ? [`  ${sign} … and ${more.toLocaleString('en-US')} more: --format json lists all`] : []),
  ];
}

/** What was done, or how to do it. */
export function resultText(
  { done, current }: RestorePlan,
  result: RestoreResult | null,
  command: string,
  { columns, colour }: Layout,
): string {
  const paint = paintWith(colour);
  if (result === null) {
    if (done)
      return paragraph(`Nothing to put back: ${current === null ? 'it' : versionText(current)} holds it already.`);
    return `${paragraph('Nothing was changed. + comes back into the state, - goes out of it, ~ differs. To do it:')}    ${paint.command(visibleText(command))}\n`;
  }
  const { version, serial, written, takenOver, digest, recorded } = result;
  const what = `version ${idOf(version)}${serial === null ? '' : `, serial ${serial}`}`;
  const facts = [
    written
      ? `${paint.good('Restored:')} ${what}, read back and compared.`
      : `Nothing had to be written: ${what} holds it.`,
    takenOver ? 'The lock of the run that died was taken over and released.' : '',
    digest === null ? '' : `The digest in the lock table is ${digest}.`,
    recorded ? 'Recorded.' : '',
    'Now run `terraform plan`: it shows what really exists.',
  ];
  return paragraph(facts.filter((fact) => fact !== '').join(' '));

  function paragraph(text: string): string {
    return `${wrapped(text, columns).join('\n')}\n`;
  }
}
