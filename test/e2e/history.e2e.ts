import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { remediationParts } from '../../src/reports/remediation.ts';
import { alert, clients, deployment, historyOf, nextSweep, openFindings } from './support/deployment.ts';
import { Workspace } from './support/open-tofu.ts';

const run = promisify(execFile);

test('a secret that is taken out of a state is told of until its versions are purged, by the commands of the finding', async () => {
  const stateKey = 'prod/history/terraform.tfstate';
  const value = ['not', 'a', 'password', 'of', 'nobody'].join('-');
  const workspace = new Workspace(stateKey);
  await workspace.write(`output "database_password" {\n  value = "${value}"\n  sensitive = true\n}\n`);
  await workspace.tofu('init', '-no-color');
  await workspace.tofu('apply', '-auto-approve', '-no-color');
  await alert({ stateKey, checkId: 'secret/sensitive-output' });
  expect(await openFindings(stateKey)).not.toContainEqual(expect.objectContaining({ checkId: 'secret/in-history' }));

  await workspace.write('');
  await workspace.tofu('apply', '-auto-approve', '-no-color');
  await alert({ stateKey, checkId: 'secret/sensitive-output', transition: 'resolved' });
  const { finding, body } = await alert({ stateKey, checkId: 'secret/in-history' });
  expect(finding).toMatchObject({
    address: 'output.database_password',
    evidence: { kind: 'sensitive-output', keptUntil: null, copies: [expect.stringContaining('vault')], unread: 0 },
  });
  expect(body).not.toContain(value);

  const commands = remediationParts(finding.remediation).flatMap((part) => ('command' in part ? [part.command] : []));
  for (const command of commands.filter((each) => each.includes('delete-object'))) await shell(command);
  await alert({ stateKey, checkId: 'secret/in-history', transition: 'resolved' }, nextSweep);
  expect((await historyOf(finding.findingId)).map(({ kind }) => kind)).toEqual(['opened', 'resolved']);
});

/** Runs a command as somebody would who pasted it; what it has `aws` do is done here, for machines without it. */
async function shell(command: string): Promise<void> {
  const folder = join(deployment.folder, 'commands');
  const calls = join(folder, 'calls');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'aws'), `#!/bin/sh\nprintf '%s\\t' "$@" >> '${calls}'\necho >> '${calls}'\n`);
  await chmod(join(folder, 'aws'), 0o755);
  const { PATH = '' } = process.env;
  await run('sh', ['-euc', command], { env: { PATH: `${folder}:${PATH}` } });
  for (const line of (await readFile(calls, 'utf8')).trim().split('\n')) {
    const { positionals, values } = parseArgs({
      args: line.split('\t').filter((word) => word !== ''),
      allowPositionals: true,
      options: { bucket: { type: 'string' }, key: { type: 'string' }, 'version-id': { type: 'string' } },
    });
    expect(positionals).toEqual(['s3api', 'delete-object']);
    const { bucket: Bucket, key: Key, 'version-id': VersionId } = values;
    await clients.s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId: z.string().parse(VersionId) }));
  }
}
