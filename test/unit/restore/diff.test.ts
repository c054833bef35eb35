import { describe, expect, test } from 'vitest';
import { diffOf, isEmpty } from '../../../src/restore/diff.ts';
import { outlineProbe, type StateOutline } from '../../../src/restore/outline.ts';
import { readState } from '../../../src/state/read-state.ts';
import { restorableState } from '../../support/restorable-states.ts';

const limits = { streamAbove: 1024 * 1024, largestValue: 1024 * 1024 };

async function outlineOf(text: string, streamAbove = limits.streamAbove): Promise<StateOutline> {
  const bytes = Buffer.from(text);
  async function* chunks() {
    yield bytes;
  }
  const reading = await readState({ bytes: bytes.length, chunks: chunks() }, [outlineProbe], {
    ...limits,
    streamAbove,
  });
  if (reading.damage !== null) throw new Error(reading.damage.detail);
  return reading.results.get(outlineProbe) as StateOutline;
}

const diff = async (before: string | null, after: string) =>
  diffOf(before === null ? null : await outlineOf(before), await outlineOf(after));

const attribute = (attributes: object, more: object = {}) =>
  restorableState({ serial: 1 }).replace(
    '"resources": []',
    `"resources": [${JSON.stringify({
      mode: 'managed',
      type: 'aws_db_instance',
      name: 'main',
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [{ index_key: 'a.b', schema_version: 1, attributes, ...more }],
    })}]`,
  );

describe('what a restore changes', () => {
  test('everything comes back after a deletion', async () => {
    const { resources, outputs } = await diff(
      null,
      restorableState({ serial: 1, resources: { b: '1', a: '1' }, outputs: { url: 'x' } }),
    );
    expect(resources).toEqual({ added: ['terraform_data.a', 'terraform_data.b'], removed: [], changed: [] });
    expect(outputs).toEqual({ added: ['url'], removed: [], changed: [] });
  });

  test('resources and outputs that come, go and differ, by name', async () => {
    const before = restorableState({
      serial: 2,
      resources: { a: '1', gone: '1' },
      outputs: { x: '1', y: '1', old: '1' },
    });
    const after = restorableState({
      serial: 1,
      resources: { a: '2', back: '1' },
      outputs: { x: '2', y: '1', new: '1' },
    });
    expect(await diff(before, after)).toEqual({
      resources: {
        added: ['terraform_data.back'],
        removed: ['terraform_data.gone'],
        changed: [{ address: 'terraform_data.a', attributes: ['input'], members: [] }],
      },
      outputs: { added: ['new'], removed: ['old'], changed: ['x'] },
    });
  });

  test('nothing where only the serial or the writing differs', async () => {
    const state = { resources: { a: '1' }, outputs: { x: '1' } };
    const result = await diff(
      restorableState({ serial: 2, ...state, indent: 0 }),
      restorableState({ serial: 1, ...state }),
    );
    expect(isEmpty(result)).toBe(true);
  });

  test('numbers that a double takes for the same differ', async () => {
    const [before, after] = ['9007199254740992', '9007199254740993'].map((size) =>
      attribute({ size: 'BIG' }).replace('"BIG"', size),
    );
    const { resources } = await diff(before ?? '', after ?? '');
    expect(resources.changed).toEqual([{ address: 'aws_db_instance.main["a.b"]', attributes: ['size'], members: [] }]);
  });

  test('an attribute that only one of them has, and what is no attribute: taint, dependencies, provider', async () => {
    const { resources } = await diff(
      attribute({ id: '1' }, { status: 'tainted', dependencies: ['aws_vpc.a'] }),
      attribute({ id: '1', tags: null }).replace('hashicorp/aws', 'acme/aws'),
    );
    expect(resources.changed).toEqual([
      {
        address: 'aws_db_instance.main["a.b"]',
        attributes: ['tags'],
        members: ['dependencies', 'provider', 'status'],
      },
    ]);
  });

  test('a deposed object is one of its own', async () => {
    const both = attribute({ id: '1' }).replace(
      /\{"index_key":"a\.b"(.*?)\}\}/,
      (instance) => `${instance},${instance.replace('"schema_version"', '"deposed":"1a2b3c4d","schema_version"')}`,
    );
    const { resources } = await diff(attribute({ id: '1' }), both);
    expect(resources).toEqual({
      added: ['aws_db_instance.main["a.b"] (deposed 1a2b3c4d)'],
      removed: [],
      changed: [],
    });
  });

  test('of attributes of old states, nothing behind the point is named', async () => {
    const old = (name: string) =>
      JSON.stringify({
        version: 3,
        serial: 1,
        lineage: 'x',
        modules: [
          {
            path: ['root'],
            outputs: { url: { sensitive: false, type: 'string', value: name } },
            resources: {
              'aws_vpc.a': { type: 'aws_vpc', primary: { id: 'v', attributes: { id: 'v', [`tags.${name}`]: name } } },
            },
          },
        ],
      });
    const result = await diff(old('canary-one'), old('canary-two'));
    expect(result.resources.changed).toEqual([{ address: 'aws_vpc.a', attributes: ['tags'], members: [] }]);
    expect(result.outputs.changed).toEqual(['url']);
    expect(JSON.stringify(result)).not.toContain('canary');
  });

  test('the same whether a document is read whole or as a stream', async () => {
    const before = restorableState({ serial: 1, resources: { a: '1', b: '1' }, outputs: { x: '1' } });
    const after = restorableState({ serial: 2, resources: { a: '2', c: '1' }, outputs: { x: '2' } });
    const streamed = diffOf(await outlineOf(before, 0), await outlineOf(after, 0));
    expect(streamed).toEqual(await diff(before, after));
  });
});
