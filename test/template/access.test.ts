import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { MemberStack } from '../../lib/member-stack.ts';
import { StatewardenStack } from '../../lib/statewarden-stack.ts';
import { appWithoutBundles, nagReport, templateOf } from '../support/synthesize.ts';

const statementSchema = z.looseObject({
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.union([z.string(), z.array(z.string())]).transform((action) => [action].flat()),
  Condition: z.unknown().optional(),
  Resource: z.unknown().transform((resource) => [resource].flat()),
});
const policySchema = z.object({
  Properties: z.object({
    PolicyDocument: z.object({ Statement: z.array(statementSchema) }),
    Roles: z.array(z.unknown()),
  }),
});

/** Every statement of every role, with the names of resources as the template gives them. */
function statementsOf(template: Template) {
  return Object.entries(template.findResources('AWS::IAM::Policy')).flatMap(([name, policy]) =>
    policySchema.parse(policy).Properties.PolicyDocument.Statement.map((statement) => ({
      policy: name.replace(/[0-9A-F]{8}$/, ''),
      ...statement,
    })),
  );
}

/** One line for each statement: what a review has to see when a role is widened. */
function lines(template: Template): string {
  return statementsOf(template)
    .map(({ policy, Effect, Action, Resource, Condition }) => {
      const resources = Resource.map((resource) =>
        typeof resource === 'string' ? resource : JSON.stringify(resource),
      );
      const condition = Condition === undefined ? '' : ` if ${JSON.stringify(Condition)}`;
      return `${policy}: ${Effect} ${Action.join(', ')} on ${resources.join(', ')}${condition}`;
    })
    .sort()
    .join('\n');
}

const configuration = {
  sources: [
    {
      bucket: 'acme-tfstate',
      kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    },
    { bucket: 'acme-live', prefix: 'live/', lockTable: 'terraform-locks', awsBackup: { vault: 'nightly' } },
    {
      bucket: 'acme-copied',
      copies: [
        { bucket: 'acme-copies', prefix: 'nightly/' },
        { bucket: 'acme-replica', roleArn: 'arn:aws:iam::222233334444:role/reader' },
      ],
    },
    { bucket: 'acme-payments', roleArn: 'arn:aws:iam::222233334444:role/statewarden-reader', externalId: 'acme' },
  ],
};
const env = { account: '111122223333', region: 'us-east-1' };

describe('the roles', () => {
  test('may do exactly what is written here', async () => {
    await expect(`${lines(templateOf(configuration))}\n`).toMatchFileSnapshot('hub-access.txt');
  });

  test('of a member may do exactly what is written here', async () => {
    const template = Template.fromStack(new MemberStack(appWithoutBundles(), 'Member'));
    await expect(`${lines(template)}\n`).toMatchFileSnapshot('member-access.txt');
  });

  test('may only read the monitored buckets', () => {
    const s3 = statementsOf(templateOf(configuration)).flatMap(({ Action }) =>
      Action.filter((action) => action.startsWith('s3:')),
    );
    expect(s3.length).toBeGreaterThan(0);
    expect(s3.filter((action) => !/^s3:(Get|List)[A-Za-z]+$/.test(action))).toEqual([]);
  });

  test('name a resource, but for calls that know none', () => {
    const everything = statementsOf(templateOf(configuration)).filter(({ Resource }) => Resource.includes('*'));
    expect(new Set(everything.flatMap(({ Action }) => Action))).toEqual(
      new Set(['dynamodb:ListStreams', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments']),
    );
  });
});

describe('AwsSolutions of cdk-nag', () => {
  test('has nothing against the hub', () => {
    expect(nagReport((app) => new StatewardenStack(app, 'Statewarden', { configuration, env }))).toBe('');
  });

  test('has nothing against a member', () => {
    expect(nagReport((app) => new MemberStack(app, 'Member'))).toBe('');
  });

  test('would say something if there were something', async () => {
    const { Stack } = await import('aws-cdk-lib');
    const { Bucket } = await import('aws-cdk-lib/aws-s3');
    const report = nagReport((app) => {
      const stack = new Stack(app, 'Careless');
      new Bucket(stack, 'Bucket');
      return stack;
    });
    expect(report).not.toBe('');
  });
});
