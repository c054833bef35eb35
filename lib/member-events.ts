import { type Stack, Token } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { BucketSource } from './source-access.ts';
import { StateChangeRule } from './state-change-rule.ts';

interface MemberEventsProps {
  /** Those that are {@link isRemote}. */
  readonly sources: readonly BucketSource[];
  /** Each gets every change. */
  readonly queues: readonly IQueue[];
  readonly deadLetterQueue: IQueue;
}

/** The bus that member stacks forward the changes of their states to, open to exactly the accounts whose roles are named. */
export class MemberEvents extends Construct {
  readonly eventBus: EventBus;

  constructor(scope: Construct, id: string, { sources, queues, deadLetterQueue }: MemberEventsProps) {
    super(scope, id);
    this.eventBus = new EventBus(this, 'Bus', { description: 'Changes of states in member accounts and regions' });
    const accounts = new Set(sources.flatMap(({ roleArn }) => roleArn?.split(':')[4] ?? []));
    for (const account of accounts) {
      this.eventBus.addToResourcePolicy(
        new PolicyStatement({
          sid: `Member${account}`,
          principals: [new AccountPrincipal(account)],
          actions: ['events:PutEvents'],
          resources: [this.eventBus.eventBusArn],
          conditions: { StringEquals: { 'events:source': 'aws.s3' } },
        }),
      );
    }
    new StateChangeRule(this, 'Changes', { sources, eventBus: this.eventBus, queues, deadLetterQueue });
  }
}

/** In another account, or in a region that is not the stack's: its events have to be forwarded. */
export function isRemote({ roleArn, region }: BucketSource, stack: Stack): boolean {
  if (roleArn !== undefined) return true;
  return region !== undefined && !Token.isUnresolved(stack.region) && region !== stack.region;
}
