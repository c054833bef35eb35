import { readFile } from 'node:fs/promises';
import { Option } from 'commander';
import { stringify } from 'yaml';
import * as z from 'zod';
import { wrapped } from '../reports/terminal.ts';
import { scanners } from '../scanners/index.ts';
import type { Check, Scanner } from '../scanners/scanner.ts';
import { UnknownNameError } from './errors.ts';
import { pageText } from './page-text.ts';
import type { Program } from './program.ts';
import { layoutFor, write } from './session.ts';
import type { TestOptions } from './test-patterns.ts';

const examples = `
Examples:
  $ statewarden checks                          list all checks
  $ statewarden checks explain lock/stale       why it matters, what to do, its options
  $ statewarden checks test patterns.yaml       try own patterns on examples`;

export function addChecksCommand({ command, session, exit }: Program): void {
  const { columns } = layoutFor(session.stdout, session.environment);
  const checks = command
    .command('checks')
    .description('list all checks, explain one, or try own patterns')
    .addHelpText('after', examples)
    .action(() => write(session.stdout, list(columns)));

  checks
    .command('explain')
    .argument('<id>', 'id of the check, as findings show it: state/tainted')
    .description('tell why a check matters, what to do about its findings, and its options')
    .addHelpText('after', '\nExample:\n  $ statewarden checks explain state/tainted')
    .action(async (id: string) => write(session.stdout, await explainCheck(id, Math.min(columns, widest))));

  checks
    .command('test')
    .argument('<file>', 'examples by the name of the pattern, each under matches or doesNotMatch')
    .description('try the own patterns of the configuration on examples')
    .option('-c, --config <file>', 'configuration (default: statewarden.yaml in this folder, if there)')
    .addOption(new Option('-f, --format <name>', 'format of the answer').choices(['table', 'json']).default('table'))
    .addHelpText('after', testHelp)
    .action(async (file: string, options: TestOptions) => {
      const { testPatterns } = await import('./test-patterns.ts');
      exit(await testPatterns(file, options, session));
    });
}

const testHelp = `
The file:
  acme-token:
    matches:
      - acme_0123456789abcdef
    doesNotMatch:
      - acme_example

Exit codes: 0 every example does what it should, 1 one does not,
2 wrong usage or configuration.`;

/** All checks by scanner, each with its severity and title. */
function list(columns: number): string {
  const all = scanners.flatMap((scanner) => scanner.checks);
  const width = Math.max(...all.map(({ id }) => id.length));
  const entry = ({ id, severity, title }: Check<unknown>) => {
    const before = `  ${id.padEnd(width)}  ${severity.padEnd('critical'.length)}  `;
    const [first = '', ...rest] = wrapped(title, columns, ' '.repeat(before.length));
    return [`${before}${first.trimStart()}`, ...rest];
  };
  const lines = scanners.flatMap(({ name, every, checks }) => [
    '',
    `${name} (every ${every} when deployed)`,
    ...checks.flatMap(entry),
  ]);
  return `${lines.slice(1).join('\n')}\n`;
}

/** Longer lines are hard to read. */
const widest = 100;

/** @throws UnknownNameError */
async function explainCheck(id: string, columns: number): Promise<string> {
  for (const scanner of scanners) {
    const check = scanner.checks.find((candidate) => candidate.id === id || candidate.aliases.includes(id));
    if (check !== undefined) return await pageOf(scanner, check, columns);
  }
  const ids = scanners.flatMap(({ checks }) => checks.map((check) => check.id));
  throw new UnknownNameError('check', id, ids);
}

async function pageOf(scanner: Scanner<unknown>, check: Check<unknown>, columns: number): Promise<string> {
  const file = new URL(`../scanners/${scanner.name}/checks/${stemOf(check)}.md`, import.meta.url);
  // The page begins with the title.
  const text = (await readFile(file, 'utf8')).replace(/^# .*\n/, '').trim();
  const facts = [
    `${check.id}: ${check.title}`,
    `Severity ${check.severity}, scanner ${scanner.name}, since version ${check.since}`,
  ];
  const page = pageText(`${text}\n\n## In short\n\n${check.remediation}`, columns);
  const settings = `## In statewarden.yaml, with defaults\n\n${settingsOf(scanner, check)}`;
  return `${facts.join('\n')}\n\n${page}\n\n${settings}\n`;
}

/** What can be written about a check, ready to paste: its options with their defaults, and its settings. */
function settingsOf(scanner: Scanner<unknown>, check: Check<unknown>): string {
  const { properties = {} } = z.toJSONSchema(check.options, { io: 'input' });
  const options = Object.entries(properties).map(([name, option]) => [
    name,
    typeof option === 'object' ? option.default : undefined,
  ]);
  const settings = { [stemOf(check)]: { enabled: true, severity: check.severity } };
  const written = { scanners: { [scanner.name]: { ...Object.fromEntries(options), checks: settings } } };
  return stringify(written).trim();
}

function stemOf({ id }: Check<unknown>): string {
  return id.slice(id.indexOf('/') + 1);
}
