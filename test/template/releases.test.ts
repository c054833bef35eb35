import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, expect, test } from 'vitest';
import { StatewardenStack } from '../../lib/statewarden-stack.ts';
import { nagReport, templateOf } from '../support/synthesize.ts';

const secret = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:statewarden/git-Ab12Cd';
const configuration = {
  sources: [{ bucket: 'acme-tfstate' }],
  scanners: {
    releases: {
      repositories: [
        { name: 'infra', url: 'https://github.com/acme/infra.git', credentials: secret },
        { name: 'apps', url: 'https://git.example.com/acme/apps.git' },
        { name: 'network', url: 'https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/network' },
      ],
      deployments: [
        {
          match: ['prod/**'],
          repository: 'infra',
          version: [{ output: 'version' }, { ssmParameter: '/acme/infra/version' }],
          manifest: { s3: 's3://acme-manifests/infra/{version}.txt' },
        },
      ],
    },
  },
};

let template: Template;
beforeAll(() => {
  template = templateOf(configuration);
});

/** Statements that allow an action, by the first word of the policy's name. */
function allowed(action: string) {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy'));
  return policies.flatMap(([name, { Properties }]) => {
    const statements: readonly { Action: string | string[]; Resource: unknown }[] = Properties.PolicyDocument.Statement;
    return statements
      .filter(({ Action }) => [Action].flat().includes(action))
      .map(({ Resource }) => [name.replace(/Role.*/, ''), Resource] as const);
  });
}

test('the functions may read exactly the secrets, parameters and manifests that are named', () => {
  expect(allowed('secretsmanager:GetSecretValue')).toEqual([
    ['StatewardenDispatch', secret],
    ['StatewardenScan', secret],
  ]);
  const here = [{ Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }];
  const named = ['arn:', { Ref: 'AWS::Partition' }, ':ssm:', ...here, ':parameter/acme/infra/version'];
  const parameter = { 'Fn::Join': ['', named] };
  expect(allowed('ssm:GetParameter')).toEqual([['StatewardenScan', parameter]]);
  const manifests = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::acme-manifests/infra/*.txt']] };
  expect(JSON.stringify(allowed('s3:GetObject'))).toContain(JSON.stringify(manifests));
});

test('a repository in CodeCommit is read by the role of the functions', () => {
  const account = [{ Ref: 'AWS::Partition' }, ':codecommit:eu-west-1:', { Ref: 'AWS::AccountId' }];
  const repository = { 'Fn::Join': ['', ['arn:', ...account, ':network']] };
  expect(allowed('codecommit:GitPull')).toEqual([
    ['StatewardenDispatch', repository],
    ['StatewardenScan', repository],
  ]);
});

test('only the scan function may ask all deployments, in their index', () => {
  const indexed = allowed('dynamodb:Query').filter(([, resource]) => JSON.stringify(resource).includes('/index/'));
  expect(indexed.map(([name]) => name)).toEqual(['StatewardenScan']);
  expect(JSON.stringify(indexed)).toContain('/index/changes');
  expect(JSON.stringify(indexed)).not.toContain('*');
});

test('AwsSolutions of cdk-nag has nothing against it', () => {
  const env = { account: '111122223333', region: 'us-east-1' };
  expect(nagReport((app) => new StatewardenStack(app, 'Statewarden', { configuration, env }))).toBe('');
});

test('it has a schedule of its own', () => {
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'rate(15 minutes)',
    Target: { Input: Match.serializedJson({ scanner: 'releases' }) },
  });
});

test('a clone on a disk can not be deployed', () => {
  const scanners = { releases: { repositories: [{ name: 'infra', path: '../infra' }] } };
  expect(() => templateOf({ ...configuration, scanners })).toThrow(
    'scanners.releases.repositories[0].path: a clone can only be read by the command statewarden: name a url to deploy',
  );
});
