import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { composeSchema, configurationJsonSchema } from '../../../src/config/schema.ts';
import { scanners } from '../../../src/scanners/index.ts';
import { configurableScanners } from '../../support/configurable-scanners.ts';

describe('the JSON Schema for editors', () => {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(configurationJsonSchema(configurableScanners));

  test('accepts what the loader accepts', async () => {
    const everything = await readFile('test/fixtures/config/valid/everything.yaml', 'utf8');
    expect(validate(parse(everything, { merge: true }))).toBe(true);
    expect(validate({})).toBe(true);
  });

  test.each([
    { scanners: { lock: {} } },
    { scanners: { locks: { staleAfter: 30 } } },
    { scanners: { locks: { checks: { stale: { severity: 'loud' } } } } },
    { sources: [{ region: 'us-east-1' }] },
    { limits: { streamAbove: '64M' } },
  ])('refuses %j', (written) => {
    expect(validate(written)).toBe(false);
  });

  test('describes and defaults every option', () => {
    const json = JSON.stringify(configurationJsonSchema(configurableScanners));
    expect(json).toContain('"description":"How long a lock may be held.","default":"30m"');
  });
});

test('the options of all real scanners stand side by side in one schema', () => {
  expect(Object.keys(composeSchema(scanners).parse({}).scanners)).toEqual(scanners.map(({ name }) => name));
});

test('two options of one name in a scanner are refused when the schema is made', () => {
  const [locks] = configurableScanners;
  if (locks === undefined) throw new Error('no scanner');
  const clash = { ...locks, options: z.object({ staleAfter: z.string() }) };
  expect(() => composeSchema([clash])).toThrow('two options of the scanner locks are called staleAfter');
  const taken = { ...locks, options: z.object({ every: z.string() }) };
  expect(() => composeSchema([taken])).toThrow('are called every');
});
