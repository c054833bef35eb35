import { describe, expect, it } from 'vitest';
import { htmlFormat } from '../../../src/reports/html.ts';
import type { ScanReport } from '../../../src/reports/report.ts';
import { hostileReport } from '../../support/hostile-report.ts';
import { manyFindings, reportOf, sampleChecks, sampleFinding, sampleReport } from '../../support/sample-report.ts';

function render(report: ScanReport): string {
  return htmlFormat.render(report, sampleChecks, { columns: 80, colour: false });
}

/** What the page's script reads. */
function dataOf(page: string): unknown {
  const data = /<script type="application\/json" id="data">([^<]*)<\/script>/.exec(page)?.[1];
  return JSON.parse(data ?? '');
}

/** Names of all elements that open, in order: what a parser would make of the markup. */
function elementsOf(page: string): readonly string[] {
  return [...page.matchAll(/<([a-z][a-z0-9]*)[\s>]/g)].map(([, name]) => name ?? '');
}

describe('the page', () => {
  it('asks for nothing from outside', () => {
    const page = render(sampleReport());
    expect(page).toContain("default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:");
    expect(page).not.toMatch(/\b(?:src|srcset|action|background)=/);
    expect(page).not.toMatch(/@import|url\(/);
    expect(
      [...page.matchAll(/<(?:a|link)[^>]* href="([^"]*)"/g)].map(([, href]) => href?.slice(0, 5)),
    ).not.toContainEqual(expect.stringMatching(/^(?!#|data:)/));
  });

  it('reads without its script: verdict, totals, coverage, every finding with what to do', () => {
    const page = render(sampleReport());
    const still = page.slice(0, page.indexOf('<script'));
    expect(still).toContain('15 open findings');
    expect(still).toContain('The scan is incomplete: 2 of 12 states could not be read.');
    expect(still).toMatch(/<b>1<\/b> encrypted \(contents not inspected\)/);
    expect(still).toContain('Allow s3:GetObject on this key to the role that scans.');
    for (const { message } of sampleReport().findings) expect(still).toContain(message.replaceAll('"', '&quot;'));
    expect(still).toContain('terraform untaint &#39;aws_instance.bastion[0]&#39;');
  });

  it('carries every finding for its script', () => {
    expect(dataOf(render(reportOf(manyFindings(1234))))).toHaveLength(1234);
    expect(dataOf(render(sampleReport()))).toContainEqual(
      expect.objectContaining({
        check: 'lock/stale',
        environment: 'production',
        remediation: expect.arrayContaining([
          { command: 'terraform force-unlock 5f0c9a4e-57d1-4e6a-9d0e-1f3a2b4c5d6e' },
        ]),
      }),
    );
  });

  it('draws the chart as a table of environments and severities, with links to the filtered list', () => {
    const page = render(sampleReport());
    expect(page).toContain('<caption>Open findings by environment and severity</caption>');
    expect(page).toContain('href="#severity=critical&amp;environment=production" title="2 critical in production"');
    expect(page).toContain('--size: 0.6364');
  });

  it('says so when nothing was found, and does not when nothing was looked at', () => {
    expect(render(reportOf([]))).toContain('<h1 id="verdict">No findings: all 12 states were inspected.</h1>');
    const nothing = render(reportOf([], { coverage: { found: 0, read: 0 } }));
    expect(nothing).toContain('<section class="verdict incomplete"');
    expect(nothing).toContain('No states found: nothing was inspected.');
  });

  it('lets no text from a state become markup, script or another text', () => {
    const hostile = render(hostileReport());
    const harmless = render(
      JSON.parse(
        JSON.stringify(hostileReport(), (name, value: unknown) =>
          typeof value === 'string' && !keep.has(name) && value.length > 40 ? `plain ${value.length}` : value,
        ),
      ),
    );
    expect(elementsOf(hostile).filter((name) => name === 'script')).toHaveLength(2);
    expect(elementsOf(hostile).filter((name) => name === 'img')).toEqual([]);
    expect(new Set(elementsOf(hostile))).toEqual(new Set([...elementsOf(harmless), 'pre']));
    expect(hostile).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u2028\u2029\p{Cs}]/u);
    expect(hostile).not.toContain('href="javascript:');
    expect(dataOf(hostile)).toHaveLength(2);
  });

  it('names the source of a state only where there are several', () => {
    const sources = ['main', 'other'].map((name) => ({ name, location: `s3://${name}` }));
    expect(dataOf(render(reportOf([sampleFinding({ source: 'main' })])))).toMatchObject([{ source: '' }]);
    expect(dataOf(render(reportOf([sampleFinding({ source: 'main' })], { sources })))).toMatchObject([
      { source: 'main' },
    ]);
  });
});

/** Fields that are no text from outside. */
const keep = new Set(['startedAt', 'finishedAt', 'firstSeenAt', 'lastSeenAt']);
