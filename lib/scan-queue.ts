import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

interface ScanQueueProps {
  readonly encryptionKey: IKey;
  /** Timeout of the function that works on the queue. */
  readonly workerTimeout: Duration;
  /** Times that a message is tried. */
  readonly tries: number;
}

/** States that are due, and changes of states; what could not be worked on ends in the dead-letter queue. */
export class ScanQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;

  constructor(scope: Construct, id: string, { encryptionKey, workerTimeout, tries }: ScanQueueProps) {
    super(scope, id);
    const encrypted = { encryption: QueueEncryption.KMS, encryptionMasterKey: encryptionKey, enforceSSL: true };
    this.deadLetterQueue = new Queue(this, 'DeadLetterQueue', { ...encrypted, retentionPeriod: Duration.days(14) });
    this.queue = new Queue(this, 'Queue', {
      ...encrypted,
      // Six times the timeout: AWS Lambda developer guide, "Creating and configuring an Amazon SQS event source mapping".
      visibilityTimeout: Duration.seconds(6 * workerTimeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: tries },
    });
  }
}
