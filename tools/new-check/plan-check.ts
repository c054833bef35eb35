import { severities } from '../../src/findings/observation.ts';
import type { Check, Scanner } from '../../src/scanners/scanner.ts';
import { NewCheckRefusedError } from './errors.ts';

/** A check that is to be made. */
export interface PlannedCheck {
  readonly scanner: string;
  /** Family of the scanner's checks and the stem: `lock/orphaned`. */
  readonly id: string;
  /** Stem of its three files: `not-encrypted`. */
  readonly stem: string;
  /** Name in code: `notEncrypted`. */
  readonly constant: string;
  /** Major and minor of this version: `0.1`. */
  readonly since: string;
  /** The check that is copied. */
  readonly template: Check<unknown>;
}

const pattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** `index.ts` is the list of checks. */
const taken: ReadonlySet<string> = new Set(['index', 'cases', 'checks']);

/**
 * Decides what a new check is called and which one it is copied from.
 * @param name `SCANNER/NAME`, as typed; of a scanner with several families `FAMILY/NAME` chooses one: `repo/NAME`
 * @param version of Statewarden
 * @throws NewCheckRefusedError
 */
export function planCheck(name: string, scanners: readonly Scanner<unknown>[], version: string): PlannedCheck {
  const [scannerName = '', stem = '', ...rest] = name.split('/');
  if (stem === '' || rest.length > 0) {
    throw new NewCheckRefusedError(`${name}: write the scanner and the name of the check, such as locks/forgotten`);
  }
  const scanner =
    scanners.find((candidate) => candidate.name === scannerName) ??
    scanners.find(({ checks }) => {
      const families = new Set(checks.map(({ id }) => familyOf(id)));
      return families.size > 1 && families.has(scannerName);
    });
  if (scanner === undefined) {
    const names = scanners.map((known) => known.name).join(', ');
    throw new NewCheckRefusedError(`${name}: there is no scanner ${scannerName}. There are ${names}`);
  }
  if (!pattern.test(stem)) {
    throw new NewCheckRefusedError(
      `${name}: write the name in small letters, digits and single hyphens: not-encrypted`,
    );
  }
  const constant = constantOf(stem);
  if (taken.has(stem) || !isIdentifier(constant)) {
    throw new NewCheckRefusedError(
      `${name}: ${constant} can't be the name of a constant in the code: take another name`,
    );
  }
  const family = scanner.name === scannerName ? mainFamily(scanner) : scannerName;
  const template = scanner.checks.filter(({ id }) => familyOf(id) === family).toSorted(simplestFirst)[0];
  if (template === undefined)
    throw new NewCheckRefusedError(`${name}: the scanner ${scannerName} has no check to copy`);
  const id = `${family}/${stem}`;
  refuseKnown(id, scanners);
  const since = version.split('.').slice(0, 2).join('.');
  return { scanner: scanner.name, id, stem, constant, since, template };
}

function familyOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

/** The family of most checks of a scanner. */
function mainFamily({ checks }: Scanner<unknown>): string {
  const families = checks.map(({ id }) => familyOf(id));
  const count = (family: string) => families.filter((one) => one === family).length;
  return families.toSorted((one, other) => count(other) - count(one))[0] ?? '';
}

/** `notEncrypted` for the stem `not-encrypted`. */
export function constantOf(stem: string): string {
  return stem.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** Ids are never used again, not even former ones: silences and open findings follow them. */
function refuseKnown(id: string, scanners: readonly Scanner<unknown>[]): void {
  for (const check of scanners.flatMap(({ checks }) => checks)) {
    if (check.id === id) throw new NewCheckRefusedError(`${id}: there is such a check already`);
    if (check.aliases.includes(id)) throw new NewCheckRefusedError(`${id}: ${check.id} was called that formerly`);
  }
}

/**
 * A check without former ids and options is copied as it stands: those have to be unique. Among them the one that needs least
 * and is mildest: whoever forgets to write a severity should not wake anyone.
 */
function simplestFirst(one: Check<unknown>, other: Check<unknown>): number {
  return (
    one.aliases.length - other.aliases.length ||
    Object.keys(one.options.shape).length - Object.keys(other.options.shape).length ||
    one.needs.length - other.needs.length ||
    severities.indexOf(other.severity) - severities.indexOf(one.severity)
  );
}

/** Whether a word may be the name of a constant: reserved words may not. */
function isIdentifier(word: string): boolean {
  try {
    new Function(`'use strict'; const ${word} = 0;`);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
