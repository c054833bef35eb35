import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, bundleFunction, type FunctionBundle, type FunctionEntry } from '../../lib/function-bundle.ts';
import type { Bench } from './bench.ts';

/** What each function is measured against: a handler that does nothing with the clients that the function makes. */
const clients: Readonly<Record<FunctionEntry, readonly (readonly [name: string, library: string])[]>> = {
  dispatch: [
    ['S3Client', 'client-s3'],
    ['DynamoDBClient', 'client-dynamodb'],
    ['DynamoDBDocumentClient', 'lib-dynamodb'],
    ['SQSClient', 'client-sqs'],
    ['fromTemporaryCredentials', 'credential-providers'],
  ],
  scan: [
    ['S3Client', 'client-s3'],
    ['DynamoDBClient', 'client-dynamodb'],
    ['DynamoDBDocumentClient', 'lib-dynamodb'],
    ['SQSClient', 'client-sqs'],
    ['fromTemporaryCredentials', 'credential-providers'],
  ],
  vault: [
    ['S3Client', 'client-s3'],
    ['SQSClient', 'client-sqs'],
    ['fromTemporaryCredentials', 'credential-providers'],
  ],
  alert: [
    ['SNSClient', 'client-sns'],
    ['SQSClient', 'client-sqs'],
  ],
};

const runs = 21;

/** Size and start of the deployed functions. */
export const bench: Bench = {
  name: 'functions',
  page: 'performance',
  async run(folder) {
    const rows: string[][] = [];
    for (const entry of ['dispatch', 'scan', 'alert', 'vault'] as const) {
      const made = bundleFunction(entry);
      const deployed = write(join(folder, entry), made);
      writeFileSync(
        join(folder, entry, 'configuration.json'),
        JSON.stringify({ sources: [{ bucket: 'acme-tfstate' }] }),
      );
      const empty = write(join(folder, `empty-${entry}`), bundle({ stdin: emptyHandler(entry) }));
      const [ofDeployed, ofEmpty] = medians(deployed, empty);
      rows.push([
        entry,
        made.startBytes.toLocaleString('en'),
        ofDeployed.toFixed(0),
        ofEmpty.toFixed(0),
        (ofDeployed / ofEmpty).toFixed(1),
      ]);
    }
    return [
      {
        title: 'The deployed functions',
        note: `Aims: at most 1 MB (1,048,576 bytes) of code that is read at the start, started within 3 times an empty handler that imports the clients of the same SDK and is bundled in the same way. Median of ${runs} fresh processes each, taken in turns; what Node itself takes to start does not count.`,
        columns: ['', 'code at start (bytes)', 'module initialisation (ms)', 'empty handler (ms)', 'ratio'],
        rows,
      },
    ];
  },
};

function emptyHandler(entry: FunctionEntry) {
  const imports = clients[entry].map(([name, library]) => `import { ${name} } from '@aws-sdk/${library}';`);
  const names = clients[entry].map(([name]) => name);
  return {
    contents: [...imports, `export const handler = async () => [${names}].length;`].join('\n'),
    resolveDir: import.meta.dirname,
  };
}

/** @returns the file that is started */
function write(folder: string, { files }: FunctionBundle): string {
  mkdirSync(folder);
  for (const { name, contents } of files) writeFileSync(join(folder, name), contents);
  return join(folder, 'index.mjs');
}

/** Milliseconds that the import of each file takes, the median of several fresh processes. */
function medians(one: string, other: string): readonly [number, number] {
  const times: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    times[0].push(initialise(one));
    times[1].push(initialise(other));
  }
  return [middle(times[0]), middle(times[1])];
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function initialise(file: string): number {
  const script = `const start = performance.now();
    const { handler } = await import(${JSON.stringify(pathToFileURL(file).href)});
    if (typeof handler !== 'function') throw new TypeError('there is no handler');
    console.log(performance.now() - start);
    process.exit();`;
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  });
  if (run.status !== 0) throw new Error(`${file} did not start`);
  return Number(run.stdout);
}

/** What Lambda and the deployment set. Source: AWS Lambda developer guide, "Defined runtime environment variables". */
const env = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'fake',
  AWS_SECRET_ACCESS_KEY: 'fake',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
  LAMBDA_TASK_ROOT: '/var/task',
  NODE_OPTIONS: '--enable-source-maps',
  POWERTOOLS_SERVICE_NAME: 'statewarden',
  FINDINGS_TABLE: 'findings',
  SCAN_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/111122223333/scan',
  VAULT_BUCKET: 'bench',
  VAULT_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/111122223333/scan',
  UNSENT_ALERTS_URL: 'https://sqs.us-east-1.amazonaws.com/111122223333/unsent',
  PAGE_TOPIC_ARN: 'arn:aws:sns:us-east-1:111122223333:page',
  TICKET_TOPIC_ARN: 'arn:aws:sns:us-east-1:111122223333:ticket',
};
