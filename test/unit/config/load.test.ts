import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Configuration } from '../../../src/config/configuration.ts';
import {
  ConfigurationEncodingError,
  ConfigurationInvalidError,
  ConfigurationUnreadableError,
} from '../../../src/config/errors.ts';
import { loadConfiguration, parseConfiguration } from '../../../src/config/load.ts';
import { configurableScanners } from '../../support/configurable-scanners.ts';

const fixtures = 'test/fixtures/config';

function parse(text: string): Configuration {
  return parseConfiguration(text, { scanners: configurableScanners, file: 'statewarden.yaml', baseFolder: '/estate' });
}

function messageOf(text: string): string {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof ConfigurationInvalidError) return error.message;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('a wrong file', async () => {
  const files = (await readdir(`${fixtures}/invalid`)).filter((file) => file.endsWith('.yaml'));

  test('has a fixture for each kind of mistake', () => {
    expect(files.length).toBeGreaterThan(45);
  });

  test.each(files)('is answered with the place and the fix of every mistake: %s', async (file) => {
    const text = await readFile(`${fixtures}/invalid/${file}`, 'utf8');
    const expected = [...text.matchAll(/^# expect (.*)$/gm)].map((line) => `  statewarden.yaml:${line[1]}`);
    expect(expected.length).toBeGreaterThan(0);

    const [headline, ...mistakes] = messageOf(text).split('\n');

    expect(headline).toMatch(/^statewarden\.yaml has (one mistake|\d+ mistakes):$/);
    expect(mistakes).toEqual(expected);
  });

  test('is never quoted where it may hold a token', () => {
    expect(messageOf('alerts: { page: { email: ["https://hooks.example.com/tok-1"] } }')).not.toContain('tok-1');
    expect(messageOf('alerts: { page: { https: "https://hooks.example.com/tok-1" } }')).not.toContain('tok-1');
    expect(messageOf('alerts: { page: { https: ["https://hooks.example.com/tok-1] } }')).not.toContain('tok-1');
  });

  test('is quoted shortly', () => {
    expect(messageOf(`retention: { days: ${'x'.repeat(500)} }`).length).toBeLessThan(200);
  });
});

describe('defaults', () => {
  test.each(['', '\n', '# nothing yet\n', '{}', '---\n', '\uFEFF'])('hold for a file without content: %j', (text) => {
    const configuration = parse(text);

    expect(configuration.sources).toEqual([]);
    expect(configuration.scanners).toEqual({
      locks: { every: 300_000, enabled: true, options: {}, checks: {} },
      integrity: { every: 900_000, enabled: true, options: {}, checks: {} },
    });
    expect(configuration.limits).toEqual({
      streamAbove: 96 * 1024 ** 2,
      largestState: 2 * 1024 ** 3,
      largestValue: 16 * 1024 ** 2,
      concurrency: 8,
      rescansPerSweep: 1000,
    });
    expect(configuration.functions.scan).toEqual({
      memory: 1769 * 1024 ** 2,
      timeout: 300_000,
      concurrency: 10,
      tries: 5,
    });
    expect(configuration.alerts.subscriptions).toEqual([]);
    expect(configuration.environments.length).toBeGreaterThan(0);
    expect(configuration.retention).toEqual({ days: 400, logDays: 30 });
  });

  test('make a bucket the only thing a source needs', () => {
    expect(parse('sources: [{ bucket: acme-tfstate }]').sources).toEqual([
      { name: 'acme-tfstate', bucket: 'acme-tfstate', prefix: '' },
    ]);
  });

  test('name a source by its prefix and a folder as written, seen from the folder of the file', () => {
    expect(parse('sources: [{ bucket: acme-tfstate, prefix: net/ }, { folder: ./states }]').sources).toEqual([
      { name: 'acme-tfstate/net', bucket: 'acme-tfstate', prefix: 'net/' },
      { name: './states', folder: resolve('/estate/states') },
    ]);
  });
});

test('every key that is documented is understood', async () => {
  const configuration = parse(await readFile(`${fixtures}/valid/everything.yaml`, 'utf8'));

  expect(configuration.sources.map(({ name }) => name)).toEqual(['main', 'eu', 'states']);
  expect(configuration.sources[1]).toMatchObject({ bucket: 'acme-tfstate-eu', lockTable: 'terraform-locks' });
  expect(configuration.environments[2]).toEqual({
    name: 'sandbox',
    match: ['**/sandbox-*/**'],
    criticality: 'development',
    owner: '',
  });
  expect(configuration.scanners.locks).toEqual({
    every: 600_000,
    enabled: true,
    options: { staleAfter: '45m', staleAfterFor: { apply: '2h' } },
    checks: { 'lock/stale': { enabled: true, severity: 'critical' }, 'lock/orphaned': { enabled: false } },
  });
  expect(configuration.scanners.integrity?.enabled).toBe(false);
  expect(configuration.suppressions).toEqual([
    {
      checks: ['lock/*'],
      keys: ['legacy/**', 'env:/demo/**'],
      sources: ['main'],
      addresses: ['module.old.*'],
      pointers: ['*/attributes/user_data'],
      reason: 'being replaced',
      owner: 'platform',
      expires: '2027-03-31',
    },
  ]);
  expect(configuration.limits).toEqual({
    streamAbove: 32 * 1024 ** 2,
    largestState: 1_000_000_000,
    largestValue: 1_048_576,
    concurrency: 4,
    rescansPerSweep: 500,
  });
  expect(configuration.functions.alert).toEqual({ memory: 256 * 1024 ** 2, timeout: 30_000 });
  expect(configuration.alerts.subscriptions).toEqual([
    { route: 'ticket', to: 'payments@example.com', only: { owner: ['payments'], severity: ['critical', 'high'] } },
  ]);
});

test('a former id of a check means the check', () => {
  const { scanners } = parse('scanners: { locks: { checks: { lock/old: { enabled: false } } } }');
  expect(scanners.locks?.checks).toEqual({ 'lock/stale': { enabled: false } });
});

describe('a baseline', () => {
  const entry = { findingId: '0'.repeat(32), source: 'main', stateKey: 'a.tfstate' };
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'statewarden-baseline-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function load(baseline: string): Promise<Configuration> {
    await writeFile(join(folder, 'baseline.json'), baseline);
    await writeFile(join(folder, 'statewarden.yaml'), 'baseline: baseline.json');
    return await loadConfiguration(configurableScanners, join(folder, 'statewarden.yaml'));
  }

  test('is read from where the configuration lies, as JSON or as YAML', async () => {
    const json = await load(JSON.stringify({ reason: 'a', owner: 'b', expires: '2027-03-31', findings: [entry] }));
    expect(json.baseline?.findings).toEqual([entry]);
    expect(json.baselineFile).toBe(join(folder, 'baseline.json'));
    const yaml = await load(
      `reason: a\nowner: b\nexpires: 2027-03-31\nfindings: [{ findingId: "${entry.findingId}", source: main, stateKey: a.tfstate }]`,
    );
    expect(yaml.baseline).toEqual(json.baseline);
  });

  test('with mistakes is answered with its own name, and the line of each', async () => {
    const text = '{ "reason": "a", "owner": "b", "expires": "2027-03-31",\n  "findings": [{ "findingId": "x" }] }';
    const loading = load(text);
    await expect(loading).rejects.toThrow(ConfigurationInvalidError);
    await expect(loading).rejects.toThrow('baseline.json has 3 mistakes:');
    await expect(loading).rejects.toThrow('baseline.json:2:31: findings[0].findingId: "x" is not allowed');
  });
});

describe('a file on disk', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'statewarden-config-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is read, and folders in it are seen from where it lies', async () => {
    await writeFile(join(folder, 'own.yaml'), 'sources: [{ folder: states }]');
    const { sources } = await loadConfiguration(configurableScanners, join(folder, 'own.yaml'));
    expect(sources).toEqual([{ name: 'states', folder: join(folder, 'states') }]);
  });

  test('that was named and is missing is an error, not the defaults', async () => {
    const loading = loadConfiguration(configurableScanners, join(folder, 'missing.yaml'));
    await expect(loading).rejects.toThrow(ConfigurationUnreadableError);
    await expect(loading).rejects.toThrow('was not found; check the path');
  });

  test('that is a folder is an error', async () => {
    await expect(loadConfiguration(configurableScanners, folder)).rejects.toThrow('is a folder; name the file in it');
  });

  test('that is UTF-16 is an error that says so', async () => {
    await writeFile(join(folder, 'utf16.yaml'), Buffer.from('\uFEFFsources: []', 'utf16le'));
    await expect(loadConfiguration(configurableScanners, join(folder, 'utf16.yaml'))).rejects.toThrow(
      ConfigurationEncodingError,
    );
  });

  test('that nobody named need not be there', async () => {
    expect((await loadConfiguration(configurableScanners)).sources).toEqual([]);
  });
});
