import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ScheduledScanner } from './scanner-schedules.ts';

interface HealthAlarmsProps {
  readonly scanners: readonly ScheduledScanner[];
  readonly scanQueue: IQueue;
  /** Where messages end that could not be worked on. */
  readonly deadLetterQueue: IQueue;
  /** Where changes of findings end that could not be told. */
  readonly unsentAlerts: IQueue;
  readonly alert: IFunction;
  readonly page: ITopic;
}

/** Above zero at any time. */
const any = {
  threshold: 0,
  comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
  evaluationPeriods: 1,
  treatMissingData: TreatMissingData.NOT_BREACHING,
};

/** Statewarden notices when it is blind: silence is never taken for health. Every alarm says what to look at. */
export class HealthAlarms extends Construct {
  readonly #action: SnsAction;

  constructor(scope: Construct, id: string, props: HealthAlarmsProps) {
    super(scope, id);
    const { scanners, scanQueue, deadLetterQueue, unsentAlerts, alert, page } = props;
    this.#action = new SnsAction(page);
    for (const scanner of scanners) this.#heartbeat(scanner);
    this.#alarm('DeadLetters', deadLetterQueue.metricApproximateNumberOfMessagesVisible(every(1, Stats.MAXIMUM)), {
      alarmDescription:
        'Statewarden could not work on a message, a schedule or an event after all tries: it lies in the dead-letter queue. Read why in the log of the scan function (look for the message id), mend it, and redrive the queue.',
    });
    this.#alarm('UnsentAlerts', unsentAlerts.metricApproximateNumberOfMessagesVisible(every(1, Stats.MAXIMUM)), {
      alarmDescription:
        'Findings changed and nobody was told: the alert function gave up. Read its log, mend it, and look through what changed since then.',
    });
    this.#alarm('AlertsLate', alert.metric('IteratorAge', every(5, Stats.MAXIMUM)), {
      threshold: Duration.minutes(10).toMilliseconds(),
      alarmDescription:
        'Alerts are more than ten minutes late: the alert function fails or is throttled. Read its log. Nothing is lost for six hours.',
    });
    this.#alarm('ScansLate', scanQueue.metricApproximateAgeOfOldestMessage(every(5, Stats.MAXIMUM)), {
      threshold: Duration.hours(1).toSeconds(),
      evaluationPeriods: 3,
      alarmDescription:
        'States have been waiting for more than an hour to be scanned. Is the scan function failing, or the whole estate being scanned anew? Raise functions.scan.concurrency if it stays so.',
    });
  }

  #heartbeat({ name, every: milliseconds }: ScheduledScanner): void {
    const minutes = Math.max(5, Math.ceil(milliseconds / 60_000));
    const period = Duration.minutes(Math.min(minutes, 24 * 60));
    const daysBetween = Math.ceil(minutes / (24 * 60));
    const metric = new Metric({
      namespace: 'Statewarden',
      metricName: 'SweepCompleted',
      dimensionsMap: { service: 'statewarden', scanner: name },
      period,
      statistic: Stats.SUM,
    });
    this.#alarm(`Blind-${name}`, metric, {
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      // Three runs are missed, or as many days as one alarm can look back: seven.
      evaluationPeriods: Math.min(7, Math.max(3, daysBetween + 1)),
      treatMissingData: TreatMissingData.BREACHING,
      alarmDescription: `Statewarden is blind: the scanner ${name} has not seen every source lately. Is its schedule still there and enabled? Does the log of the dispatch function tell of a source that can't be listed, or of the table?`,
    });
  }

  #alarm(id: string, metric: IMetric, props: Partial<AlarmProps>): void {
    const alarm = new Alarm(this, id, { ...any, ...props, metric });
    alarm.addAlarmAction(this.#action);
    alarm.addOkAction(this.#action);
  }
}

function every(minutes: number, statistic: string) {
  return { period: Duration.minutes(minutes), statistic };
}
