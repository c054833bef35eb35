import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { scanners } from '../src/scanners/index.ts';
import { type Check, type CheckCases, casesNow, type Environment } from '../src/scanners/scanner.ts';

// Runs the cases of every check, and proves the house rules for all checks at once.

const folder = resolve(import.meta.dirname, '../src/scanners');
const environment: Environment = { name: 'production', criticality: 'production', owner: 'platform' };

const stemsOf = (scanner: string) =>
  readdirSync(join(folder, scanner, 'checks'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => basename(file, '.md'));

const checks = scanners.flatMap((scanner) => scanner.checks.map((check) => ({ id: check.id, scanner, check })));

async function casesOf(scanner: string, check: Check<unknown>): Promise<CheckCases<unknown>> {
  const stem = check.id.split('/')[1] ?? '';
  const file = join(folder, scanner, 'checks', `${stem}.cases.ts`);
  const { cases } = (await import(pathToFileURL(file).href)) as { cases: CheckCases<unknown> };
  return cases;
}

test('every folder of a scanner is in the list of scanners, and the other way round', () => {
  const folders = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'checks')));
  expect(scanners.map(({ name }) => name).sort()).toEqual(folders.sort());
});

describe.each(scanners.map((scanner) => ({ name: scanner.name, scanner })))('scanner $name', ({ name, scanner }) => {
  test('lists each check of its folder once', () => {
    expect(scanner.checks.map(({ id }) => id.split('/')[1]).sort()).toEqual(stemsOf(name).sort());
  });

  test('has three files of one stem for each check, and the list', () => {
    const expected = stemsOf(name).flatMap((stem) => [`${stem}.cases.ts`, `${stem}.md`, `${stem}.ts`]);
    expect(readdirSync(join(folder, name, 'checks')).sort()).toEqual([...expected, 'index.ts'].sort());
  });

  test('has no option twice, and settings of a check can name it by the end of its id', () => {
    const stems = scanner.checks.map(({ id }) => id.split('/')[1]);
    expect(stems).toEqual([...new Set(stems)]);
    const options = [scanner, ...scanner.checks].flatMap((one) => Object.keys(one.options.shape));
    expect(options).toEqual([...new Set(options)]);
  });
});

test('no id and no former id is used twice', () => {
  const ids = checks.flatMap(({ check }) => [check.id, ...check.aliases]);
  expect(ids).toEqual([...new Set(ids)]);
});

test('no title is used twice', () => {
  const titles = checks.map(({ check }) => check.title);
  expect(titles).toEqual([...new Set(titles)]);
});

describe.each(checks)('$id', ({ id, scanner, check }) => {
  const stem = id.split('/')[1] ?? '';
  const page = readFileSync(join(folder, scanner.name, 'checks', `${stem}.md`), 'utf8');
  const code = readFileSync(join(folder, scanner.name, 'checks', `${stem}.ts`), 'utf8');
  const headings = [...page.matchAll(/^#+ .*$/gm)].map(([heading]) => heading);
  const fieldsBelow = (heading: string) => {
    const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
    return [...section.matchAll(/^- `([^`]+)`/gm)].map(([, field]) => field);
  };

  test('fires as its cases say', async () => {
    const { fires } = await casesOf(scanner.name, check);
    expect(fires.length).toBeGreaterThan(0);
    for (const one of fires) {
      const outcome = check.run(one.facts as never, one.options ?? {}, {
        now: casesNow,
        environment: { ...environment, ...one.environment },
      });
      expect(outcome, one.name).toMatchObject({ evaluated: true, observations: one.expect });
      expect(outcome.evaluated && outcome.observations.map(({ evidence }) => evidence), one.name).toEqual(
        one.expect.map(({ evidence }) => evidence),
      );
    }
  });

  test('stays quiet as its cases say', async () => {
    const { quiet } = await casesOf(scanner.name, check);
    expect(quiet.length).toBeGreaterThan(0);
    for (const one of quiet) {
      const outcome = check.run(one.facts as never, one.options ?? {}, {
        now: casesNow,
        environment: { ...environment, ...one.environment },
      });
      expect(outcome, one.name).toEqual({ evaluated: true, observations: [] });
    }
  });

  test('judges nothing where a fact could not be read', async () => {
    const { notEvaluable } = await casesOf(scanner.name, check);
    expect(notEvaluable.length).toBeGreaterThan(0);
    for (const one of notEvaluable) {
      const outcome = check.run(one.facts as never, one.options ?? {}, { now: casesNow, environment });
      expect(outcome, one.name).toMatchObject({ evaluated: false });
    }
  });

  test('has a page with its title and the sections in order', () => {
    const options = Object.keys(check.options.shape).length > 0 ? ['## Options'] : [];
    expect(headings).toEqual([`# ${check.title}`, '## Evidence', ...options, '## What to do', '## When not to worry']);
  });

  test('tells each field of its evidence on the page, and no other', async () => {
    const { fires } = await casesOf(scanner.name, check);
    const fields = new Set(fires.flatMap((one) => one.expect.flatMap(({ evidence }) => Object.keys(evidence))));
    expect(fieldsBelow('Evidence').sort()).toEqual([...fields].sort());
  });

  test('tells each option on the page and describes it', () => {
    expect(fieldsBelow('Options').sort()).toEqual(Object.keys(check.options.shape).sort());
    for (const [name, option] of Object.entries(check.options.shape)) {
      expect('description' in option && option.description, `${name} needs .describe()`).toBeTruthy();
    }
    expect(check.options.safeParse({}).success, 'each option needs a default').toBe(true);
  });

  test('is pure: no clock, no client, no log', () => {
    expect(code).not.toMatch(/Date\.now|new Date\(\)|console\.|@aws-sdk|node:fs|process\./);
    expect(check.needs.length).toBeGreaterThan(0);
    expect(check.since).toMatch(/^\d+\.\d+$/);
  });
});
