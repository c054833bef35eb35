import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseConfiguration } from '../../../src/config/load.ts';
import { configurationText } from '../../../src/discovery/configuration-text.ts';
import { proposeEnvironments, usualEnvironments } from '../../../src/discovery/environments.ts';
import { proposeSource } from '../../../src/discovery/propose-sources.ts';
import { stateKeyOf } from '../../../src/discovery/state-keys.ts';
import { scanners } from '../../../src/scanners/index.ts';
import { anyKey } from '../../support/any-key.ts';
import { foundBucket } from '../../support/found-bucket.ts';

const parsed = (text: string) => parseConfiguration(text, { scanners, file: 'statewarden.yaml', baseFolder: '/' });

const anyBucket = fc
  .record({
    bucket: fc.oneof(
      fc.stringMatching(/^[a-z0-9][a-z0-9.-]{1,20}[a-z0-9]$/),
      fc.constantFrom('Old_Bucket', 'a', '007', 'null', '1e3'),
    ),
    region: fc.constantFrom(null, 'us-east-1', 'us-gov-west-1', 'somewhere'),
    keys: fc.array(anyKey, { maxLength: 20 }),
    complete: fc.boolean(),
    otherKeys: fc.nat(50),
    lockTables: fc.subarray(['locks', 'more.locks']),
    otherLockTables: fc.subarray(['1', 'x_y', 'no\rname: 1']),
    stateKeyArn: fc.constantFrom(null, 'arn:aws:kms:eu-west-1:123456789012:key/mrk-12', 'alias/mine'),
  })
  .map(({ keys, complete, otherKeys, stateKeyArn, ...bucket }) =>
    foundBucket({
      ...bucket,
      stateKeyArn,
      keys: { stateKeys: keys.flatMap((key) => stateKeyOf(key) ?? []), otherKeys, complete, listRequests: 1 },
    }),
  );

test('whatever keys there are, the file that is written is valid and says what was proposed', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anyBucket, { selector: ({ bucket }) => bucket, maxLength: 4 }),
      fc.string(),
      (buckets, owner) => {
        const sources = buckets.flatMap((bucket) => proposeSource(bucket) ?? []);
        const environments = proposeEnvironments(buckets.flatMap(({ keys }) => keys.stateKeys));
        const owned = environments.map(({ states: _, ...environment }) => ({ ...environment, owner }));
        const configuration = parsed(
          configurationText({ sources, environments: owned, page: [], ticket: [] }, './schema.json'),
        );
        expect(configuration.sources).toMatchObject(sources.map(({ notes: _, ...source }) => source));
        if (owned.length > 0) expect(configuration.environments).toEqual(owned);
      },
    ),
    { numRuns: 200 },
  );
});

test('a file with everything, as people see it', () => {
  const [production] = usualEnvironments;
  const text = configurationText(
    {
      environments: production === undefined ? [] : [{ ...production, owner: 'platform' }],
      sources: [
        { bucket: 'acme-tfstate', region: 'us-east-1', lockTable: 'terraform-locks', notes: [] },
        { bucket: 'acme-mixed', prefix: 'terraform/', notes: ['Something to decide.'] },
      ],
      page: ['oncall@example.com'],
      ticket: ['platform@example.com'],
    },
    './schema.json',
  );
  expect(text).toMatchInlineSnapshot(`
    "# yaml-language-server: $schema=./schema.json
    # Written by \`statewarden init\`. What is left out has a default; \`statewarden config validate\` checks this file.

    # Environments, by the keys of states; the first entry that matches a state wins.
    # Only where the criticality is production do critical and high findings page someone.
    environments:
      - { name: production, match: [ "**/prod/**", "**/production/**" ], criticality: production, owner: platform }

    # Places that hold states.
    sources:
      - bucket: acme-tfstate
        region: us-east-1
        lockTable: terraform-locks
      # Something to decide.
      - bucket: acme-mixed
        prefix: terraform/

    # Where alerts go, beside the SNS topics. AWS asks each address to confirm once.
    alerts:
      page:
        email:
          - oncall@example.com
      ticket:
        email:
          - platform@example.com
    "
  `);
  expect(parsed(text).alerts.page.email).toEqual(['oncall@example.com']);
});

test('without environments and addresses the file shows how they are written', () => {
  const text = configurationText(
    { environments: [], sources: [{ bucket: 'acme-tfstate', notes: [] }], page: [], ticket: [] },
    './schema.json',
  );
  expect(parsed(text).environments.length).toBeGreaterThan(1);
  const uncommented = text.replaceAll(/^# (?=(environments|alerts| {2}))/gm, '');
  expect(parsed(uncommented)).toMatchObject({
    environments: [{ name: 'production', owner: 'platform' }],
    alerts: { page: { email: ['oncall@example.com'] }, ticket: { email: ['platform@example.com'] } },
  });
});
