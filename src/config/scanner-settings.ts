import * as z from 'zod';
import { severities } from '../findings/observation.ts';
import type { Check, Scanner } from '../scanners/scanner.ts';
import type { CheckSettings } from './configuration.ts';
import { durationSchema } from './duration.ts';

/** What the configuration needs to know of a scanner. */
export interface ConfigurableScanner extends Pick<Scanner<unknown>, 'name' | 'every' | 'options' | 'isConfigured'> {
  readonly checks: readonly ConfigurableCheck[];
}
export type ConfigurableCheck = Pick<Check<unknown>, 'id' | 'aliases' | 'title' | 'options'>;

const minute = 60_000;

/** EventBridge Scheduler's rates are whole minutes. */
const everySchema = durationSchema.refine((milliseconds) => milliseconds % minute === 0, {
  error: 'write whole minutes, one at least: schedules know no seconds',
});

const checkSettingsSchema = z.strictObject({
  enabled: z.boolean().prefault(true).describe('Whether the check runs.'),
  severity: z
    .enum(severities)
    .exactOptional()
    .describe('Severity of its findings, in place of the one that the check gives.'),
});

/** Keys of a scanner that no option may have. */
const commonKeys = ['every', 'enabled', 'checks'] as const;

/**
 * The schema of one scanner: the common keys, its own options and those of its checks, side by side.
 * @throws Error when two of them have one name: a defect of the scanner
 */
export function scannerSchema(scanner: ConfigurableScanner) {
  return z
    .strictObject({
      every: everySchema.prefault(scanner.every).describe('Time between two scheduled runs, in whole minutes.'),
      enabled: z.boolean().prefault(true).describe('Whether the scanner runs.'),
      checks: checksSchema(scanner.checks),
      ...optionShape(scanner),
    })
    .transform((settings) => ({
      ...settings,
      enabled: settings.enabled && (scanner.isConfigured?.(settings) ?? true),
    }))
    .prefault({})
    .describe(`The scanner ${scanner.name}: its schedule, and the options of all its checks.`);
}

function optionShape(scanner: ConfigurableScanner): z.ZodRawShape {
  const shape: Record<string, z.ZodRawShape[string]> = {};
  const taken = new Set<string>(commonKeys);
  for (const { options } of [scanner, ...scanner.checks]) {
    for (const [key, option] of Object.entries(options.shape)) {
      if (taken.has(key)) throw new Error(`two options of the scanner ${scanner.name} are called ${key}: rename one`);
      taken.add(key);
      shape[key] = option;
    }
  }
  return shape;
}

/** `stale` of `lock/stale`. */
function stemOf(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}

function checksSchema(checks: readonly ConfigurableCheck[]) {
  const idOf = new Map<string, string>();
  const shape: Record<string, z.ZodExactOptional<typeof checkSettingsSchema>> = {};
  for (const { id, aliases, title } of checks) {
    for (const key of [stemOf(id), id, ...aliases]) {
      idOf.set(key, id);
      shape[key] = checkSettingsSchema.exactOptional().describe(`${id}: ${title}`);
    }
  }
  return z
    .strictObject(shape)
    .superRefine((written, context) => {
      const seen = new Map<string, string>();
      for (const key of Object.keys(written)) {
        const id = idOf.get(key) ?? key;
        const first = seen.get(id);
        if (first !== undefined) {
          context.addIssue({
            code: 'custom',
            path: [key],
            message: `this is the same check as ${first} above: keep one of the two`,
            input: written,
          });
        }
        seen.set(id, key);
      }
    })
    .transform((written): Record<string, CheckSettings> => {
      const entries = Object.entries(written).flatMap(([key, settings]) =>
        settings === undefined ? [] : [[idOf.get(key) ?? key, settings] as const],
      );
      return Object.fromEntries(entries);
    })
    .prefault({})
    .describe('Settings of single checks, by the name of the check or its whole id.');
}

/** The options of a scanner as they were written, without the common keys. */
export function writtenOptions(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const common: ReadonlySet<string> = new Set(commonKeys);
  return Object.fromEntries(Object.entries(settings).filter(([key]) => !common.has(key)));
}
