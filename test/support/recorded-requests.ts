import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Writes down the name of every request that a client sends from now on: `Query`, `PutItem`. */
export function recordRequests(client: DynamoDBClient): string[] {
  const names: string[] = [];
  client.middlewareStack.add(
    (next) => async (args) => {
      const { headers } = args.request as { headers: Record<string, string> };
      names.push(headers['x-amz-target']?.replace('DynamoDB_20120810.', '') ?? 'unknown');
      return await next(args);
    },
    { step: 'build', name: 'recordRequests' },
  );
  return names;
}
