import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { clients, deployment } from './deployment.ts';
import { nameOf } from './functions.ts';

const run = promisify(execFile);

/** A function of the stack whose code stands behind other code for a while. */
export interface ChangedFunction {
  /** Puts the code back that was deployed. */
  restore(): Promise<void>;
}

/**
 * Puts code before a function of the stack, as a defect or an outage would.
 * @param entry which function
 * @param code ES module that exports `handler`; it may import the real one from `./deployed.mjs`
 */
export async function changeFunction(entry: 'Scan' | 'Alert', code: string): Promise<ChangedFunction> {
  const name = await nameOf(entry);
  const deployed = await assetOf(entry);
  const changed = join(deployment.folder, `changed-${entry}-${crypto.randomUUID()}`);
  await mkdir(changed);
  await cp(deployed, changed, { recursive: true });
  await rename(join(changed, 'index.mjs'), join(changed, 'deployed.mjs'));
  await writeFile(join(changed, 'index.mjs'), code);
  await update(name, changed);
  await rm(changed, { recursive: true });
  return { restore: () => update(name, deployed) };
}

async function update(FunctionName: string, folder: string): Promise<void> {
  const archive = join(deployment.folder, `${crypto.randomUUID()}.zip`);
  const files = (await readdir(folder)).map((file) => join(folder, file));
  await run(deployment.tools.python, ['-m', 'zipfile', '-c', archive, ...files]);
  await clients.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: await readFile(archive) }));
  await rm(archive);
}

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Metadata: z.object({ 'aws:asset:path': z.string().optional() }).optional() }),
  ),
});

/** The folder that was deployed as the code of a function. */
async function assetOf(entry: string): Promise<string> {
  const text = await readFile(join(deployment.assembly, 'Statewarden.template.json'), 'utf8');
  const { Resources } = templateSchema.parse(JSON.parse(text));
  const [, found] = Object.entries(Resources).find(
    ([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.includes(`${entry}Function`),
  ) ?? ['', undefined];
  const asset = found?.Metadata?.['aws:asset:path'];
  if (asset === undefined) throw new Error(`the cloud assembly holds no code of the function ${entry}`);
  return join(deployment.assembly, asset);
}
