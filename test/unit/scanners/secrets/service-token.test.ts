import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  namedServiceToken,
  type ServiceToken,
  serviceToken,
} from '../../../../src/scanners/secrets/detectors/service-token.ts';
import { compileFormat } from '../../../../src/scanners/secrets/token-formats/compiled-format.ts';
import { tokenFormats } from '../../../../src/scanners/secrets/token-formats/index.ts';
import { fakeToken, fakeTokenOf } from '../../../support/fake-tokens.ts';
import { servicesKnownElsewhere, servicesToKnow } from '../../../support/services-to-know.ts';

function detect(text: string): ServiceToken | null {
  return serviceToken.mayMatch(text) ? serviceToken.match(text) : null;
}

test('no service is left out that other scanners know', () => {
  const known = new Set(tokenFormats.map(({ service }) => service));
  expect(servicesToKnow.filter((service) => !known.has(service) && !servicesKnownElsewhere.has(service))).toEqual([]);
});

describe('what is no secret', () => {
  const random = fakeTokenOf('stripe-secret-key').slice('sk_live_'.length);

  test.each([
    ['a key that is meant for browsers', `pk_live_${random}`],
    ['a key that is meant for browsers, of a test mode', `pk_test_${random}`],
    ['a public token of a map', fakeTokenOf('mapbox-secret-token').replace('sk.', 'pk.')],
    ['a project key of PostHog, which browsers send', fakeTokenOf('posthog-personal-api-key').replace('phx_', 'phc_')],
    ['a name of a secret', 'glpat-token-of-the-deploy-user'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference as serverless configurations write it, not one of ours.
    ['a reference', 'DATADOG_API_KEY=${ssm:/production/datadog/api_key}'],
    ['a hash in the name of a file', `images/box.${fakeTokenOf('infracost-api-key')}.png`],
    ['an ARN, whatever is in it', `arn:aws:s3:::acme/${fakeTokenOf('gitlab-trigger-token')}`],
    ['an ARN', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:datadog-api-key-AbCdEf'],
    ['an address', 'https://hooks.slack.com/services'],
    ['words about it', 'Ask for a GitHub token that begins with ghp_ and put it into the vault.'],
    [
      'the key of the storage emulator, which everybody has',
      `AccountKey=${['Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2U', 'VErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='].join('')}`,
    ],
    ['a random id of AWS', 'db-ABCDEFGHIJKLMNOPQRSTUVWXY2'],
  ])('%s', (_what, text) => {
    expect(detect(text)).toBeNull();
    expect(namedServiceToken('TOKEN', text)).toBeNull();
  });
});

describe('a token without a shape of its own', () => {
  const hex = fakeTokenOf('datadog-api-key');
  const uuid = fakeTokenOf('heroku-api-key-uuid');

  test.each([
    ['DATADOG_API_KEY', hex, 'Datadog'],
    ['DD_API_KEY', hex, 'Datadog'],
    ['datadogApiKey', hex, 'Datadog'],
    ['my_datadog_api_key', hex, 'Datadog'],
    ['environment.0.variables.DATADOG_API_KEY', hex, 'Datadog'],
    ['HEROKU_API_KEY', uuid, 'Heroku'],
    ['SNYK_TOKEN', uuid, 'Snyk'],
    ['AIRTABLE_KEY', fakeTokenOf('airtable-api-key'), 'Airtable'],
  ])('is known under the name %s', (name, token, service) => {
    expect(namedServiceToken(name, token)).toMatchObject({ service });
    expect(namedServiceToken(name, `Bearer ${token}`)).toMatchObject({ service });
    expect(detect(`${name}=${token}`)).toMatchObject({ service });
  });

  test.each([
    ['HEROKU_APP_ID', uuid],
    ['heroku', uuid],
    ['API_KEY', hex],
    ['SANDBOX_TOKEN', fakeTokenOf('box-token')],
    ['metadata_token', fakeTokenOf('facebook-app-secret')],
    ['DATADOG_API_KEY_ARN', hex],
    ['DATADOG_API_KEY', `${hex}0`],
    ['DATADOG_API_KEY', `prefix ${hex}`],
  ])('is not known under the name %s as %s', (name, text) => {
    expect(namedServiceToken(name, text)).toBeNull();
    expect(detect(`${name}=${text}`)).toBeNull();
  });

  test.each([
    ['members in each other', (token: string) => JSON.stringify({ datadog: { api_key: token } })],
    ['a name and a value', (token: string) => JSON.stringify([{ name: 'DD_API_KEY', value: token }])],
    ['YAML', (token: string) => `env:\n  - name: DD_API_KEY\n    value: ${token}\n`],
    ['JSON within JSON', (token: string) => JSON.stringify({ text: JSON.stringify({ DD_API_KEY: token }) })],
    ['an option of a command', (token: string) => `run --datadog-api-key ${token} --verbose`],
  ])('is found in %s', (_where, textWith) => {
    expect(detect(textWith(hex))).toMatchObject({ service: 'Datadog', prefix: null });
  });

  test('is not found where something else is between the name and it', () => {
    expect(detect(`datadog_api_key is kept in the vault, and the digest of the image is ${hex}`)).toBeNull();
    expect(detect(`https://api.heroku.com/apps/${uuid}`)).toBeNull();
  });
});

describe('of several tokens in one text', () => {
  const live = fakeTokenOf('stripe-secret-key');
  const testing = fakeTokenOf('stripe-test-secret-key');

  test('the first is told', () => {
    expect(detect(`${fakeTokenOf('npm-access-token')} ${live}`)).toMatchObject({ service: 'npm' });
  });

  test('one that opens more than a test mode is told', () => {
    expect(detect(`A=${testing} B=${live}`)).toMatchObject({ token: 'secret key', test: false });
    expect(detect(`A=${testing} B=${testing}`)).toMatchObject({ token: 'secret key', test: true, prefix: 'sk_test_' });
  });
});

test('what is told of a token holds no part of it beyond the public prefix', () => {
  fc.assert(
    fc.property(fc.constantFrom(...tokenFormats), fc.nat(1000), (format, seed) => {
      const token = fakeToken(format, seed);
      const prefix = compileFormat(format).prefix;
      const name = `${format.names[0] ?? 'some'}_api_key`;
      const told = JSON.stringify([namedServiceToken(name, token), detect(`${name}=${token}`)]);
      for (let at = prefix.length; at + 8 <= token.length; at++) expect(told).not.toContain(token.slice(at, at + 8));
    }),
  );
});

test('any text is looked at without an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string(), (text, name) => {
      detect(text);
      namedServiceToken(name, text);
    }),
  );
});

describe('a megabyte made to keep the scan busy is looked at in a moment', () => {
  const megabyte = 1 << 20;
  // Quadratic time over these would be hours: the runner's own limit for a test is the deadline.
  const compiled = tokenFormats.map(compileFormat);

  test('where what tokens are spotted by comes again and again', () => {
    const anchors = new Set(compiled.flatMap(({ anchor, format }) => [anchor?.text ?? '', ...format.names]));
    for (const anchor of anchors) if (anchor !== '') detect(anchor.repeat(Math.ceil(megabyte / 16 / anchor.length)));
  });

  test.each([...new Set(compiled.filter(({ most }) => most > 250).map(({ prefix }) => prefix))])(
    'where %j comes again and again, with as much behind it as a token may have',
    (prefix) => {
      detect(prefix.repeat(Math.ceil(megabyte / Math.max(1, prefix.length))));
      detect(`${prefix}${'a1B-'.repeat(100)}`.repeat(megabyte / 400));
      detect(prefix + 'a1'.repeat(megabyte / 2));
    },
  );

  test.each(['A', '-', '_', '.', '=', 'a1', 'key=', 'token: ', 'datadog_api_key ', '\\n', '+ASt', '\ud800'])(
    'of %j',
    (text) => {
      detect(text.repeat(megabyte / text.length));
      namedServiceToken(text.repeat(megabyte / text.length), 'a1'.repeat(16));
    },
  );
});
