import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { ScanReport } from '../../../src/reports/report.ts';
import { tableFormat } from '../../../src/reports/table.ts';
import { hostileReport } from '../../support/hostile-report.ts';
import { manyFindings, reportOf, sampleChecks, sampleFinding, sampleReport } from '../../support/sample-report.ts';

function render(report: ScanReport, { columns = 80, colour = false } = {}): string {
  return tableFormat.render(report, sampleChecks, { columns, colour });
}

/** Lines that are wider than the terminal; commands stay whole, whatever their length. */
function tooWide(text: string, columns: number): readonly string[] {
  return text
    .split('\n')
    .filter((line) => stringWidth(line) > columns && !/^ +(?:terraform|rm) \S/.test(stripVTControlCharacters(line)));
}

describe('the table', () => {
  it('starts with production, then goes by the worst finding of an environment', () => {
    const text = render(
      reportOf([
        sampleFinding({ environment: 'alpha', severity: 'low' }),
        sampleFinding({ environment: 'zeta', severity: 'critical' }),
        sampleFinding({ environment: 'production', severity: 'medium' }),
      ]),
    );
    expect(text.match(/^── (\S+) ·/gm)).toEqual(['── production ·', '── zeta ·', '── alpha ·']);
  });

  it('takes the criticality of environments from the report where it stands there', () => {
    const report = reportOf([
      sampleFinding({ environment: 'live', severity: 'low' }),
      sampleFinding({ environment: 'lab', severity: 'critical' }),
    ]);
    const text = render({
      ...report,
      summary: { ...report.summary, criticality: { live: 'production', lab: 'development' } },
    });
    expect(text.indexOf('── live ·')).toBeLessThan(text.indexOf('── lab ·'));
  });

  it.each([40, 80, 132, 200])('fits %i columns', (columns) => {
    expect(tooWide(render(sampleReport(), { columns }), columns)).toEqual([]);
    expect(tooWide(render(sampleReport(), { columns, colour: true }), columns)).toEqual([]);
  });

  it('keeps the layout with wide characters and long keys', () => {
    const finding = sampleFinding({
      stateKey: `本番/${'決済'.repeat(60)}/🏴‍☠️.tfstate`,
      environment: '本番環境',
      message: '状態'.repeat(80),
    });
    expect(tooWide(render(reportOf([finding])), 80)).toEqual([]);
  });

  it('prints each command whole on a line of its own', () => {
    const address = `module.${'long_name_'.repeat(12)}["a b"].aws_instance.this[0]`;
    const command = `terraform untaint '${address}'`;
    const text = render(
      reportOf([sampleFinding({ address, remediation: `If it is sound: \`${command}\`. If not, wait.` })]),
      { columns: 60 },
    );
    expect(text.split('\n').map((line) => line.trim())).toContain(command);
  });

  it('tells many findings of one check in one state by a few, and the true number', () => {
    const findings = Array.from({ length: 40 }, (_, index) =>
      sampleFinding({
        checkId: 'secret/sensitive-attribute',
        address: `aws_db_instance.this[${index}]`,
        message: 'In clear text.',
      }),
    );
    const text = render(reportOf([...findings, sampleFinding({ checkId: 'state/empty' })]));
    expect(text).toContain('secret/sensitive-attribute · 40 findings');
    expect(text).toContain('… and 37 more in this state');
    expect(text.match(/aws_db_instance/g)).toHaveLength(3);
    expect(text).toContain('41 open findings: 40 high, 1 info');
    expect(text.split('\n').length).toBeLessThan(40);
  });

  it('says once what several findings share, with the command of each', () => {
    const findings = ['aws_a.b', 'aws_c.d'].map((address) =>
      sampleFinding({
        address,
        message: `${address} is tainted.`,
        remediation: `If it is sound: \`terraform untaint ${address}\`. If not, wait.`,
      }),
    );
    const text = render(reportOf(findings));
    expect(text.match(/If it is sound:/g)).toHaveLength(1);
    expect(text).toMatch(/untaint aws_a\.b\n +terraform untaint aws_c\.d\n/);
  });

  it('marks what is new, kept, updated and reopened, and what is not simply open', () => {
    const text = render(
      reportOf([
        sampleFinding({ stateKey: 'a', change: 'new' }),
        sampleFinding({ stateKey: 'b', change: 'kept', firstSeenAt: '2026-01-02T00:00:00.000Z' }),
        sampleFinding({ stateKey: 'c', change: 'updated' }),
        sampleFinding({ stateKey: 'd', change: 'reopened', status: 'acknowledged' }),
      ]),
    );
    expect(text.match(/^MEDIUM.*$/gm)?.map((line) => line.replace(/^MEDIUM +state\/tainted +/, ''))).toEqual([
      'new',
      'kept since 2026-01-02',
      'updated',
      'acknowledged, reopened',
    ]);
  });

  it('names the source of a state only where there are several', () => {
    const sources = [
      { name: 'main', location: 's3://a' },
      { name: 'other', location: 's3://b' },
    ];
    const finding = sampleFinding({ source: 'main', stateKey: 'x.tfstate' });
    expect(render(reportOf([finding]))).not.toContain('main:');
    expect(render(reportOf([finding], { sources }))).toContain('main: x.tfstate');
  });

  it('lists what was resolved, what was not inspected and why, and errors of whole sources', () => {
    const text = render(sampleReport()).replaceAll(/\s+/g, ' ');
    expect(text).toContain('resolved since the last run · 1 medium');
    expect(text).toContain(
      '12 states found: 8 read, 1 unchanged since the last scan, 1 encrypted (contents not inspected), 1 denied, 1 damaged.',
    );
    expect(text).toContain(
      'prod/vault/terraform.tfstate access denied: s3:GetObject To do: Allow s3:GetObject on this key',
    );
    expect(text).toContain(
      'Errors: estate s3://acme-tfstate/live: the listing of versions was throttled To do: Scan again',
    );
    expect(text).toContain('prod/eks/terraform.tfstate state/serial-regressed: the versions could not be listed');
  });

  it('uses colours only when asked, and says the same with them', () => {
    const plain = render(sampleReport());
    const coloured = render(sampleReport(), { colour: true });
    expect(plain).not.toContain('\u001B');
    expect(coloured).toContain('\u001B');
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  });

  it('lets nothing from a state control the terminal', () => {
    const text = render(hostileReport());
    expect(text).not.toMatch(/[^\n\P{Cc}]|[\u202A-\u202E\u2066-\u2069]/u);
    expect(text).toContain('\\u{1b}');
    expect(text.length).toBeLessThan(40_000);
  });

  it('stays quick with 5,000 findings', () => {
    expect(render(reportOf(manyFindings(5000)))).toContain('5,000 open findings');
  });
});
