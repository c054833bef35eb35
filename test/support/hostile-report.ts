import type { ScanReport } from '../../src/reports/report.ts';
import { reportOf, sampleFinding } from './sample-report.ts';

/** What someone who can write to a state might put into names to break out of a report. Never closes a script, a quote or a line. */
export const hostileText =
  '</script><script>document.title="broken"</script><!--<script>"\'`><img src=x onerror=document.title="broken"> \u202Egnp.exe\u2066 \u2028\u2029\u0000\u001B[31m\u001B]0;broken\u0007\r\n}} <% it %> \uD800 終 🏴‍☠️';

/** A report whose every text is hostile, and one of them very long. */
export function hostileReport(): ScanReport {
  const text = (name: string) => `${name} ${hostileText}`;
  const long = text('x'.repeat(10_000));
  const finding = sampleFinding({
    checkId: text('state/check'),
    title: text('title'),
    source: text('source'),
    stateKey: text('key'),
    environment: text('environment'),
    owner: text('owner'),
    address: text('address'),
    pointer: text('/pointer'),
    message: long,
    evidence: { [text('name')]: [text('value'), { [text('inner')]: long }] },
    remediation: `Run \`echo ${hostileText.replaceAll('`', '')}\`. ${text('remediation')}`,
    docs: `javascript:alert(1) ${hostileText}`,
  });
  return reportOf([finding, sampleFinding({ ...finding, findingId: text('id') })], {
    sources: [{ name: text('source'), location: text('location') }],
    resolved: [finding],
    incomplete: true,
    coverage: {
      read: 11,
      failed: 1,
      notInspected: [{ source: text('source'), stateKey: text('key'), reason: long }],
      notEvaluated: [{ source: text('source'), stateKey: text('other'), checkId: text('check'), reason: long }],
    },
    errors: [
      { code: 'internal', source: text('source'), stateKey: text('lone'), message: long, action: text('action') },
    ],
  });
}
