import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { indexes } from '../../src/findings/table.ts';
import { scanners } from '../../src/scanners/index.ts';
import { templateOf } from '../support/synthesize.ts';

let template: Template;

beforeAll(() => {
  template = templateOf({
    sources: [
      { bucket: 'acme-tfstate' },
      { bucket: 'acme-live', prefix: 'live/' },
      { bucket: 'acme-odd', include: ['state/*'] },
      { bucket: 'acme-eu', region: 'eu-central-1' },
      { bucket: 'acme-payments', roleArn: 'arn:aws:iam::222233334444:role/statewarden-reader', externalId: 'acme' },
    ],
    scanners: {
      locks: { every: '5m' },
      integrity: { every: '2d' },
      releases: { repositories: [{ name: 'infra', url: 'https://git.example.com/acme/infra.git' }] },
    },
    alerts: {
      page: { email: ['oncall@example.com'], lambda: ['arn:aws:lambda:us-east-1:111122223333:function:pager'] },
      ticket: { https: ['https://hooks.example.com/token'], sqs: ['arn:aws:sqs:us-east-1:111122223333:tickets'] },
      subscriptions: [{ route: 'ticket', to: 'payments@example.com', only: { owner: ['payments'] } }],
    },
    functions: { scan: { memory: '2048MiB', timeout: '2m', concurrency: 7, tries: 4 } },
    retention: { days: 30, logDays: 7 },
  });
});

describe('the findings table', () => {
  test('is on demand, encrypted with the key of the deployment, recoverable and protected', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: Match.anyValue() },
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      },
    });
  });

  test('has every index that the store reads', () => {
    const [table] = Object.values(template.findResources('AWS::DynamoDB::Table'));
    const names = table?.Properties.GlobalSecondaryIndexes.map(({ IndexName }: { IndexName: string }) => IndexName);
    expect(names).toEqual(Object.values(indexes).map(({ name }) => name));
  });
});

describe('the scan queue', () => {
  test('waits six timeouts, and gives a message up after the configured tries', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      KmsMasterKeyId: Match.anyValue(),
      VisibilityTimeout: 720,
      RedrivePolicy: { maxReceiveCount: 4, deadLetterTargetArn: Match.anyValue() },
    });
  });

  test('feeds the scan function message by message', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 7 },
    });
  });
});

describe('the functions', () => {
  test('run on Node 24 and arm64, traced, with source maps, each with a role and a log group of its own', () => {
    const functions = Object.values(
      template.findResources('AWS::Lambda::Function', { Properties: { Runtime: 'nodejs24.x' } }),
    );
    expect(functions).toHaveLength(3);
    for (const { Properties } of functions) {
      expect(Properties).toMatchObject({
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        Environment: { Variables: { NODE_OPTIONS: '--enable-source-maps' } },
      });
    }
    expect(new Set(functions.map(({ Properties }) => JSON.stringify(Properties.Role)))).toHaveProperty('size', 3);
    expect(new Set(functions.map(({ Properties }) => JSON.stringify(Properties.LoggingConfig)))).toHaveProperty(
      'size',
      3,
    );
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 7, KmsKeyId: Match.anyValue() });
  });

  test('have the memory and the time that the configuration gives', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('reads states'),
      MemorySize: 2048,
      Timeout: 120,
    });
  });

  test('that alerts is fed by the stream with an end to its tries, and nothing is lost silently', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      StartingPosition: 'TRIM_HORIZON',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRecordAgeInSeconds: 21_600,
      MaximumRetryAttempts: 10_000,
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
      FilterCriteria: { Filters: Match.arrayWith([{ Pattern: Match.stringLikeRegexp('history#') }]) },
    });
  });
});

describe('the schedules', () => {
  test('are one for each scanner, at its own rate, tried again, with somewhere for what fails', () => {
    template.resourceCountIs('AWS::Scheduler::Schedule', scanners.length);
    template.resourceCountIs('AWS::Scheduler::ScheduleGroup', 1);
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      GroupName: Match.anyValue(),
      ScheduleExpression: 'rate(5 minutes)',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 1 },
      Target: {
        Input: '{"scanner":"locks"}',
        RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 300 },
        DeadLetterConfig: { Arn: Match.anyValue() },
      },
    });
  });

  test('leave out a scanner that is switched off, or has nothing configured to look at', () => {
    const without = templateOf({ sources: [{ bucket: 'acme-tfstate' }], scanners: { locks: { enabled: false } } });
    without.resourceCountIs('AWS::Scheduler::Schedule', scanners.length - 2);
  });
});

describe('changes of states', () => {
  const target = [Match.objectLike({ DeadLetterConfig: Match.anyValue() })];

  test('go straight to the queue, whatever wrote them', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created', 'Object Deleted'],
        detail: {
          bucket: { name: ['acme-tfstate'] },
          object: { key: [{ suffix: '.tfstate' }, { suffix: '.tfstate.tflock' }] },
        },
      },
      Targets: target,
    });
  });

  test('are told by prefix and by what the globs may let in', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        detail: {
          bucket: { name: ['acme-live'] },
          object: { key: [{ wildcard: 'live/*.tfstate' }, { wildcard: 'live/*.tfstate.tflock' }] },
        },
      },
    });
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { detail: { bucket: { name: ['acme-odd'] }, object: { key: [{ exists: true }] } } },
    });
  });

  test('in other accounts and regions come in on a bus that only these accounts may put to', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: Match.anyValue(),
      EventPattern: { detail: { bucket: { name: ['acme-eu', 'acme-payments'] } } },
    });
    template.resourceCountIs('AWS::Events::EventBusPolicy', 1);
    template.hasResourceProperties('AWS::Events::EventBusPolicy', {
      Statement: {
        Action: 'events:PutEvents',
        Principal: { AWS: { 'Fn::Join': ['', Match.arrayWith([':iam::222233334444:root'])] } },
        Condition: { StringEquals: { 'events:source': 'aws.s3' } },
      },
    });
  });
});

describe('the topics', () => {
  test('are encrypted and take nothing that is sent in the clear', () => {
    template.resourceCountIs('AWS::SNS::Topic', 2);
    template.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  });

  test.each([
    { Protocol: 'email', Endpoint: 'oncall@example.com' },
    { Protocol: 'https', Endpoint: 'https://hooks.example.com/token' },
    { Protocol: 'sqs', Endpoint: 'arn:aws:sqs:us-east-1:111122223333:tickets', RawMessageDelivery: true },
    { Protocol: 'lambda', Endpoint: 'arn:aws:lambda:us-east-1:111122223333:function:pager' },
    { Protocol: 'email', Endpoint: 'payments@example.com', FilterPolicy: { owner: ['payments'] } },
  ])('have the subscription $Endpoint', (subscription) => {
    template.hasResourceProperties('AWS::SNS::Subscription', subscription);
  });
});

describe('the alarms', () => {
  const heartbeat = (scanner: string) =>
    Match.objectLike({
      MetricName: 'SweepCompleted',
      Dimensions: Match.arrayWith([{ Name: 'scanner', Value: scanner }]),
      TreatMissingData: 'breaching',
      ComparisonOperator: 'LessThanThreshold',
      AlarmActions: [Match.anyValue()],
    });

  test.each(scanners.map(({ name }) => name))('page when the scanner %s is not heard of', (name) => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', heartbeat(name));
  });

  test('look back at most as far as CloudWatch does', () => {
    for (const { Properties } of Object.values(template.findResources('AWS::CloudWatch::Alarm'))) {
      const { Period, EvaluationPeriods } = Properties;
      expect(Period * EvaluationPeriods).toBeLessThanOrEqual(Period < 3600 ? 86_400 : 604_800);
    }
  });

  test('page for dead letters, unsent alerts, and alerts or scans that are late', () => {
    template.resourceCountIs('AWS::CloudWatch::Alarm', scanners.length + 4);
  });
});

test('the outputs have the names that scripts rely on', () => {
  const names = ['FindingsTableName', 'PageTopicArn', 'TicketTopicArn', 'ScanQueueUrl', 'DeadLetterQueueUrl'];
  for (const name of names) template.hasOutput(name, {});
});
