import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withFile } from '../support/synthesize.ts';

/** What `cdk synth` runs, with a configuration that never gets as far as a bundle. */
function synth(text: string) {
  return withFile(text, (config) => {
    const { status, stderr } = spawnSync(process.execPath, [resolve('bin/statewarden.ts')], {
      env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify({ config }) },
      encoding: 'utf8',
    });
    return { status, stderr: stderr.replaceAll(config, 'statewarden.yaml') };
  });
}

describe('a wrong configuration fails at synth, with the line and the fix', () => {
  test.each([
    ['nothing to scan', 'environments: []\n', 'statewarden.yaml:1:1: sources: there is nothing to scan'],
    [
      'a folder',
      'sources:\n  - folder: states\n',
      'statewarden.yaml:2:5: sources[0].folder: a folder can only be scanned',
    ],
    [
      'an address in place of a bucket',
      'sources:\n  - bucket: s3://acme\n',
      'statewarden.yaml:2:13: sources[0].bucket: "s3://acme" is not allowed; write only the name of the bucket',
    ],
    [
      'an unknown scanner',
      'scanners:\n  lock: {}\n',
      'statewarden.yaml:2:3: scanners.lock: unknown key; did you mean locks?',
    ],
    [
      'a schedule in seconds',
      'scanners:\n  locks: { every: 30s }\n',
      'statewarden.yaml:2:19: scanners.locks.every: "30s" is not allowed; write whole minutes',
    ],
    ['broken YAML', 'sources: [{ bucket: acme }\n', 'statewarden.yaml:2:1:'],
  ])('%s', (_name, text, message) => {
    const { status, stderr } = synth(text);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
    expect(stderr).not.toContain('    at ');
  });

  test('a file that is not there', () => {
    const { status, stderr } = spawnSync(process.execPath, [resolve('bin/statewarden.ts')], {
      env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify({ config: 'missing.yaml' }) },
      encoding: 'utf8',
    });
    expect(stderr).toContain('missing.yaml: the configuration was not found');
    expect(status).toBe(2);
  });
});
