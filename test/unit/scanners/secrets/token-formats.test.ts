import { describe, expect, test } from 'vitest';
import {
  namedServiceToken,
  type ServiceToken,
  serviceToken,
} from '../../../../src/scanners/secrets/detectors/service-token.ts';
import {
  crc32InBase36,
  crc32InBase62,
  crc32LowestByteFirst,
} from '../../../../src/scanners/secrets/token-formats/checksums.ts';
import { type TokenFormat, tokenFormats } from '../../../../src/scanners/secrets/token-formats/index.ts';
import { shapeParts } from '../../../../src/scanners/secrets/token-formats/token-format.ts';
import { charactersOf, fakeToken, fakeTokenOf, filledShape, shortenedToken } from '../../../support/fake-tokens.ts';

// Every format shows by tokens made up from its parts that it finds what it should, and nothing that is nearly one.

function detect(text: string): ServiceToken | null {
  return serviceToken.mayMatch(text) ? serviceToken.match(text) : null;
}

/** Fixed, so that each run sees the same tokens. */
const seeds = [1, 2, 3];

/** A variable for a token of the format: it names the service where the shape alone does not. */
function variableFor({ names: [name] }: TokenFormat): string {
  return name === undefined ? 'SETTING' : `${name}_api_key`.replace('__', '_').toUpperCase();
}

/** Each way in which a token stands in a state: alone under a name, in a file of settings, in JSON, in JSON within a text. */
function waysToHold(format: TokenFormat, token: string): readonly (ServiceToken | null)[] {
  const variable = variableFor(format);
  return [
    namedServiceToken(variable, token) ?? detect(token),
    detect(`STAGE=test\n${variable}=${token}\n`),
    detect(`export ${variable}="${token}"; run`),
    detect(JSON.stringify({ stage: 'test', [variable]: token })),
    detect(JSON.stringify([{ name: variable, value: token }])),
    detect(JSON.stringify({ text: `a\n${variable}=${token}\nb` })),
  ];
}

/** Of the formats, those of which a text is taken for a token of theirs, or is not, against what is expected. */
function surprises(make: (format: TokenFormat, seed: number) => string | null, expected: boolean): readonly string[] {
  const found = new Set<string>();
  for (const format of tokenFormats) {
    for (const text of seeds.map((seed) => make(format, seed))) {
      const ways = text === null ? [] : waysToHold(format, text);
      for (const told of ways) {
        const isOwn = told?.service === format.service && told.token === format.title;
        if (isOwn !== expected)
          found.add(`${format.id}: ${told === null ? 'nothing' : `${told.service}, ${told.token}`}`);
      }
    }
  }
  return [...found];
}

test('there are at least 250, each with an id of its own and a source', () => {
  expect(tokenFormats.length).toBeGreaterThanOrEqual(250);
  const ids = tokenFormats.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  for (const { id, service, title, source } of tokenFormats) {
    expect(id).toMatch(/^[a-z0-9-]+$/);
    expect(service).toMatch(/\S/);
    expect(title).toMatch(/^[a-zA-Z0-9]/);
    expect(source).toMatch(/^https:\/\/\S+$|^[\w.-]+\/[\w.-]+ \S+/);
  }
});

describe('each token', () => {
  test('is found wherever it stands, the shortest of its kind', () => {
    expect(surprises((format, seed) => fakeToken(format, seed), true)).toEqual([]);
  });

  test('is found wherever it stands, the longest of its kind', () => {
    expect(surprises((format, seed) => fakeToken(format, seed, true), true)).toEqual([]);
  });

  test('is not found where a character is missing', () => {
    expect(surprises(shortenedToken, false)).toEqual([]);
  });

  test('is not found where a character is not of its alphabet', () => {
    expect(surprises((format, seed) => withForeignCharacter(format, fakeToken(format, seed)), false)).toEqual([]);
  });

  test('is not found in the middle of a longer word', () => {
    expect(surprises((format, seed) => `Q${fakeToken(format, seed, true)}`, false)).toEqual([]);
    expect(surprises((format, seed) => `${fakeToken(format, seed, true)}Q`, false)).toEqual([]);
  });

  test('with a wrong checksum is none', () => {
    const changed = (format: TokenFormat, seed: number) =>
      format.checksum === undefined ? null : withOtherCharacter(fakeToken(format, seed));
    expect(surprises(changed, false)).toEqual([]);
  });

  test.each(['x', 'X', '0', '1', 'a', 'f', '01', 'ab', 'abc'])('filled with %j is a placeholder', (filler) => {
    expect(surprises((format) => filledShape(format, filler), false)).toEqual([]);
  });
});

/** In the longest run. */
function withForeignCharacter(format: TokenFormat, token: string): string {
  let at = 0;
  let longest = { at: 0, least: 0, characters: [''] as readonly string[] };
  for (const part of shapeParts(format.shape)) {
    if ('literal' in part) at += part.literal.length;
    else {
      if (part.least > longest.least) longest = { at, least: part.least, characters: charactersOf(part) };
      at += part.least;
    }
  }
  const foreign = ['z', 'Z', '*'].find((character) => !longest.characters.includes(character)) ?? '*';
  const third = longest.at + Math.floor(longest.least / 3);
  return token.slice(0, third) + foreign + token.slice(third + 1);
}

/** The tenth character from the end is part of what every checksum covers, or of the checksum. */
function withOtherCharacter(token: string): string {
  const at = token.length - 10;
  const other = token.charAt(at) === '7' ? '8' : '7';
  return token.slice(0, at) + other + token.slice(at + 1);
}

/** Characters of a whole token, as the services document them or anyone can count on one. */
const documentedLengths: readonly (readonly [id: string, length: number])[] = [
  ['github-personal-access-token', 40],
  ['github-fine-grained-token', 93],
  ['gitlab-access-token', 26],
  ['npm-access-token', 40],
  ['rubygems-api-key', 57],
  ['nuget-api-key', 46],
  ['docker-hub-personal-token', 36],
  ['digitalocean-personal-access-token', 71],
  ['google-api-key', 39],
  ['google-oauth-client-secret', 35],
  ['azure-storage-key', 88],
  ['azure-cosmos-db-key', 88],
  ['azure-service-bus-key', 44],
  ['azure-container-registry-key', 52],
  ['azure-devops-token', 84],
  ['entra-client-secret', 40],
  ['sendgrid-api-key', 69],
  ['grafana-service-account-token', 46],
  ['new-relic-user-key', 32],
  ['new-relic-license-key', 40],
  ['dynatrace-api-token', 96],
  ['databricks-token', 36],
  ['hugging-face-user-token', 37],
  ['replicate-api-token', 40],
  ['anthropic-api-key', 108],
  ['openai-user-key', 51],
  ['shopify-access-token', 38],
  ['postman-api-key', 64],
  ['linear-api-key', 48],
  ['pulumi-access-token', 44],
  ['heroku-api-key', 65],
];

test.each(documentedLengths)('%s has %i characters', (id, length) => {
  expect(fakeTokenOf(id)).toHaveLength(length);
});

// Tokens that the services or others show as examples, so that the checksums are not only held against themselves.
test.each([
  ['GitHub', crc32InBase62, ['ghp', 'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17'].join('_')],
  ['GitLab', crc32InBase36, ['bzoxd_Rb5_cHeWe1JH56wr2FCBA', '0r1pum4t4'].join('.')],
  ['Grafana', crc32LowestByteFirst, ['glsa', 'iNValIdinValiDinvalidinvalidinva', '5b582697'].join('_')],
])('the checksum of %s is right in a published example, and wrong in its neighbour', (_service, checksum, token) => {
  expect(checksum(token)).toBe(true);
  expect(checksum(withOtherCharacter(token))).toBe(false);
});
