import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { indexes, primaryKey, type TableIndex, timeToLiveAttribute } from '../src/findings/table.ts';

interface FindingsTableProps {
  readonly encryptionKey: IKey;
}

/** Findings, their history, and what is known of each state. Stays when the stack goes. */
export class FindingsTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, { encryptionKey }: FindingsTableProps) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: text(primaryKey.partition),
      sortKey: text(primaryKey.sort),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey,
      // Alerts come from the stream: a finding that is saved is an alert that is sent.
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute,
    });
    const all: readonly TableIndex[] = Object.values(indexes);
    for (const { name, partition, sort, holds } of all) {
      this.table.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: text(partition),
        ...(sort === null ? {} : { sortKey: text(sort) }),
        ...(holds === 'all'
          ? { projectionType: ProjectionType.ALL }
          : { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...holds] }),
      });
    }
  }
}

function text(name: string) {
  return { name, type: AttributeType.STRING };
}
