import { describe, expect, test } from 'vitest';
import type { GitRef } from '../../../../src/git/repository.ts';
import { optionsOf, type VersionPlace } from '../../../../src/scanners/releases/options.ts';
import { type StateVersions, versionsProbe } from '../../../../src/scanners/releases/probes.ts';
import { toldBy } from '../../../../src/scanners/releases/told.ts';
import { meaningOf } from '../../../../src/scanners/releases/versions.ts';
import type { InstancePart, OutputPart, StatePart } from '../../../../src/state/part.ts';
import { managedInstance, metadata } from '../../../support/fake-io.ts';

const tagged = (name: string, digit: string): readonly [string, GitRef] => [
  name,
  { name: `refs/tags/${name}`, oid: digit.repeat(40), peeled: null },
];
const tags = new Map([
  tagged('verified/v1.0.0', '5'),
  tagged('v1.0.0', '1'),
  tagged('network/v1.0.0', '2'),
  tagged('network/v1.1.0', '2'),
  tagged('network/v2', '3'),
  tagged('network/v\u202e4', '4'),
]);

describe('a text stands for the tag', () => {
  test.each([
    ['1.0.0', 'v*', 'v1.0.0', 'semver'],
    ['v1.0.0', 'v*', 'v1.0.0', 'semver'],
    ['1.0.0', 'network/v*', 'network/v1.0.0', 'semver'],
    ['v1.0.0', 'network/v*', 'network/v1.0.0', 'semver'],
    ['network/v1.0.0', 'network/v*', 'network/v1.0.0', 'semver'],
    ['network/v1.0.0', 'v*', null, 'other'],
    ['1.2.0', 'v*', null, 'semver'],
    ['v2', 'network/v*', 'network/v2', 'other'],
    ['main', 'v*', null, 'other'],
    ['verified/v1.0.0', 'v*', null, 'other'],
  ])('%s with %s: %s', (text, pattern, tag, kind) => {
    expect(meaningOf(text, tags, pattern)).toMatchObject({ tag, kind });
  });

  test('of its commit with the highest version, and of no name that would move a cursor', () => {
    expect(meaningOf('2'.repeat(40), tags, 'network/v*')).toEqual({
      kind: 'commit',
      version: '1.1.0',
      prerelease: false,
      tag: 'network/v1.1.0',
    });
    expect(meaningOf('3'.repeat(40), tags, 'network/v*')).toMatchObject({ version: null, tag: 'network/v2' });
    expect(meaningOf('4'.repeat(40), tags, 'network/v*')).toMatchObject({ tag: null });
    expect(meaningOf('2'.repeat(39), tags, 'network/v*')).toMatchObject({ kind: 'other', tag: null });
  });
});

/** What a state with these parts tells, asked for one place. */
function told(place: VersionPlace, parts: readonly StatePart[]) {
  const options = optionsOf({
    repositories: [{ name: 'infra', path: 'infra.git' }],
    deployments: [{ match: ['**'], repository: 'infra', version: [place] }],
  });
  const run = versionsProbe(options).begin();
  for (const part of parts) run.part(part);
  const state: StateVersions = run.end(metadata());
  return toldBy(place, state, { objectTags: new Map(), parameters: new Map() }, tags, 'v*');
}

const instance = (name: string, version: string, changes: Partial<InstancePart> = {}): InstancePart => ({
  ...managedInstance(name),
  attributes: { value: { tags: { Version: version } }, pointer: '', flat: false },
  ...changes,
});
const output = (value: string | number, changes: Partial<OutputPart> = {}): OutputPart => ({
  kind: 'output',
  address: 'output.version',
  name: 'version',
  sensitive: false,
  pointer: '/outputs/version',
  value: { value, type: 'string' },
  ...changes,
});

describe('a tag on resources', () => {
  const place = { resourceTag: 'Version' };

  test('tells what most say, and who says something else', () => {
    const parts = [instance('a', '1.0.0'), instance('b', 'v1.0.0'), instance('c', '1.0.0')];
    expect(told(place, parts)).toMatchObject({
      text: '1.0.0',
      tag: 'v1.0.0',
      outliers: [{ address: 'aws_subnet.b', text: 'v1.0.0' }],
    });
  });

  test('tells nothing of objects that are deposed, of data sources, or of what is marked as sensitive', () => {
    const data = managedInstance('d').resource;
    const parts = [
      instance('a', '1.0.0', { deposed: '0a1b2c3d' }),
      instance('b', '1.0.0', { sensitivePaths: [['tags', 'Version']] }),
      instance('d', '1.0.0', { resource: { ...data, mode: 'data' } }),
    ];
    expect(told(place, parts)).toMatchObject({ text: null, why: 'missing' });
  });

  test('is read from labels, from default tags, and from states of old', () => {
    const labelled = instance('a', '', {
      attributes: { value: { labels: { Version: '1.0.0' } }, pointer: '', flat: false },
    });
    const byDefault = instance('b', '', {
      attributes: { value: { tags_all: { Version: '1.0.0' } }, pointer: '', flat: false },
    });
    const flat = instance('c', '', { attributes: { value: { 'tags.Version': '1.0.0' }, pointer: '', flat: true } });
    for (const part of [labelled, byDefault, flat]) expect(told(place, [part])).toMatchObject({ text: '1.0.0' });
  });
});

describe('an output', () => {
  const place = { output: 'version' };

  test.each([
    ['a version', output('1.0.0'), '1.0.0', null],
    ['nothing', output('1.0.0', { name: 'other', address: 'output.other' }), null, 'missing'],
    ['one of a module', output('1.0.0', { address: 'module.net.output.version' }), null, 'missing'],
    ['a sensitive value', output('1.0.0', { sensitive: true }), null, 'sensitive'],
    ['a number', output(7), null, 'not-a-version'],
    ['a sentence', output('correct horse battery'), null, 'not-a-version'],
    ['a text as long as a key', output('a'.repeat(101)), null, 'not-a-version'],
  ])('with %s', (_name, part, text, why) => {
    expect(told(place, [part])).toMatchObject({ text, why });
  });
});
