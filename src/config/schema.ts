import * as z from 'zod';
import { alertsSchema } from './alerts.ts';
import type { Configuration } from './configuration.ts';
import { environmentsSchema } from './environments.ts';
import { functionsSchema } from './functions.ts';
import { limitsSchema, retentionSchema } from './limits.ts';
import { type ConfigurableScanner, scannerSchema, writtenOptions } from './scanner-settings.ts';
import { sourceSettings, sourcesSchema } from './source-settings.ts';

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
    alerts: alertsSchema,
    limits: limitsSchema,
    functions: functionsSchema,
    retention: retentionSchema,
  });
}

/** What may stand in `statewarden.yaml`, as a program writes it. */
export type WrittenConfiguration = z.input<ReturnType<typeof composeSchema>>;

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
 */
export function resolveConfiguration(parsed: ParsedConfiguration, written: unknown, baseFolder: string): Configuration {
  const options = writtenSchema.parse(written).scanners;
  const scanners = Object.entries(parsed.scanners).map(
    ([name, { every, enabled, checks }]) =>
      [name, { every, enabled, checks, options: writtenOptions(options[name] ?? {}) }] as const,
  );
  return {
    ...parsed,
    sources: parsed.sources.map((source) => sourceSettings(source, baseFolder)),
    scanners: Object.fromEntries(scanners),
  };
}

/**
 * The configuration of a deployed function, from what the deployment wrote beside it.
 * @param written contents of the configuration file, as plain data
 * @throws ZodError where it is not what `cdk synth` found valid
 */
export function deployedConfiguration(written: unknown, scanners: readonly ConfigurableScanner[]): Configuration {
  return resolveConfiguration(composeSchema(scanners).parse(written), written, '/');
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
