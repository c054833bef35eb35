import { Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { type ITopicSubscription, SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns';
import {
  EmailSubscription,
  LambdaSubscription,
  SqsSubscription,
  UrlSubscription,
} from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { protocolOf } from '../src/config/alerts.ts';
import type { Configuration } from '../src/config/configuration.ts';

type Alerts = Configuration['alerts'];
type Only = Alerts['subscriptions'][number]['only'];

interface AlertTopicsProps {
  readonly encryptionKey: IKey;
  readonly alerts: Alerts;
}

/** Where alerts go: what someone has to look at now, and what can wait for the next working day. */
export class AlertTopics extends Construct {
  readonly page: Topic;
  readonly ticket: Topic;

  constructor(scope: Construct, id: string, { encryptionKey, alerts }: AlertTopicsProps) {
    super(scope, id);
    const settings = { masterKey: encryptionKey, enforceSSL: true };
    this.page = new Topic(this, 'Page', { ...settings, displayName: 'Statewarden page' });
    this.ticket = new Topic(this, 'Ticket', { ...settings, displayName: 'Statewarden ticket' });
    for (const route of ['page', 'ticket'] as const) {
      const { email, https, sqs, lambda } = alerts[route];
      for (const to of [...email, ...https, ...sqs, ...lambda]) this[route].addSubscription(this.#subscription(to));
    }
    for (const { route, to, only } of alerts.subscriptions) this[route].addSubscription(this.#subscription(to, only));
  }

  #subscription(to: string, only: Only = {}): ITopicSubscription {
    const attributes = Object.entries(only).map(([name, values]) => [
      name,
      SubscriptionFilter.stringFilter({ allowlist: [...(values ?? [])] }),
    ]);
    const filter = attributes.length === 0 ? {} : { filterPolicy: Object.fromEntries(attributes) };
    switch (protocolOf(to)) {
      case 'email':
        return new EmailSubscription(to, filter);
      case 'https':
        return new UrlSubscription(to, filter);
      case 'sqs':
        return new SqsSubscription(Queue.fromQueueArn(this, `Queue-${to}`, to), {
          ...filter,
          rawMessageDelivery: true,
        });
      case 'lambda': {
        // In the same account the permission to call it is given here; in another one its owner gives it.
        const sameEnvironment = to.split(':')[4] === Stack.of(this).account;
        return new LambdaSubscription(
          LambdaFunction.fromFunctionAttributes(this, `Function-${to}`, { functionArn: to, sameEnvironment }),
          filter,
        );
      }
      default:
        throw new TypeError('an address that the configuration does not allow');
    }
  }
}
