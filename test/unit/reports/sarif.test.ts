import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Log, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { ScanReport } from '../../../src/reports/report.ts';
import { sarifFormat } from '../../../src/reports/sarif.ts';
import { hostileReport } from '../../support/hostile-report.ts';
import { manyFindings, reportOf, sampleChecks, sampleFinding, sampleReport } from '../../support/sample-report.ts';

function render(report: ScanReport): string {
  return sarifFormat.render(report, sampleChecks, { columns: 80, colour: false });
}

function runOf(report: ScanReport): Run {
  const log: Log = JSON.parse(render(report));
  const [run] = log.runs;
  if (run === undefined) throw new Error('no run');
  return run;
}

const schemaText = readFileSync(new URL('../../fixtures/sarif/sarif-schema-2.1.0.json', import.meta.url), 'utf8');
// Draft 4 names its identifier otherwise; nothing else in this schema differs from draft 7.
const { $schema: _draft, id: _id, ...schema } = JSON.parse(schemaText);
const ajv = new Ajv({ allErrors: true, strict: false });
formats.default(ajv);
const validate = ajv.compile(schema);

describe('the SARIF report', () => {
  it.each([
    ['a sample', sampleReport()],
    ['nothing found', reportOf([])],
    ['hostile texts', hostileReport()],
    ['many findings', reportOf(manyFindings(300))],
    [
      'several sources',
      reportOf([sampleFinding({ source: 'b c' })], {
        sources: [
          { name: 'a', location: '/x' },
          { name: 'b c', location: 's3://y' },
        ],
      }),
    ],
  ])('is valid against the schema of the standard: %s', (_, report) => {
    validate(JSON.parse(render(report)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('has a rule with help for every check, also for those without results', () => {
    const { tool } = runOf(reportOf([]));
    expect(tool.driver.rules?.map(({ id }) => id)).toEqual(sampleChecks.map(({ id }) => id));
    expect(tool.driver.rules?.find(({ id }) => id === 'state/lost-update')).toMatchObject({
      name: 'StateLostUpdate',
      shortDescription: { text: 'An update was lost: one serial, two contents' },
      help: {
        text: expect.stringContaining('Compare the versions'),
        markdown: expect.stringContaining('`terraform import`'),
      },
      defaultConfiguration: { level: 'error' },
      properties: { 'security-severity': '8.0', precision: 'high', tags: ['security', 'terraform', 'state'] },
    });
  });

  it('points each result to its rule, also where the check is no longer listed', () => {
    const run = runOf(reportOf([sampleFinding(), sampleFinding({ checkId: 'state/retired', title: 'Gone' })]));
    for (const { ruleId, ruleIndex } of run.results ?? [])
      expect(run.tool.driver.rules?.[ruleIndex ?? -1]?.id).toBe(ruleId);
    expect(run.results).toHaveLength(2);
  });

  it('translates severities', () => {
    const levels = (['critical', 'high', 'medium', 'low', 'info'] as const).map(
      (severity) => runOf(reportOf([sampleFinding({ severity })])).results?.[0]?.level,
    );
    expect(levels).toEqual(['error', 'error', 'warning', 'note', 'note']);
    const security = runOf(reportOf([])).tool.driver.rules?.map(({ properties }) => properties?.['security-severity']);
    expect(new Set(security)).toEqual(new Set(['9.5', '8.0', '5.5', '2.0', undefined]));
  });

  it('links to the page of a check only where that is an address', () => {
    const rule = (docs: string) => {
      const check = { id: 'a/b', title: 'T', severity: 'low' as const, remediation: 'R', docs };
      const log: Log = JSON.parse(sarifFormat.render(reportOf([]), [check], { columns: 80, colour: false }));
      return log.runs[0]?.tool.driver.rules?.[0];
    };
    expect(rule('https://example.com/checks#ab')?.helpUri).toBe('https://example.com/checks#ab');
    expect(rule('docs/checks.md#ab')?.helpUri).toBeUndefined();
    expect(rule('javascript:alert(1)')?.helpUri).toBeUndefined();
  });

  it('says where: a file with a first line, and the address', () => {
    const [result] =
      runOf(reportOf([sampleFinding({ address: 'aws_a.b["c"]', stateKey: 'x/y.tfstate' })])).results ?? [];
    expect(result?.locations).toEqual([
      {
        physicalLocation: { artifactLocation: { uri: 'x/y.tfstate', uriBaseId: 'estate' }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: 'aws_a.b["c"]', kind: 'resource' }],
      },
    ]);
  });

  it.each([
    ['env:/prod/a b.tfstate', 'env%3A/prod/a%20b.tfstate'],
    ['a?b#c%.tfstate', 'a%3Fb%23c%25.tfstate'],
    ['/rooted/key', './rooted/key'],
    ['終\uD800/x', '%E7%B5%82%EF%BF%BD/x'],
    [String.raw`a\b`, 'a%5Cb'],
  ])('encodes the key %j as a relative reference', (stateKey, uri) => {
    const [result] = runOf(reportOf([sampleFinding({ stateKey })])).results ?? [];
    expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(uri);
    expect(new URL(uri, 'https://base.example/').origin).toBe('https://base.example');
  });

  it('identifies a result by its finding, for GitHub too', () => {
    const finding = sampleFinding();
    expect(runOf(reportOf([finding])).results?.[0]?.partialFingerprints).toEqual({
      'statewarden/v1': finding.findingId,
      primaryLocationLineHash: `${finding.findingId}:1`,
    });
  });

  it('tells what changed, and leaves out what was resolved', () => {
    const states = (['new', 'kept', 'updated', 'reopened'] as const).map(
      (change) => runOf(reportOf([sampleFinding({ change })])).results?.[0]?.baselineState,
    );
    expect(states).toEqual(['new', 'unchanged', 'updated', 'new']);
    const resolved = sampleFinding({ status: 'resolved' });
    const run = runOf(reportOf([], { resolved: [resolved] }));
    expect(run.results).toEqual([]);
    expect(run.properties?.resolved).toEqual([resolved.findingId]);
  });

  it('makes no link of a name in a message', () => {
    const [result] =
      runOf(reportOf([sampleFinding({ message: 'a[click](https://evil.example) is tainted' })])).results ?? [];
    expect(result?.message.text).not.toContain('](');
  });

  it('reports an incomplete scan as not successful, with what was not inspected and why', () => {
    const [invocation] = runOf(sampleReport()).invocations ?? [];
    expect(invocation?.executionSuccessful).toBe(false);
    const notes = invocation?.toolExecutionNotifications?.map(({ level, message }) => `${level}: ${message.text}`);
    expect(notes).toEqual([
      expect.stringContaining('note: 12 states found: 8 read'),
      expect.stringContaining('error: prod/payments/terraform.tfstate was not inspected: the document ends'),
      expect.stringContaining('error: prod/vault/terraform.tfstate was not inspected: access denied'),
      expect.stringContaining('warning: staging/keys/terraform.tfstate was not inspected: the state is encrypted'),
      expect.stringContaining('error: s3://acme-tfstate/live: the listing of versions was throttled'),
    ]);
    expect(runOf(reportOf([])).invocations?.[0]?.executionSuccessful).toBe(true);
  });

  it('stays within the limits of GitHub: 25,000 results, the mildest left out with a notice', () => {
    const text = render(reportOf(manyFindings(25_100)));
    const log: Log = JSON.parse(text);
    const [run] = log.runs;
    expect(run?.results).toHaveLength(25_000);
    expect(run?.results?.filter(({ properties }) => properties?.severity === 'info')).toHaveLength(2510 - 100);
    expect(run?.invocations?.[0]?.toolExecutionNotifications?.map(({ message }) => message.text)).toContainEqual(
      expect.stringContaining('100 findings of the lowest severities left out'),
    );
    expect(gzipSync(text).length).toBeLessThan(10_000_000);
    for (const { locations } of run?.results ?? []) expect(locations?.length).toBeLessThanOrEqual(1000);
    for (const { properties } of run?.tool.driver.rules ?? []) expect(properties?.tags?.length).toBeLessThanOrEqual(20);
  });

  it('stays below 10 MB compressed, whatever the findings say', () => {
    let seed = 1;
    const noise = () => {
      // Text that hardly compresses, the same in every run.
      seed = (seed * 48_271) % 2_147_483_647;
      return seed.toString(36);
    };
    const long = () => Array.from({ length: 2000 }, noise).join('');
    const findings = Array.from({ length: 1600 }, (_, index) =>
      sampleFinding({ address: `a.b[${index}]`, message: long() }),
    );
    const text = render(reportOf(findings));
    const { results } = runOf(reportOf(findings));
    expect(gzipSync(text).length).toBeLessThanOrEqual(10_000_000);
    expect(results?.length).toBeGreaterThan(500);
    expect(results?.length).toBeLessThan(1600);
  });
});
