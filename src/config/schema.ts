import { resolve } from 'node:path';
import * as z from 'zod';
import { alertsSchema } from './alerts.ts';
import { type Baseline, baselineSchema } from './baseline.ts';
import type { Configuration } from './configuration.ts';
import { environmentsSchema } from './environments.ts';
import { functionsSchema } from './functions.ts';
import { limitsSchema, retentionSchema } from './limits.ts';
import { type ConfigurableScanner, scannerSchema, writtenOptions } from './scanner-settings.ts';
import { sourceSettings, sourcesSchema } from './source-settings.ts';
import { suppressionsSchema } from './suppressions.ts';
import { vaultSchema } from './vault.ts';

/**
 * The schema of `statewarden.yaml`: the fixed sections, and one for each scanner, made of its options and those of its
 * checks. Unknown keys are mistakes everywhere.
 */
export function composeSchema(scanners: readonly ConfigurableScanner[]) {
  return z.strictObject({
    environments: environmentsSchema,
    sources: sourcesSchema,
    scanners: z
      .strictObject(Object.fromEntries(scanners.map((scanner) => [scanner.name, scannerSchema(scanner)])))
      .prefault({})
      .describe('Scanners and their options; all run where nothing is written.'),
    suppressions: suppressionsSchema(scanners),
    baseline: z
      .string()
      .min(1)
      .exactOptional()
      .describe(
        'File of findings that were there already, seen from the folder of this file: statewarden baseline writes it. They are suppressed.',
      ),
    vault: vaultSchema,
    alerts: alertsSchema,
    limits: limitsSchema,
    functions: functionsSchema,
    retention: retentionSchema,
  });
}

type Written = z.input<ReturnType<typeof composeSchema>>;

/** What may stand in `statewarden.yaml`, as a program writes it. Options of scanners are checked when it is read. */
export interface WrittenConfiguration extends Omit<Written, 'scanners'> {
  readonly scanners?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

type ParsedConfiguration = z.output<ReturnType<typeof composeSchema>>;

/** The part of a file that was found valid in which options stand as they were written. */
const writtenSchema = z.object({
  scanners: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});

/**
 * Makes the configuration of a file that the schema found valid.
 * @param parsed what the schema made of it
 * @param written what stands in it
 * @param baseFolder absolute folder that relative folders are seen from
 * @param baseline what the baseline file says
 */
export function resolveConfiguration(
  parsed: ParsedConfiguration,
  written: unknown,
  baseFolder: string,
  baseline: Baseline | null,
): Configuration {
  const options = writtenSchema.parse(written).scanners;
  const scanners = Object.entries(parsed.scanners).map(
    ([name, { every, enabled, checks }]) =>
      [name, { every, enabled, checks, options: writtenOptions(options[name] ?? {}) }] as const,
  );
  return {
    ...parsed,
    sources: parsed.sources.map((source) => sourceSettings(source, baseFolder)),
    vault: parsed.vault ?? null,
    scanners: Object.fromEntries(scanners),
    baseline,
    baselineFile: parsed.baseline === undefined ? null : resolve(baseFolder, parsed.baseline),
  };
}

/**
 * The configuration of a deployed function, from what the deployment wrote beside it.
 * @param written contents of the configuration file, as plain data, with the baseline itself in place of its file
 * @throws ZodError where it is not what `cdk synth` found valid
 */
export function deployedConfiguration(written: unknown, scanners: readonly ConfigurableScanner[]): Configuration {
  const { baseline = null, ...rest } = z.looseObject({ baseline: baselineSchema.optional() }).parse(written);
  return resolveConfiguration(composeSchema(scanners).parse(rest), rest, '/', baseline);
}

/**
 * The JSON Schema of `statewarden.yaml`, for editors: what may be written, with descriptions and defaults.
 * Draft 2020-12.
 */
export function configurationJsonSchema(scanners: readonly ConfigurableScanner[]): z.core.JSONSchema.JSONSchema {
  return {
    ...z.toJSONSchema(composeSchema(scanners), { io: 'input' }),
    title: 'Configuration of Statewarden (statewarden.yaml)',
  };
}
