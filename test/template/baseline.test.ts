import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfiguration } from '../../lib/configuration.ts';
import { deployedConfiguration } from '../../src/config/schema.ts';
import { scanners } from '../../src/scanners/index.ts';

test('the functions get the baseline itself, without what is for people', () => {
  const folder = mkdtempSync(join(tmpdir(), 'statewarden-baseline-'));
  try {
    const entry = { findingId: '0'.repeat(32), source: 'acme-tfstate', stateKey: 'a.tfstate' };
    const why = { reason: 'there before us', owner: 'platform', expires: '2027-03-31' };
    const findings = [{ ...entry, checkId: 'state/tainted', address: 'aws_vpc.main', pointer: '/resources/0' }];
    writeFileSync(join(folder, 'baseline.json'), JSON.stringify({ ...why, findings }));
    const configurationFile = join(folder, 'statewarden.yaml');
    writeFileSync(configurationFile, 'sources: [{ bucket: acme-tfstate }]\nbaseline: baseline.json\n');
    const { configuration, written } = readConfiguration({ configurationFile });
    expect(configuration.baseline?.findings).toEqual(findings);
    const deployed = deployedConfiguration(JSON.parse(JSON.stringify(written)), scanners);
    expect(deployed.baseline).toEqual({ ...why, findings: [entry] });
    expect(deployed.sources).toEqual(configuration.sources);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
