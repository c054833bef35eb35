import { CfnOutput, Duration, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { AccountPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import * as z from 'zod';
import { streamFilters } from '../src/alerts/stream-record.ts';
import { scanners as allScanners } from '../src/scanners/index.ts';
import type { Access } from '../src/scanners/scanner.ts';
import { AlertTopics } from './alert-topics.ts';
import { type ConfigurationFrom, readConfiguration } from './configuration.ts';
import { FindingsTable } from './findings-table.ts';
import { HealthAlarms } from './health-alarms.ts';
import { PipelineFunction } from './pipeline-function.ts';
import { ScanQueue } from './scan-queue.ts';
import { ScannerSchedules } from './scanner-schedules.ts';
import { type BucketSource, listingOnly, readStatements } from './source-access.ts';
import { StateChangeRule } from './state-change-rule.ts';

export type StatewardenProps = ConfigurationFrom;

/**
 * The scanners, their schedules and queues, the findings table and the alert topics, in one stack with everything they need.
 * Monitored buckets are only read; that they send their events to EventBridge is set by whoever owns them.
 */
export class Statewarden extends Construct {
  readonly findingsTable: FindingsTable;
  readonly scanQueue: ScanQueue;
  readonly alertTopics: AlertTopics;
  /** Takes the events of member accounts and other regions; undefined where every source is here. */
  readonly eventBus: EventBus | undefined;

  /** @throws ConfigurationError with the line and the fix: at `cdk synth`, never in a running function */
  constructor(scope: Construct, id: string, props: StatewardenProps) {
    super(scope, id);
    const { configuration, written } = readConfiguration(props);
    const { sources, functions, retention } = configuration;
    const scanners = allScanners.filter(({ name }) => configuration.scanners[name]?.enabled);
    const scheduled = scanners.map(({ name }) => ({ name, every: configuration.scanners[name]?.every ?? 0 }));
    const access = scanners.flatMap((scanner) => scanner.access);

    const encryptionKey = this.#encryptionKey();
    this.findingsTable = new FindingsTable(this, 'Findings', { encryptionKey });
    this.scanQueue = new ScanQueue(this, 'ScanQueue', {
      encryptionKey,
      workerTimeout: Duration.millis(functions.scan.timeout),
      tries: functions.scan.tries,
    });
    this.alertTopics = new AlertTopics(this, 'Alerts', { encryptionKey, alerts: configuration.alerts });
    const { table } = this.findingsTable;
    const { queue, deadLetterQueue } = this.scanQueue;

    const pipelineFunction = (entry: 'dispatch' | 'scan' | 'alert', description: string, environment = {}) =>
      new PipelineFunction(this, entry[0]?.toUpperCase() + entry.slice(1), {
        entry,
        description,
        environment,
        settings: functions[entry],
        configuration: withoutAlerts(written),
        logDays: retention.logDays,
        encryptionKey,
      });
    const pipeline = { FINDINGS_TABLE: table.tableName, SCAN_QUEUE_URL: queue.queueUrl };

    const dispatch = pipelineFunction('dispatch', 'finds what is due and sends it to the scan queue', pipeline);
    table.grant(dispatch.role, 'dynamodb:Query');
    queue.grant(dispatch.role, 'sqs:SendMessage', 'sqs:GetQueueAttributes');
    encryptionKey.grantEncryptDecrypt(dispatch.role);
    this.#grantSources(dispatch, sources, listingOnly(access));

    const scan = pipelineFunction('scan', 'reads states, judges them, and records findings', pipeline);
    table.grant(
      scan.role,
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:BatchWriteItem',
      'dynamodb:UpdateItem',
    );
    encryptionKey.grantEncryptDecrypt(scan.role);
    this.#grantSources(scan, sources, access);
    scan.function.addEventSource(
      new SqsEventSource(queue, {
        batchSize: 10,
        maxConcurrency: functions.scan.concurrency,
        reportBatchItemFailures: true,
      }),
    );

    const unsentAlerts = new Queue(this, 'UnsentAlerts', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: encryptionKey,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const alert = pipelineFunction('alert', 'turns changes of findings into pages and tickets', {
      PAGE_TOPIC_ARN: this.alertTopics.page.topicArn,
      TICKET_TOPIC_ARN: this.alertTopics.ticket.topicArn,
    });
    this.alertTopics.page.grantPublish(alert.role);
    this.alertTopics.ticket.grantPublish(alert.role);
    alert.function.addEventSource(
      // CDK's own classes don't satisfy its interfaces under exactOptionalPropertyTypes.
      new DynamoEventSource(table as ITable, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        filters: streamFilters.map((filter) => FilterCriteria.filter(filter)),
        batchSize: 100,
        reportBatchItemFailures: true,
        bisectBatchOnError: true,
        // By default one bad record blocks its shard for a day, and is lost then.
        retryAttempts: 10_000,
        maxRecordAge: Duration.hours(6),
        onFailure: new SqsDlq(unsentAlerts),
      }),
    );

    new ScannerSchedules(this, 'Schedules', { scanners: scheduled, dispatch: dispatch.function, deadLetterQueue });
    const remote = sources.filter((source) => isRemote(source, Stack.of(this)));
    const local = sources.filter((source) => !remote.includes(source));
    new StateChangeRule(this, 'StateChanges', { sources: local, scanQueue: queue, deadLetterQueue });
    this.eventBus = remote.length === 0 ? undefined : this.#memberEvents(remote);
    new HealthAlarms(this, 'Health', {
      scanners: scheduled,
      scanQueue: queue,
      deadLetterQueue,
      unsentAlerts,
      alert: alert.function,
      page: this.alertTopics.page,
    });

    this.#output('FindingsTableName', table.tableName, 'Findings, their history, and what is known of each state');
    this.#output('PageTopicArn', this.alertTopics.page.topicArn, 'Alerts that someone has to look at now');
    this.#output('TicketTopicArn', this.alertTopics.ticket.topicArn, 'Alerts that can wait for the next working day');
    this.#output('ScanQueueUrl', queue.queueUrl, 'States that wait to be scanned');
    this.#output('DeadLetterQueueUrl', deadLetterQueue.queueUrl, 'What could not be worked on');
    if (this.eventBus !== undefined) {
      this.#output('EventBusArn', this.eventBus.eventBusArn, 'Where member stacks send the changes of their states');
    }
  }

  #encryptionKey(): Key {
    const key = new Key(this, 'Key', {
      description: 'Statewarden: findings, queues, topics and logs',
      enableKeyRotation: true,
      // What it encrypts stays when the stack goes.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const { account, region, partition } = Stack.of(this);
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ServicesThatSendToQueuesAndTopics',
        principals: ['events.amazonaws.com', 'cloudwatch.amazonaws.com'].map((name) => new ServicePrincipal(name)),
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        // In the policy of a key the key itself is written as *.
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogsOfTheFunctions',
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
        resources: ['*'],
        conditions: {
          ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*` },
        },
      }),
    );
    return key;
  }

  #grantSources({ role }: PipelineFunction, sources: readonly BucketSource[], access: readonly Access[]): void {
    const direct = sources.filter(({ roleArn }) => roleArn === undefined);
    for (const statement of readStatements(direct, access)) role.addToPolicy(statement);
    const roles = [...new Set(sources.flatMap(({ roleArn }) => (roleArn === undefined ? [] : [roleArn])))];
    if (roles.length > 0) role.addToPolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources: roles }));
  }

  /** The bus that member stacks forward to, open to exactly the accounts whose roles are named. */
  #memberEvents(sources: readonly BucketSource[]): EventBus {
    const { queue: scanQueue, deadLetterQueue } = this.scanQueue;
    const eventBus = new EventBus(this, 'MemberEvents', {
      description: 'Changes of states in member accounts and regions',
    });
    const accounts = new Set(sources.flatMap(({ roleArn }) => roleArn?.split(':')[4] ?? []));
    for (const account of accounts) {
      eventBus.addToResourcePolicy(
        new PolicyStatement({
          sid: `Member${account}`,
          principals: [new AccountPrincipal(account)],
          actions: ['events:PutEvents'],
          resources: [eventBus.eventBusArn],
          conditions: { StringEquals: { 'events:source': 'aws.s3' } },
        }),
      );
    }
    new StateChangeRule(this, 'MemberStateChanges', { sources, eventBus, scanQueue, deadLetterQueue });
    return eventBus;
  }

  /** Named as it is written here, so that scripts find it. */
  #output(name: string, value: string, description: string): void {
    new CfnOutput(this, name, { value, description }).overrideLogicalId(name);
  }
}

/** In another account, or in a region that is not the stack's: its events have to be forwarded. */
function isRemote({ roleArn, region }: BucketSource, stack: Stack): boolean {
  if (roleArn !== undefined) return true;
  return region !== undefined && !Token.isUnresolved(stack.region) && region !== stack.region;
}

/** Addresses of subscribers may hold tokens: they are none of the functions' business. */
function withoutAlerts(written: unknown): unknown {
  const { alerts: _, ...rest } = z.looseObject({}).parse(written);
  return rest;
}
