import { execFile } from 'node:child_process';
import { appendFile, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { SetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';

const run = promisify(execFile);
const project = resolve(import.meta.dirname, '../../..');

const outputsSchema = z.object({
  FindingsTableName: z.string(),
  PageTopicArn: z.string(),
  TicketTopicArn: z.string(),
  ScanQueueUrl: z.string(),
  DeadLetterQueueUrl: z.string(),
  VaultBucketName: z.string(),
});

/** What the stack tells of itself. */
export type StackOutputs = z.output<typeof outputsSchema>;

/**
 * `cdk bootstrap` and `cdk deploy`, as the README says.
 * @param folder for the cloud assembly
 * @throws with what the command printed
 */
export async function deploy(
  configurationFile: string,
  folder: string,
  environment: Readonly<Record<string, string>>,
  logFile: string,
): Promise<StackOutputs> {
  const outputs = join(folder, 'outputs.json');
  const common = ['-c', `config=${configurationFile}`, '--output', join(folder, 'cdk.out')];
  const { AWS_REGION = '' } = environment;
  for (const step of [
    ['bootstrap', `aws://000000000000/${AWS_REGION}`, ...common],
    ['deploy', '--require-approval', 'never', '--outputs-file', outputs, ...common],
  ]) {
    const { stdout, stderr } = await run(join(project, 'node_modules', '.bin', 'cdk'), step, {
      cwd: project,
      env: { ...process.env, ...environment, CI: 'true' },
      maxBuffer: 64 * 1024 ** 2,
    });
    await appendFile(logFile, `$ cdk ${step.join(' ')}\n${stdout}${stderr}\n`);
  }
  return z.object({ Statewarden: outputsSchema }).parse(JSON.parse(await readFile(outputs, 'utf8'))).Statewarden;
}

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z
        .object({
          RedrivePolicy: z
            .object({ maxReceiveCount: z.int(), deadLetterTargetArn: z.object({ 'Fn::GetAtt': z.array(z.string()) }) })
            .optional(),
        })
        .optional(),
    }),
  ),
});

/**
 * Sets the redrive policy of the scan queue as the template has it: MiniStack's CloudFormation leaves it out
 * (ministackorg/ministack, `services/cloudformation/provisioners.py`, `_sqs_create`).
 * @param assembly the cloud assembly that was deployed
 */
export async function setRedrivePolicy(assembly: string, stack: StackOutputs, sqs: SQSClient): Promise<void> {
  const text = await readFile(join(assembly, 'Statewarden.template.json'), 'utf8');
  const resources = Object.entries(templateSchema.parse(JSON.parse(text)).Resources);
  const [policy, ...more] = resources
    .filter(([id]) => id.includes('ScanQueue'))
    .flatMap(([, { Properties }]) => Properties?.RedrivePolicy ?? []);
  if (policy === undefined || more.length > 0)
    throw new Error('the template has not one redrive policy, that of the scan queue');
  const { pathname } = new URL(stack.DeadLetterQueueUrl);
  const [, account, name] = pathname.split('/');
  const deadLetterTargetArn = `arn:aws:sqs:us-east-1:${account}:${name}`;
  const RedrivePolicy = JSON.stringify({ maxReceiveCount: policy.maxReceiveCount, deadLetterTargetArn });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: stack.ScanQueueUrl, Attributes: { RedrivePolicy } }));
}
