import { type DynamoDbTableSettings, dynamoDbTable } from './dynamodb-table.ts';
import { findingsStore } from './findings-store.ts';
import type { FindingsStore } from './store.ts';

/** The findings store on a DynamoDB table made after `table.ts`. Errors are those of the SDK, and those in `errors.ts`. */
export function dynamoDbStore(settings: DynamoDbTableSettings): FindingsStore {
  return findingsStore(dynamoDbTable(settings));
}
