import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { remediationParts } from '../../src/reports/remediation.ts';
import { alert, deployment, historyOf, nextSweep, openFindings } from './support/deployment.ts';
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
    evidence: { kind: 'sensitive-output', keptUntil: null, copies: [], unread: 0 },
  });
  expect(body).not.toContain(value);

  for (const part of remediationParts(finding.remediation)) if ('command' in part) await shell(part.command);
  await alert({ stateKey, checkId: 'secret/in-history', transition: 'resolved' }, nextSweep);
  expect((await historyOf(finding.findingId)).map(({ kind }) => kind)).toEqual(['opened', 'resolved']);
});

/** Runs a command as somebody would who pasted it. */
async function shell(command: string): Promise<void> {
  const folder = join(deployment.folder, 'commands');
  await mkdir(folder, { recursive: true });
  const program = join(import.meta.dirname, 'support', 'aws-command.ts');
  await writeFile(join(folder, 'aws'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  await chmod(join(folder, 'aws'), 0o755);
  const { PATH = '' } = process.env;
  await run('sh', ['-euc', command], { env: { PATH: `${folder}:${PATH}`, AWS_ENDPOINT_URL: deployment.endpoint } });
}
