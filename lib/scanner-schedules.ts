import { type CfnElement, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  Schedule,
  ScheduleExpression,
  ScheduleGroup,
  ScheduleTargetInput,
  TimeWindow,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** A scanner that runs on a schedule. */
export interface ScheduledScanner {
  readonly name: string;
  /** Milliseconds between two runs: whole minutes. */
  readonly every: number;
}

interface ScannerSchedulesProps {
  readonly scanners: readonly ScheduledScanner[];
  readonly dispatch: IFunction;
  readonly deadLetterQueue: IQueue;
}

/** One schedule for each scanner, in a group of their own. */
export class ScannerSchedules extends Construct {
  constructor(scope: Construct, id: string, { scanners, dispatch, deadLetterQueue }: ScannerSchedulesProps) {
    super(scope, id);
    const scheduleGroup = new ScheduleGroup(this, 'Group');
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
      description: 'Statewarden, schedules: start the dispatch function',
    });
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(dispatch.node.defaultChild as CfnElement)}.Arn>:*]`,
      reason: 'Every version of this one function, as CDK grants it.',
    });
    for (const { name, every } of scanners) {
      new Schedule(this, name, {
        description: `Statewarden: looks for what is due for the scanner ${name}`,
        scheduleGroup,
        schedule: ScheduleExpression.rate(Duration.millis(every)),
        timeWindow: windowFor(every),
        target: new LambdaInvoke(dispatch, {
          role,
          input: ScheduleTargetInput.fromObject({ scanner: name }),
          // A sweep that comes later than the next one is of no use.
          retryAttempts: 3,
          maxEventAge: Duration.millis(Math.min(Math.max(every, 60_000), 86_400_000)),
          deadLetterQueue,
        }),
      });
    }
  }
}

/** Spreads the load: up to a fifth of the time between two runs, a quarter of an hour at most. */
function windowFor(every: number): TimeWindow {
  const minutes = Math.min(15, Math.floor(every / 60_000 / 5));
  return minutes < 1 ? TimeWindow.off() : TimeWindow.flexible(Duration.minutes(minutes));
}
