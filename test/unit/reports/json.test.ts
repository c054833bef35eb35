import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { jsonFormat } from '../../../src/reports/json.ts';
import type { ScanReport } from '../../../src/reports/report.ts';
import { reportJsonSchema } from '../../../src/reports/report-schema.ts';
import { hostileReport } from '../../support/hostile-report.ts';
import { manyFindings, reportOf, sampleChecks, sampleFinding, sampleReport } from '../../support/sample-report.ts';

function render(report: ScanReport): string {
  return jsonFormat.render(report, sampleChecks, { columns: 80, colour: false });
}

/** Validates against the published schema, made strict: a field that it does not name is an error here. */
function problems(json: string): unknown {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  formats.default(ajv);
  const validate = ajv.compile(closed(reportJsonSchema()));
  validate(JSON.parse(json));
  return validate.errors ?? [];
}

function closed(schema: unknown): Record<string, unknown> {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const walked = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, walk(each)]));
    return 'properties' in walked ? { additionalProperties: false, ...walked } : walked;
  };
  return Object(walk(schema));
}

describe('the JSON report', () => {
  it.each([
    ['a sample', sampleReport()],
    ['nothing found', reportOf([])],
    ['hostile texts', hostileReport()],
    ['many findings', reportOf(manyFindings(300))],
  ])('follows its published schema: %s', (_, report) => {
    expect(problems(render(report))).toEqual([]);
  });

  it('carries the schema that stands in docs', () => {
    const published: unknown = JSON.parse(
      readFileSync(new URL('../../../docs/report.schema.json', import.meta.url), 'utf8'),
    );
    expect(published).toEqual(reportJsonSchema());
  });

  it('names every field of the schema in docs/formats.md', () => {
    const page = readFileSync(new URL('../../../docs/formats.md', import.meta.url), 'utf8');
    const names = namesOf(reportJsonSchema());
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('is the report, nothing lost', () => {
    expect(JSON.parse(render(sampleReport()))).toEqual(JSON.parse(JSON.stringify(sampleReport())));
  });

  it('is the same to the byte however the report was put together', () => {
    const report = sampleReport();
    const turned: ScanReport = JSON.parse(JSON.stringify(report, (_, value: unknown) => turnedRound(value)));
    expect(JSON.stringify(turned)).not.toBe(JSON.stringify(report));
    expect(render(turned)).toBe(render(report));
  });

  it('leaves out what a record carries beside the documented fields', () => {
    const finding = { ...sampleFinding(), secretNote: 'internal' };
    expect(render(reportOf([finding], { resolved: [finding] }))).not.toContain('secretNote');
  });
});

/** Names of all fields that a schema describes, at any depth. */
function namesOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema && !Array.isArray(schema) ? Object.keys(Object(schema.properties)) : [];
  return [...own, ...Object.values(schema).flatMap(namesOf)];
}

/** An object with its members in the opposite order. */
function turnedRound(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).reverse());
}
