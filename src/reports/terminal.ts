import { styleText } from 'node:util';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import type { Severity } from '../findings/observation.ts';
import type { RemediationPart } from './remediation.ts';

/** How text is marked on a terminal; without colours each returns the text as it is. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly command: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly severity: (severity: Severity, text: string) => string;
}

type Style = Parameters<typeof styleText>[0];

const severityStyles: Readonly<Record<Severity, Style>> = {
  critical: ['bold', 'white', 'bgRed'],
  high: ['bold', 'red'],
  medium: ['bold', 'yellow'],
  low: ['cyan'],
  info: ['dim'],
};

/** @param colour whether ANSI colours are wanted: decided by the caller, never guessed from the environment */
export function paintWith(colour: boolean): Paint {
  const paint = (style: Style) => (text: string) => (colour ? styleText(style, text, { validateStream: false }) : text);
  return {
    bold: paint('bold'),
    dim: paint('dim'),
    command: paint('cyan'),
    good: paint(['bold', 'green']),
    warning: paint(['bold', 'yellow']),
    severity: (severity, text) => paint(severityStyles[severity])(text),
  };
}

/** Text on lines of at most `columns`, each after the same indent. Names of commands in backticks stay together; words that are too long are cut. */
export function wrapped(text: string, columns: number, indent = ''): readonly string[] {
  const room = Math.max(columns - indent.length, 10);
  const together = text.replaceAll(/`[^`]{1,40}`/g, (name) => name.replaceAll(' ', '\u00A0'));
  return wrapAnsi(together, room, { hard: true })
    .replaceAll('\u00A0', ' ')
    .split('\n')
    .map((line) => `${indent}${line}`);
}

/** Left and right text on one line where both fit, else on lines of their own. */
export function spread(left: string, right: string, columns: number): readonly string[] {
  const gap = columns - stringWidth(left) - stringWidth(right);
  return gap >= 2
    ? [`${left}${' '.repeat(gap)}${right}`]
    : [left, ...wrapped(right, columns)].flatMap((line) => wrapped(line, columns));
}

/** A heading that a line fills up to the last column; a heading that is too long goes on below. */
export function rule(heading: string, columns: number, paint: Paint): readonly string[] {
  const rest = columns - stringWidth(heading) - 4;
  return wrapped(`${paint.dim('──')} ${heading} ${paint.dim('─'.repeat(Math.max(rest, 0)))}`, columns);
}

/** A remediation: prose wrapped, each command whole on a line of its own. */
export function instructions(
  parts: readonly RemediationPart[],
  columns: number,
  indent: string,
  paint: Paint,
): readonly string[] {
  return parts.flatMap((part, index) => {
    if ('command' in part) return [`${indent}    ${paint.command(part.command)}`];
    return wrapped(index === 0 ? `${paint.bold('To do:')} ${part.text}` : part.text, columns, indent);
  });
}
