import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { CreateQueueCommand, GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { TestProject } from 'vitest/node';
import { stringify } from 'yaml';
import * as z from 'zod';
import { TestRepository } from '../../support/git.ts';
import { startGitServer } from '../../support/git-server.ts';
import { clientsOf, credentials, region } from '../support/clients.ts';
import { deploy, type StackOutputs, setRedrivePolicy } from './deploy.ts';
import { startEmulator } from './emulator.ts';
import { prepareTools, type Tools } from './tools.ts';

/** Everything that the tests have to know of what was set up. */
export interface Deployment {
  readonly endpoint: string;
  readonly stack: StackOutputs;
  readonly tools: Tools;
  /** Bucket whose changes S3 tells of. */
  readonly statesBucket: string;
  /** Bucket that says nothing: only sweeps see it. */
  readonly quietBucket: string;
  /** Bucket whose states have to be copied to the bucket of copies, by nobody but the tests. */
  readonly copiedBucket: string;
  readonly copiesBucket: string;
  /** Table that the writers of the states bucket may lock with. */
  readonly lockTable: string;
  /** URL of the queue that is subscribed to the topic page, and to the topic ticket. */
  readonly pageQueue: string;
  readonly ticketQueue: string;
  /** Bare repository behind a git server that wants a token. */
  readonly repository: string;
  /** The cloud assembly that was deployed. */
  readonly assembly: string;
  /** For what tests write; removed at the end. */
  readonly folder: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    deployment: Deployment;
  }
}

const statesBucket = 'acme-tfstate';
const quietBucket = 'acme-archive-tfstate';
const copiedBucket = 'acme-copied-tfstate';
const copiesBucket = 'acme-tfstate-copies';
const lockTable = 'terraform-locks';
const logs = resolve(import.meta.dirname, '../../../e2e-logs');

/** Starts the emulator, makes what a user already has (buckets, queues), and deploys. @returns what takes it all down */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const tools = await prepareTools(say);
  const folder = await mkdtemp(join(tmpdir(), 'statewarden-end-to-end-'));
  await rm(logs, { recursive: true, force: true });
  await mkdir(logs, { recursive: true });
  const emulator = await startEmulator(tools.miniStack, folder, join(logs, 'ministack.log'));
  const repositories = join(folder, 'repositories');
  await mkdir(repositories);
  const [repository, git] = await Promise.all([
    TestRepository.create(repositories, 'infra'),
    startGitServer(repositories),
  ]);
  const takeDown = async () => {
    await Promise.all([emulator.stop(), git.close()]);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { endpoint } = emulator;
    const clients = clientsOf(endpoint);
    for (const Bucket of [statesBucket, quietBucket, copiedBucket, copiesBucket]) {
      await clients.s3.send(new CreateBucketCommand({ Bucket }));
      await clients.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    }
    await clients.s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket: statesBucket,
        NotificationConfiguration: { EventBridgeConfiguration: {} },
      }),
    );
    await clients.dynamoDb.send(
      new CreateTableCommand({
        TableName: lockTable,
        KeySchema: [{ AttributeName: 'LockID', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'LockID', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
    const makeQueue = async (QueueName: string) => {
      const { QueueUrl } = await clients.sqs.send(new CreateQueueCommand({ QueueName }));
      const { Attributes } = await clients.sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
      );
      return z.object({ url: z.string(), arn: z.string() }).parse({ url: QueueUrl, arn: Attributes?.QueueArn });
    };
    const page = await makeQueue('on-call');
    const ticket = await makeQueue('platform-team');

    const token = ['not', 'a', 'token', 'of', 'anyone'].join('-');
    git.manners.credential = `oauth2:${token}`;
    const { ARN } = await clients.secrets.send(
      new CreateSecretCommand({ Name: 'statewarden/git', SecretString: JSON.stringify({ token }) }),
    );
    const access = { url: `${git.url}/infra.git`, credentials: z.string().parse(ARN) };

    say('Deploying ...');
    const file = join(folder, 'statewarden.yaml');
    await writeFile(file, stringify(configuration(page.arn, ticket.arn, access)));
    const environment = { ...credentials, AWS_REGION: region, AWS_DEFAULT_REGION: region, AWS_ENDPOINT_URL: endpoint };
    const stack = await deploy(file, folder, environment, join(logs, 'cdk.log'));
    const assembly = join(folder, 'cdk.out');
    await setRedrivePolicy(assembly, stack, clients.sqs);
    project.provide('deployment', {
      endpoint,
      stack,
      tools,
      statesBucket,
      quietBucket,
      copiedBucket,
      copiesBucket,
      lockTable,
      pageQueue: page.url,
      ticketQueue: ticket.url,
      repository: repository.path,
      assembly,
      folder,
    });
  } catch (error) {
    await takeDown();
    throw error;
  }
  return takeDown;
}

/** As a platform team would write it, but for short times: tests wait for them. */
function configuration(
  pageQueueArn: string,
  ticketQueueArn: string,
  repository: { readonly url: string; readonly credentials: string },
): object {
  return {
    environments: [
      { name: 'production', match: ['prod/**'], criticality: 'production', owner: 'platform' },
      { name: 'development', match: ['dev/**'], criticality: 'development', owner: 'payments' },
    ],
    sources: [
      { bucket: statesBucket, lockTable },
      { bucket: quietBucket },
      { bucket: copiedBucket, copies: [{ bucket: copiesBucket, maximumAge: '5s' }] },
    ],
    vault: { retainDays: 1 },
    scanners: {
      locks: { every: '1m', staleAfter: '1s', staleAfterFor: { apply: '1s' } },
      integrity: { every: '1m' },
      backups: { every: '1m', drillEvery: '1m' },
      releases: {
        every: '1m',
        graceTime: '1s',
        repositories: [{ name: 'infra', ...repository }],
        deployments: [
          {
            match: ['prod/released/**'],
            repository: 'infra',
            version: [{ output: 'version' }],
            manifest: { output: 'manifest' },
          },
        ],
      },
    },
    // The time after which a message is received again that a crash left behind is six times the timeout.
    functions: { scan: { timeout: '5s', tries: 4 } },
    alerts: { page: { sqs: [pageQueueArn] }, ticket: { sqs: [ticketQueueArn] } },
  };
}
