import { DescribeTableCommand, type DynamoDBClient, GetItemCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import pMap from 'p-map';
import type { Answer, Asker } from './ask.ts';

/** DynamoDB tables of one region that could hold locks. */
export interface RegionTables {
  /** `''` where no region is known but the one of the AWS configuration. */
  readonly region: string;
  /** Tables whose only key is `LockID`, sorted. */
  readonly lockTables: readonly string[];
  /** Whether every table was looked at. */
  readonly complete: boolean;
}

/** How many tables of a region are described, and how many lists of 100 names are asked for. */
const mostTables = 200;
const mostLists = 5;
const atOnce = 8;

/** Key of a lock table. Source: hashicorp/terraform internal/backend/remote-state/s3/client.go, `Lock`. */
const lockKey = 'LockID';

/** Finds the tables of a region that Terraform could lock with. */
export async function findLockTables(client: DynamoDBClient, region: string, asker: Asker): Promise<RegionTables> {
  const location = `DynamoDB${region === '' ? '' : ` in ${region}`}`;
  const names: string[] = [];
  let start: string | undefined;
  let lists = 0;
  let complete = true;
  do {
    const after = start;
    const answer = await asker.ask({ location, permission: 'dynamodb:ListTables' }, () =>
      client.send(new ListTablesCommand(after === undefined ? {} : { ExclusiveStartTableName: after }), {
        abortSignal: asker.signal,
      }),
    );
    lists++;
    if ('unreadable' in answer) return { region, lockTables: [], complete: false };
    names.push(...(answer.value.TableNames ?? []));
    start = answer.value.LastEvaluatedTableName;
  } while (start !== undefined && lists < mostLists);
  if (start !== undefined || names.length > mostTables) complete = false;

  const likely = (name: string) => (/lock|terraform|tofu|state/i.test(name) ? 0 : 1);
  const chosen = names.toSorted((one, other) => likely(one) - likely(other)).slice(0, mostTables);
  const found = await pMap(chosen, async (name) => ((await isLockTable(client, name, location, asker)) ? [name] : []), {
    concurrency: atOnce,
  });
  return { region, lockTables: found.flat().sort(), complete };
}

async function isLockTable(client: DynamoDBClient, name: string, location: string, asker: Asker): Promise<boolean> {
  const call = { location: `table ${name}, ${location}`, permission: 'dynamodb:DescribeTable' };
  const answer = await asker.ask(call, () =>
    client.send(new DescribeTableCommand({ TableName: name }), { abortSignal: asker.signal }),
  );
  if ('unreadable' in answer) return false;
  const schema = answer.value.Table?.KeySchema ?? [];
  return schema.length === 1 && schema[0]?.AttributeName === lockKey;
}

/** How many states of a bucket are looked up in a lock table. */
const mostLookups = 3;

/**
 * Whether a lock table is the one of a bucket: it holds the digest of one of the bucket's states.
 * @param stateKeys states of the bucket; the first few are looked up
 */
export async function holdsDigestOf(
  client: DynamoDBClient,
  {
    table,
    bucket,
    stateKeys,
  }: { readonly table: string; readonly bucket: string; readonly stateKeys: readonly string[] },
  asker: Asker,
): Promise<Answer<boolean>> {
  for (const key of stateKeys.slice(0, mostLookups)) {
    const answer = await asker.ask({ location: `table ${table}`, permission: 'dynamodb:GetItem' }, () =>
      client.send(
        new GetItemCommand({
          TableName: table,
          // Source: hashicorp/terraform internal/backend/remote-state/s3/client.go, `lockPath` and `stateIDSuffix`.
          Key: { [lockKey]: { S: `${bucket}/${key}-md5` } },
          ProjectionExpression: lockKey,
        }),
        { abortSignal: asker.signal },
      ),
    );
    if ('unreadable' in answer) return answer;
    if (answer.value.Item !== undefined) return { value: true };
  }
  return { value: false };
}
