import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { denied, lifecycleRule, none, place } from '../samples.ts';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'earlier versions go after a week',
      facts: { place, lifecycle: { value: [lifecycleRule()] } },
      expect: [
        {
          location: 'tidy-up',
          message: 'Rule tidy-up removes earlier versions after 7 days.',
          severity: 'medium',
          evidence: {
            bucket: 'acme-tfstate',
            rule: 'tidy-up',
            expiresAfterDays: null,
            noncurrentDays: 7,
            newerNoncurrentVersions: 0,
            conditional: false,
          },
        },
      ],
    },
    {
      name: 'they go after a week but for three, where a hundred are wanted',
      facts: { place, lifecycle: { value: [lifecycleRule({ earlierVersions: { days: 7, newer: 3 } })] } },
      expect: [
        {
          location: 'tidy-up',
          message: 'Rule tidy-up removes earlier versions after 7 days, but the newest 3.',
          evidence: {
            bucket: 'acme-tfstate',
            rule: 'tidy-up',
            expiresAfterDays: null,
            noncurrentDays: 7,
            newerNoncurrentVersions: 3,
            conditional: false,
          },
        },
      ],
    },
    {
      name: 'a state that nobody writes for ninety days is deleted',
      facts: { place, lifecycle: { value: [lifecycleRule({ expiresAfterDays: 90, earlierVersions: null })] } },
      expect: [
        {
          location: 'tidy-up',
          severity: 'high',
          message: 'Rule tidy-up deletes a state 90 days after its last write, though it is in use.',
          evidence: {
            bucket: 'acme-tfstate',
            rule: 'tidy-up',
            expiresAfterDays: 90,
            noncurrentDays: null,
            newerNoncurrentVersions: null,
            conditional: false,
          },
        },
      ],
    },
    {
      name: 'a rule for a part of the states, and only for those with a tag',
      facts: {
        place,
        lifecycle: {
          value: [
            lifecycleRule({ filter: { prefix: 'prod/net/', tagged: true, largerThan: null, smallerThan: null } }),
          ],
        },
      },
      expect: [
        {
          location: 'tidy-up',
          severity: 'low',
          evidence: {
            bucket: 'acme-tfstate',
            rule: 'tidy-up',
            expiresAfterDays: null,
            noncurrentDays: 7,
            newerNoncurrentVersions: 0,
            conditional: true,
          },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'ninety days',
      facts: { place, lifecycle: { value: [lifecycleRule({ earlierVersions: { days: 90, newer: 0 } })] } },
    },
    {
      name: 'a week, but a hundred versions are always kept',
      facts: { place, lifecycle: { value: [lifecycleRule({ earlierVersions: { days: 7, newer: 100 } })] } },
    },
    {
      name: 'a week, where that is enough',
      facts: { place, lifecycle: { value: [lifecycleRule()] } },
      options: { keepDays: 7 },
    },
    {
      name: 'a rule for other keys',
      facts: {
        place,
        lifecycle: {
          value: [lifecycleRule({ filter: { prefix: 'logs/', tagged: false, largerThan: null, smallerThan: null } })],
        },
      },
    },
    {
      name: 'no rules',
      facts: { place, lifecycle: { value: [] } },
    },
    {
      name: 'a state, not a bucket',
      facts: { place: none, lifecycle: none },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to read the rules',
      facts: { place, lifecycle: denied },
    },
  ],
};
