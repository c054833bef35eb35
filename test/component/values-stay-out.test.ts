import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfiguration } from '../../src/config/load.ts';
import { dynamoDbStore } from '../../src/findings/dynamodb-store.ts';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../src/findings/embedded-database.ts';
import { scanEstate } from '../../src/pipeline/scan-estate.ts';
import { reportFormats } from '../../src/reports/index.ts';
import type { ScanReport } from '../../src/reports/report.ts';
import { scanners } from '../../src/scanners/index.ts';
import { openSource } from '../../src/sources/open-source.ts';
import { secretForms } from '../support/secret-forms.ts';

// No value of an attribute or an output of the example estate stands in anything that Statewarden writes: neither in a report
// nor in the findings table. (`estate.test.ts` looks at what the command prints.)

const estate = resolve(import.meta.dirname, '../../examples/estate');

/** Members that addresses are made of, and that findings name. */
const addressMembers: ReadonlySet<string> = new Set([
  'module',
  'type',
  'name',
  'deposed',
  'config_addr',
  'object_addr',
]);
const environments: ReadonlySet<string> = new Set(['production', 'staging', 'development']);

/** Every text in the attributes and outputs of the estate that is long enough to be told from chance. */
const values = [
  ...new Set(
    globSync('**/*.tfstate{,.backup}', { cwd: estate }).flatMap((file) =>
      valuesOf(readFileSync(join(estate, file), 'utf8')),
    ),
  ),
].filter((value) => value.length >= 10 && !environments.has(value));

/** Secrets that stand inside other texts of the estate. */
const carried = values
  .flatMap((value) => [...`${value}\n${Buffer.from(value, 'base64').toString('utf8')}`.matchAll(/not-a-real-[\w-]+/g)])
  .map(([secret]) => secret);

/** Found in the text itself, so that damaged states count too. */
function valuesOf(text: string): readonly string[] {
  const body = text.slice(Math.max(0, text.search(/"(?:outputs|modules)"/)));
  return (
    [...body.matchAll(/"(\w+)": ("(?:[^"\\]|\\.)*")/g)]
      .filter(([, member = '']) => !addressMembers.has(member))
      .map(([, , literal = '""']) => String(JSON.parse(literal)))
      // Steps of paths to sensitive attributes: names of members, not values.
      .filter((value) => !text.includes(`${JSON.stringify(value)}:`))
  );
}

let database: EmbeddedDatabase;
let report: ScanReport;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
  const configuration = await loadConfiguration(scanners, join(estate, 'statewarden.yaml'));
  report = await scanEstate({
    sources: configuration.sources.map((source) => openSource(source, {})),
    scanners,
    configuration,
    store: dynamoDbStore({ ...database, writers: 'one' }),
    clock: () => new Date(),
    signal: new AbortController().signal,
  });
});
afterAll(() => database.close());

/** Values that stand in a text, in any form. */
function valuesIn(text: string): readonly string[] {
  return [...values, ...carried].filter((value) => secretForms(value).some((form) => text.includes(form)));
}

test('the estate has values, secrets among them, and findings', () => {
  expect(values.length).toBeGreaterThan(50);
  expect(values.filter((value) => /password|PRIVATE KEY|AKIA/.test(value)).length).toBeGreaterThan(2);
  expect(carried).toContain('not-a-real-password-4');
  expect(report.findings.length).toBeGreaterThan(10);
});

describe('no value of a state stands in', () => {
  test.each(reportFormats.map(({ name, render }) => ({ name, render })))('the $name report', ({ render }) => {
    expect(valuesIn(render(report, [], { columns: 80, colour: false }))).toEqual([]);
  });

  test('any stored item: findings, history, what is known of each state', async () => {
    const { Items = [] } = await database.client.send(new ScanCommand({ TableName: database.tableName }));
    expect(Items.length).toBeGreaterThan(2 * report.findings.length);
    expect(valuesIn(JSON.stringify(Items))).toEqual([]);
  });
});
