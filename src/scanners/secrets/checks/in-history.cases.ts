import type { LifecycleRule } from '../../../sources/bucket.ts';
import type { CheckCases } from '../../scanner.ts';
import type { SecretFacts } from '../facts.ts';
import { damaged, earlierSecret, earlierVersion, history, noRules, settingDenied, variable } from '../samples.ts';

const location = 'sensitive-attribute aws_db_instance.main/attributes/password';
const evidence = {
  path: 'password',
  kind: 'sensitive-attribute',
  versions: 1,
  newest: '2026-11-18T09:00:00.000Z',
  oldest: '2026-11-18T09:00:00.000Z',
  keptUntil: null,
  copies: [],
  unread: 0,
};
const rule: LifecycleRule = {
  id: 'tidy-up',
  filter: { prefix: 'data/', tagged: false, largerThan: null, smallerThan: null },
  expiresAfterDays: null,
  earlierVersions: { days: 30, newer: 0 },
};
const copy = {
  id: 'to-ireland',
  enabled: true,
  filter: { prefix: '', tagged: false },
  to: 'acme-tfstate-copy',
  deleteMarkers: false,
  kmsObjects: true,
};
const twoVersions = [
  earlierVersion(),
  earlierVersion({
    s3VersionId: 'mZ7fQ2xJ',
    modifiedAt: '2026-11-10T09:00:00.000Z',
    replacedAt: '2026-11-18T09:00:00.000Z',
    newer: 1,
  }),
];

export const cases: CheckCases<SecretFacts> = {
  fires: [
    {
      name: 'a password that was taken out of the state, and that nothing removes from the version before',
      facts: { history: history([earlierSecret()]), ...noRules },
      expect: [
        {
          location,
          severity: 'low',
          message:
            'aws_db_instance.main, password held a sensitive value that is gone from the state, but can still be read in one earlier version, and nothing removes it in time.',
          evidence,
        },
      ],
    },
    {
      name: 'two versions, which a rule removes thirty days after they were replaced, and copies of them',
      facts: {
        history: history([earlierSecret({ versions: twoVersions })], { unread: 3, copiedTo: ['s3://acme-vault/'] }),
        lifecycle: { value: [rule] },
        replication: { value: [copy] },
      },
      expect: [
        {
          location,
          message:
            'aws_db_instance.main, password held a sensitive value that is gone from the state, but can still be read in 2 earlier versions, the last of which stays until 2026-12-20T00:00:00.000Z.',
          evidence: {
            ...evidence,
            versions: 2,
            oldest: '2026-11-10T09:00:00.000Z',
            keptUntil: '2026-12-20T00:00:00.000Z',
            copies: ['acme-tfstate-copy', 's3://acme-vault/'],
            unread: 3,
          },
        },
      ],
    },
    {
      name: 'an AWS access key, one step less bad than in the state itself',
      facts: { history: history([earlierSecret({ ...variable, kind: 'cloud-key', opens: 'account' })]), ...noRules },
      expect: [
        {
          location: `cloud-key ${variable.location}`,
          severity: 'high',
          evidence: { ...evidence, path: variable.path, kind: 'cloud-key' },
        },
      ],
    },
    {
      name: 'a rule that keeps the newest five versions, however old',
      facts: {
        history: history([earlierSecret()]),
        lifecycle: { value: [{ ...rule, earlierVersions: { days: 30, newer: 5 } }] },
        replication: { value: [] },
      },
      expect: [{ location, evidence }],
    },
  ],
  quiet: [
    { name: 'no earlier version holds what the state does not', facts: { history: history([]), ...noRules } },
    { name: 'earlier versions that were not searched', facts: { history: history([], { unread: 12 }), ...noRules } },
  ],
  notEvaluable: [
    { name: 'a damaged state', facts: { history: damaged, ...noRules } },
    {
      name: 'no permission to list versions',
      facts: { history: settingDenied('s3:ListBucketVersions'), ...noRules },
    },
    {
      name: 'no permission to read the rules that remove versions',
      facts: {
        ...noRules,
        history: history([earlierSecret()]),
        lifecycle: settingDenied('s3:GetLifecycleConfiguration'),
      },
    },
  ],
};
