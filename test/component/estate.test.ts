import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { exitCodes } from '../../src/cli/exit-code.ts';
import type { ScanReport } from '../../src/reports/report.ts';
import { scanners } from '../../src/scanners/index.ts';
import { bucketChecks, copyChecks } from '../support/bucket-checks.ts';
import { secretForms } from '../support/secret-forms.ts';

const root = resolve(import.meta.dirname, '../..');

function scanEstate(format: string) {
  const options = ['scan', '--config', 'examples/estate/statewarden.yaml', '--format', format];
  return spawnSync(process.execPath, ['bin/cli.ts', ...options], { cwd: root, encoding: 'utf8' });
}

test('every check that can fire on a folder fires on the example estate, and the damaged state makes the scan incomplete', () => {
  const { stdout, status } = scanEstate('json');
  const report = JSON.parse(stdout) as ScanReport;
  const fired = new Set(report.findings.map(({ checkId }) => checkId));
  const all = scanners
    .flatMap(({ checks }) => checks.map(({ id }) => id))
    .filter((id) => ![...bucketChecks, ...copyChecks].includes(id));
  expect([...fired].sort()).toEqual(all.sort());
  expect(status).toBe(exitCodes.incomplete);
  expect(report.summary.coverage).toMatchObject({ encrypted: 1, damaged: 2, unchanged: 0, denied: 0 });
});

test('a healthy state has no finding', () => {
  const report = JSON.parse(scanEstate('json').stdout) as ScanReport;
  expect(report.findings.filter(({ stateKey }) => stateKey === 'staging/network/terraform.tfstate')).toEqual([]);
});

test.each(['table', 'json', 'sarif', 'html'])('no secret of the estate stands in the %s output', (format) => {
  const { stdout, stderr } = scanEstate(format);
  const secrets = [1, 2, 3, 4, 5, 6].map((number) => `not-a-real-password-${number}`);
  for (const secret of [...secrets, 'EXAMPLEKEY', 'AKIAIOSFODNN7', 'BEGIN PRIVATE', 'bm90IGEgcmVhbCBrZXk']) {
    for (const form of secretForms(secret)) expect(stdout + stderr).not.toContain(form);
  }
});
