import { Duration, Validations } from 'aws-cdk-lib';
import type { ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { streamFilters } from '../src/alerts/stream-record.ts';
import type { PipelineFunction } from './pipeline-function.ts';

interface AlertFeedProps {
  readonly alert: PipelineFunction;
  /** The findings table, whose stream tells what changed. */
  readonly table: Table;
  readonly encryptionKey: IKey;
}

/** Feeds the changes of findings to the alert function, tries again for hours, and keeps account of what could not be told. */
export class AlertFeed extends Construct {
  readonly unsentAlerts: Queue;

  constructor(scope: Construct, id: string, { alert, table, encryptionKey }: AlertFeedProps) {
    super(scope, id);
    this.unsentAlerts = new Queue(this, 'UnsentAlerts', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: encryptionKey,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(this.unsentAlerts).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is where alerts end that could not be sent: a dead-letter queue of a stream.',
    });
    alert.function.addEnvironment('UNSENT_ALERTS_URL', this.unsentAlerts.queueUrl);
    for (const action of ['kms:GenerateDataKey*', 'kms:ReEncrypt*']) {
      Validations.of(alert.role).acknowledge({
        id: `AwsSolutions-IAM5[Action::${action}]`,
        reason: 'Lambda sends to the queue as the function; CDK grants it families of calls, on this one key.',
      });
    }
    alert.function.addEventSource(
      // CDK's own classes don't satisfy its interfaces under exactOptionalPropertyTypes.
      new DynamoEventSource(table as ITable, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        filters: streamFilters.map((filter) => FilterCriteria.filter(filter)),
        batchSize: 100,
        reportBatchItemFailures: true,
        bisectBatchOnError: true,
        // By default one bad record blocks its shard for a day, and is lost then. The age ends the trying, not the number.
        retryAttempts: 10_000,
        maxRecordAge: Duration.hours(6),
        onFailure: new SqsDlq(this.unsentAlerts),
      }),
    );
  }
}
