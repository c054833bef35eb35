import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { htmlFormat } from '../../../src/reports/html.ts';
import { jsonFormat } from '../../../src/reports/json.ts';
import type { ReportFormat } from '../../../src/reports/report.ts';
import { sarifFormat } from '../../../src/reports/sarif.ts';
import { tableFormat } from '../../../src/reports/table.ts';
import { reportOf, sampleChecks, sampleFinding } from '../../support/sample-report.ts';

const suppression = { reason: 'goes away in March', owner: 'platform', expires: '2027-03-31' };
const suppressed = sampleFinding({
  findingId: 'b'.repeat(32),
  severity: 'critical',
  status: 'suppressed',
  suppression,
});
const open = sampleFinding({ findingId: 'a'.repeat(32), severity: 'low' });
const notes = ['suppressions[1] (secret/*; platform) matches no finding: remove it, or correct it.'];
const report = reportOf([suppressed, open], { notes });

const render = (format: ReportFormat, of = report) => format.render(of, sampleChecks, { columns: 100, colour: false });

describe('a suppressed finding', () => {
  it('is a number in the table, and its severity counts nowhere', () => {
    const table = render(tableFormat);
    expect(table).toContain('1 finding is suppressed: --format json or html tells which, why and until when.');
    expect(table).toContain('1 open finding: 1 low');
    expect(table).not.toContain('CRITICAL');
    expect(table).toContain('suppressions[1] (secret/*; platform) matches no finding');
    expect(render(tableFormat, reportOf([suppressed]))).toContain('No findings that are not suppressed: ');
  });

  it('has status and suppression in JSON, and notes stand at the end', () => {
    const json = JSON.parse(render(jsonFormat));
    expect(json.findings[0]).toMatchObject({ status: 'suppressed', suppression });
    expect(json.findings[1]).not.toHaveProperty('suppression');
    expect(json.notes).toEqual(notes);
  });

  it('has a suppression in SARIF, and then every result has the member', () => {
    const log: Log = JSON.parse(render(sarifFormat));
    const results = log.runs[0]?.results ?? [];
    expect(results.map(({ suppressions }) => suppressions)).toEqual([
      [{ kind: 'external', status: 'accepted', justification: 'goes away in March (platform, until 2027-03-31)' }],
      [],
    ]);
    const schemaText = readFileSync(new URL('../../fixtures/sarif/sarif-schema-2.1.0.json', import.meta.url), 'utf8');
    const { $schema: _draft, id: _id, ...schema } = JSON.parse(schemaText);
    const ajv = new Ajv({ allErrors: true, strict: false });
    formats.default(ajv);
    const validate = ajv.compile(schema);
    validate(log);
    expect(validate.errors ?? []).toEqual([]);
    const without: Log = JSON.parse(render(sarifFormat, reportOf([open])));
    expect(without.runs[0]?.results?.[0]).not.toHaveProperty('suppressions');
  });

  it('is told on the page beside the verdict, also without scripts', () => {
    const page = render(htmlFormat);
    expect(page).toContain('1 finding is suppressed: <a href="#status=suppressed">which, and why</a>');
    expect(page).toContain('suppressed: goes away in March (platform, until 2027-03-31)');
    expect(page).toContain('<h1 id="verdict">1 open finding</h1>');
    expect(page).toContain('matches no finding: remove it');
  });
});
