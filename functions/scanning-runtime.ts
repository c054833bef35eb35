import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Configuration } from '../src/config/configuration.ts';
import { deployedConfiguration } from '../src/config/schema.ts';
import { scanners } from '../src/scanners/index.ts';

const environmentSchema = z.object({ FINDINGS_TABLE: z.string().min(1), SCAN_QUEUE_URL: z.url() });

/** What the deployment tells the functions that scan. @throws ZodError when a variable is missing */
export function pipelineEnvironment() {
  const { FINDINGS_TABLE, SCAN_QUEUE_URL } = environmentSchema.parse(process.env);
  return { tableName: FINDINGS_TABLE, queueUrl: SCAN_QUEUE_URL };
}

/** The configuration that the deployment put beside the function. @throws ZodError, SyntaxError: then it was put there by hand */
export function bundledConfiguration(): Configuration {
  const written: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'configuration.json'), 'utf8'));
  return deployedConfiguration(written, scanners);
}
