import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Configuration } from '../src/config/configuration.ts';
import type { CopySettings } from '../src/config/copies.ts';
import { deployedConfiguration } from '../src/config/schema.ts';
import type { SourceSettings } from '../src/config/source-settings.ts';
import { scanners } from '../src/scanners/index.ts';

const environmentSchema = z.object({ FINDINGS_TABLE: z.string().min(1), SCAN_QUEUE_URL: z.url() });

/** What the deployment tells the functions that scan. @throws ZodError when a variable is missing */
export function pipelineEnvironment() {
  const { FINDINGS_TABLE, SCAN_QUEUE_URL } = environmentSchema.parse(process.env);
  return { tableName: FINDINGS_TABLE, queueUrl: SCAN_QUEUE_URL };
}

const vaultSchema = z.object({ VAULT_BUCKET: z.string().min(1), VAULT_REGION: z.string().min(1).optional() });

/** What the deployment tells the function that copies to the vault. @throws ZodError when a variable is missing */
export function vaultEnvironment() {
  const { VAULT_BUCKET: bucket, VAULT_REGION: region } = vaultSchema.parse(process.env);
  const { VAULT_QUEUE_URL: queueUrl } = z.object({ VAULT_QUEUE_URL: z.url() }).parse(process.env);
  return { bucket, region, queueUrl };
}

/** The sources with the copies that the vault has to hold of them, where the deployment has one. */
export function withVault({ sources, vault }: Pick<Configuration, 'sources' | 'vault'>): readonly SourceSettings[] {
  if (vault === null) return sources;
  const { VAULT_BUCKET: bucket, VAULT_REGION: region } = vaultSchema.parse(process.env);
  return sources.map((source) => {
    if (!('bucket' in source)) return source;
    const copy: CopySettings = {
      bucket,
      prefix: `${source.bucket}/`,
      maximumAge: vault.maximumAge,
      ...(region === undefined ? {} : { region }),
    };
    return { ...source, copies: [...(source.copies ?? []), copy] };
  });
}

/** The configuration that the deployment put beside the function. @throws ZodError, SyntaxError: then it was put there by hand */
export function bundledConfiguration(): Configuration {
  const written: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'configuration.json'), 'utf8'));
  return deployedConfiguration(written, scanners);
}
