import { Aws, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import * as z from 'zod';
import type { VaultSettings } from '../src/config/vault.ts';
import { indexes } from '../src/findings/table.ts';
import { scanners as allScanners } from '../src/scanners/index.ts';
import { AlertFeed } from './alert-feed.ts';
import { AlertTopics } from './alert-topics.ts';
import { BackupVault } from './backup-vault.ts';
import { type ConfigurationFrom, readConfiguration } from './configuration.ts';
import { EncryptionKey, useOfKey } from './encryption-key.ts';
import { FindingsTable } from './findings-table.ts';
import { HealthAlarms } from './health-alarms.ts';
import { isRemote, MemberEvents } from './member-events.ts';
import { PipelineFunction } from './pipeline-function.ts';
import { ScanQueue } from './scan-queue.ts';
import { ScannerSchedules } from './scanner-schedules.ts';
import { grantNamed, grantSources, listingOnly } from './source-access.ts';
import { StateChangeRule } from './state-change-rule.ts';
import { allowReading, VaultCopier, type VaultPlace, vaultVariables } from './vault-copier.ts';

/** What the findings store of the scan function calls: no scan, no deletion; of the indexes only what releases ask. */
const tableActions = [
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:BatchWriteItem',
];

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
    const access = scanners.flatMap((scanner) => [
      ...scanner.access,
      ...(scanner.accessFor?.(configuration.scanners[scanner.name]?.options ?? {}) ?? []),
    ]);

    const { key: encryptionKey } = new EncryptionKey(this, 'Encryption');
    this.findingsTable = new FindingsTable(this, 'Findings', { encryptionKey });
    this.scanQueue = new ScanQueue(this, 'ScanQueue', {
      encryptionKey,
      workerTimeout: Duration.millis(functions.scan.timeout),
      tries: functions.scan.tries,
    });
    this.alertTopics = new AlertTopics(this, 'Alerts', { encryptionKey, alerts: configuration.alerts });
    const { table } = this.findingsTable;
    const { queue, deadLetterQueue } = this.scanQueue;
    const { page, ticket } = this.alertTopics;

    const common = { configuration: withoutAlerts(written), logDays: retention.logDays, encryptionKey };
    const vault = this.#vault(configuration.vault);
    const environment = {
      FINDINGS_TABLE: table.tableName,
      SCAN_QUEUE_URL: queue.queueUrl,
      ...(vault === null ? {} : vaultVariables(vault)),
    };
    const dispatch = new PipelineFunction(this, 'Dispatch', {
      ...common,
      entry: 'dispatch',
      description: 'finds what is due and sends it to the scan queue',
      settings: functions.dispatch,
      environment,
    });
    dispatch.allow(['dynamodb:Query'], table.tableArn);
    dispatch.allow(['sqs:SendMessage', 'sqs:GetQueueAttributes'], queue.queueArn);
    dispatch.allow(useOfKey, encryptionKey.keyArn);
    grantSources(dispatch, sources, listingOnly(access));
    grantNamed(dispatch, listingOnly(access));

    const scan = new PipelineFunction(this, 'Scan', {
      ...common,
      entry: 'scan',
      description: 'reads states, judges them, and records findings',
      settings: functions.scan,
      environment,
    });
    scan.allow(tableActions, table.tableArn);
    if (scanners.some(({ name }) => name === 'releases')) {
      // What ran in the environment before is asked of all states at once.
      scan.allow(['dynamodb:Query'], `${table.tableArn}/index/${indexes.changes.name}`);
    }
    scan.allow(useOfKey, encryptionKey.keyArn);
    grantSources(scan, sources, access);
    grantNamed(scan, access);
    if (vault !== null) {
      allowReading(scan, vault);
      scan.allow(['kms:Decrypt'], vault.keyArn);
    }
    scan.function.addEventSource(
      new SqsEventSource(queue, {
        batchSize: 10,
        maxConcurrency: functions.scan.concurrency,
        reportBatchItemFailures: true,
      }),
    );

    const alert = new PipelineFunction(this, 'Alert', {
      ...common,
      entry: 'alert',
      description: 'turns changes of findings into pages and tickets',
      settings: functions.alert,
      environment: { PAGE_TOPIC_ARN: page.topicArn, TICKET_TOPIC_ARN: ticket.topicArn },
    });
    alert.allow(['sns:Publish'], page.topicArn, ticket.topicArn);
    alert.allow(useOfKey, encryptionKey.keyArn);
    const { unsentAlerts } = new AlertFeed(this, 'AlertFeed', { alert, table, encryptionKey });

    new ScannerSchedules(this, 'Schedules', { scanners: scheduled, dispatch: dispatch.function, deadLetterQueue });
    const copier =
      vault === null
        ? null
        : new VaultCopier(this, 'VaultCopier', {
            ...common,
            vault,
            sources,
            settings: functions.scan,
            tries: functions.scan.tries,
            deadLetterQueue,
          });
    const queues = { queues: [queue, ...(copier === null ? [] : [copier.queue])], deadLetterQueue };
    const remote = sources.filter((source) => isRemote(source, Stack.of(this)));
    const local = sources.filter((source) => !remote.includes(source));
    new StateChangeRule(this, 'StateChanges', { sources: local, ...queues });
    this.eventBus =
      remote.length === 0 ? undefined : new MemberEvents(this, 'Members', { sources: remote, ...queues }).eventBus;
    new HealthAlarms(this, 'Health', {
      scanners: scheduled,
      scanQueue: queue,
      deadLetterQueue,
      unsentAlerts,
      alert: alert.function,
      page,
    });

    this.#output('FindingsTableName', table.tableName, 'Findings, their history, and what is known of each state');
    this.#output('PageTopicArn', page.topicArn, 'Alerts that someone has to look at now');
    this.#output('TicketTopicArn', ticket.topicArn, 'Alerts that can wait for the next working day');
    this.#output('ScanQueueUrl', queue.queueUrl, 'States that wait to be scanned');
    this.#output('DeadLetterQueueUrl', deadLetterQueue.queueUrl, 'What could not be worked on');
    if (this.eventBus !== undefined) {
      this.#output('EventBusArn', this.eventBus.eventBusArn, 'Where member stacks send the changes of their states');
    }
  }

  /** Makes the vault, or names the one that stands already. */
  #vault(settings: VaultSettings | null): VaultPlace | null {
    if (settings === null) return null;
    const { bucket: bucketName, kmsKeyArn, region } = settings;
    if (bucketName !== undefined && kmsKeyArn !== undefined) {
      const bucketArn = `arn:${Aws.PARTITION}:s3:::${bucketName}`;
      const nagName = `arn:<AWS::Partition>:s3:::${bucketName}`;
      return { bucketName, bucketArn, keyArn: kmsKeyArn, region, nagName };
    }
    const { retainDays, mode } = settings;
    const vault = new BackupVault(this, 'Vault', { retainDays, mode: mode.toUpperCase() });
    const { bucketName: name, bucketArn } = vault.bucket;
    this.#output('VaultBucketName', name, 'Copies of every version of every state');
    return { bucketName: name, bucketArn, keyArn: vault.key.keyArn, region: undefined, nagName: vault.nagName };
  }

  /** Named as it is written here, so that scripts find it. */
  #output(name: string, value: string, description: string): void {
    new CfnOutput(this, name, { value, description }).overrideLogicalId(name);
  }
}

/** Addresses of subscribers may hold tokens: they are none of the functions' business. */
function withoutAlerts(written: unknown): unknown {
  const { alerts: _, ...rest } = z.looseObject({}).parse(written);
  return rest;
}
