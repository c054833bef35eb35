import { describe, expect, test } from 'vitest';
import type { Damage } from '../../../src/state/errors.ts';
import { block, document, read, ways } from '../../support/read-document.ts';

const whole = JSON.stringify(document({ resources: [block()] }));
const nested = (levels: number) => whole.replace('{"id":"vpc-1"}', `${'['.repeat(levels)}${']'.repeat(levels)}`);
/** Levels around the attributes of an instance: document, resources, block, instances, instance. */
const around = 5;

const damaged: readonly (readonly [string, string | Uint8Array, Partial<Damage>])[] = [
  ['nothing at all', '', { reason: 'empty', offset: 0 }],
  ['white space alone', ' \n', { reason: 'truncated', offset: 2 }],
  ['a document cut off in a text', '{"version": 4, "line', { reason: 'truncated', offset: 20 }],
  ['a document cut off in a character', Buffer.from('{"a": "ü').subarray(0, 8), { reason: 'truncated', offset: 8 }],
  ['a document cut off after a name', '{"version"', { reason: 'truncated', offset: 10 }],
  ['a document cut off in a number', '{"version": -', { reason: 'truncated', offset: 13 }],
  ['a document cut off before its end', whole.slice(0, -1), { reason: 'truncated', offset: whole.length - 1 }],
  ['no JSON', '<html></html>', { reason: 'not-json', offset: 0 }],
  ['a comma too many', '{"version": 4,}', { reason: 'not-json', offset: 14 }],
  ['a missing colon', '{"version" 4}', { reason: 'not-json', offset: 11 }],
  ['the wrong bracket', '{"version": 4]', { reason: 'not-json', offset: 13 }],
  ['a number with a leading zero', '{"version": 04}', { reason: 'not-json', offset: 13 }],
  ['a line break in a text', '{"a": "x\ny"}', { reason: 'not-json', offset: 8 }],
  ['an unknown word', '{"a": nil}', { reason: 'not-json', offset: 7 }],
  ['conflict marks', `<<<<<<< HEAD\n${whole}`, { reason: 'not-json', offset: 0 }],
  ['something behind the document', `${whole} {}`, { reason: 'not-json', offset: whole.length + 1 }],
  [
    'a mistake within a block',
    whole.replace('"vpc-1"', 'vpc-1'),
    { reason: 'not-json', offset: whole.indexOf('"vpc-1"') },
  ],
  ['a byte order mark', `\ufeff${whole}`, { reason: 'byte-order-mark', offset: 0 }],
  ['UTF-16 with a mark', Buffer.from(`\ufeff${whole}`, 'utf16le'), { reason: 'not-utf8', offset: 0 }],
  ['UTF-16 without a mark', Buffer.from(whole, 'utf16le'), { reason: 'not-utf8', offset: 0 }],
  ['UTF-16, big end first', Buffer.from(`\ufeff${whole}`, 'utf16le').swap16(), { reason: 'not-utf8', offset: 0 }],
  ['Latin-1', Buffer.from('{"version": 4, "a": "für"}', 'latin1'), { reason: 'not-utf8', offset: 22 }],
  ['half a surrogate pair in UTF-8', Buffer.from('7b22a022eda08022', 'hex'), { reason: 'not-utf8', offset: 2 }],
  [
    'a member that stands twice',
    whole.replace('"serial":7', '"serial":7,"serial":8'),
    { reason: 'duplicate-member', offset: whole.indexOf('"serial"') + 11, pointer: '/serial' },
  ],
  [
    'a member that stands twice deep down',
    whole.replace('"id":"vpc-1"', '"a/b":[{"~":1,"\\u007e":2}]'),
    { reason: 'duplicate-member', pointer: '/resources/0/instances/0/attributes/a~1b/0/~0' },
  ],
  [
    'a second list of resources',
    whole.replace('"resources"', '"resources":[],"resources"'),
    { reason: 'duplicate-member', pointer: '/resources' },
  ],
  [
    'more than 10,000 levels',
    nested(10_001 - around),
    { reason: 'nested-too-deep', offset: whole.indexOf('{"id"') + 10_000 - around },
  ],
  ['levels beyond counting', '['.repeat(200_000), { reason: 'not-a-state' }],
  ['objects in objects without end', '{"a":'.repeat(200_000), { reason: 'nested-too-deep', offset: 50_000 }],
  ['a list', '[]', { reason: 'not-a-state' }],
  ['a bare number', '42', { reason: 'not-a-state' }],
  ['a bare text', '"x"', { reason: 'not-a-state' }],
  ['null', 'null', { reason: 'not-a-state' }],
  ['an empty object', '{}', { reason: 'not-a-state' }],
  ['a plan', '{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{}}', { reason: 'not-a-state' }],
  ['a source map', '{"version":3,"sources":["a.ts"],"mappings":"AAAA"}', { reason: 'not-a-state' }],
  ['the backend file of .terraform', '{"version":3,"serial":1,"backend":{"type":"s3"}}', { reason: 'not-a-state' }],
  [
    'format version 0',
    '{"version":0,"serial":1}',
    { reason: 'unsupported-version', version: '0', pointer: '/version' },
  ],
  ['format version 5', '{"version":5,"serial":1}', { reason: 'unsupported-version', version: '5' }],
  ['half a format version', '{"version":4.5,"serial":1}', { reason: 'unsupported-version', version: '4.5' }],
  ['a format version as text', '{"version":"4","serial":1}', { reason: 'unsupported-version' }],
  ['no format version', '{"version":null,"serial":1}', { reason: 'not-a-state' }],
  ['a version of nobody', state({ terraform_version: 'latest' }), invalid('/terraform_version')],
  ['a serial beyond 2^53', whole.replace('"serial":7', '"serial":9007199254740993'), invalid('/serial')],
  ['a negative serial', state({ serial: -1 }), invalid('/serial')],
  ['a lineage that is no text', state({ lineage: 5 }), invalid('/lineage')],
  ['outputs that are a list', state({ outputs: [] }), invalid('/outputs')],
  ['an output without type', state({ outputs: { a: { value: 1 } } }), invalid('/outputs/a/type')],
  ['an output of no type', state({ outputs: { a: { value: 1, type: ['list'] } } }), invalid('/outputs/a/type')],
  ['an output without value', state({ outputs: { a: { type: 'string' } } }), invalid('/outputs/a')],
  [
    'an output that is maybe sensitive',
    state({ outputs: { a: { value: 1, type: 'number', sensitive: 1 } } }),
    invalid('/outputs/a/sensitive'),
  ],
  ['an output that is bare', state({ outputs: { a: 'x' } }), invalid('/outputs/a')],
  ['resources that are an object', state({ resources: {} }), invalid('/resources')],
  ['a resource that is none', state({ resources: [block(), 0] }), invalid('/resources/1')],
  ['a resource that is a list', state({ resources: [[block()]] }), invalid('/resources/0')],
  ['an unknown mode', resource({ mode: 'ephemeral' }), invalid('/resources/0')],
  ['no mode', resource({ mode: undefined }), invalid('/resources/0')],
  ['a module that is no address', resource({ module: 'net' }), invalid('/resources/0/module')],
  ['a module with an open bracket', resource({ module: 'module.net["a' }), invalid('/resources/0/module')],
  ['instances that are none', resource({ instances: {} }), invalid('/resources/0/instances')],
  ['an index key that is a list', instance({ index_key: [0] }), invalid('/resources/0/instances/0/index_key')],
  ['an unknown status', instance({ status: 'broken' }), invalid('/resources/0/instances/0/status')],
  ['a deposed key that is too short', instance({ deposed: 'abc' }), invalid('/resources/0/instances/0/deposed')],
  [
    'a dependency on nothing',
    instance({ dependencies: ['aws_vpc'] }),
    invalid('/resources/0/instances/0/dependencies'),
  ],
  [
    'a sensitive path of no kind',
    instance({ sensitive_attributes: [[{ type: 'x', value: 'a' }]] }),
    invalid('/resources/0/instances/0/sensitive_attributes'),
  ],
  [
    'an instance that stands twice',
    resource({ instances: [{ index_key: 0 }, { index_key: 0 }] }),
    invalid('/resources/0/instances/1'),
  ],
  [
    'an instance that stands in two blocks',
    state({ resources: [block(), block()] }),
    invalid('/resources/1/instances/0'),
  ],
  [
    'a deposed object that stands twice',
    resource({ instances: [{ deposed: '00000001' }, { deposed: '00000001' }] }),
    invalid('/resources/0/instances/1'),
  ],
  ['check results that are an object', state({ check_results: {} }), invalid('/check_results')],
];

function state(members: Record<string, unknown>): string {
  return JSON.stringify(document(members));
}

function resource(changes: Record<string, unknown>): string {
  return state({ resources: [block(changes)] });
}

function instance(members: Record<string, unknown>): string {
  return resource({ instances: [members] });
}

function invalid(pointer: string): Partial<Damage> {
  return { reason: 'invalid-member', pointer };
}

describe.each(ways)('damage found in a document read $way', (as) => {
  test.each(damaged)('%s', async (_name, bytes, damage) => {
    const reading = await read(bytes, as);
    expect(reading.damage).toMatchObject(damage);
    expect(reading.damage?.detail).not.toMatch(/vpc-1|latest|broken|3f8a2c5e/);
  });

  test('10,000 levels are no damage', async () => {
    expect((await read(nested(10_000 - around), as)).damage).toBeNull();
  });

  test.each([
    [
      'the same key once deposed, once current',
      { instances: [{ index_key: 0 }, { index_key: 0, deposed: '00000001' }] },
    ],
    ['a number and a text as key', { instances: [{ index_key: 0 }, { index_key: '0' }] }],
    ['null where Terraform takes nothing', { instances: [{ status: null, deposed: null, dependencies: null }] }],
    [
      'every kind of dependency',
      {
        instances: [
          { dependencies: ['aws_a.b', 'module.m.data.a.b', 'module.m["x.y"].module.n[0].a.b-c', 'ephemeral.a.b'] },
        ],
      },
    ],
    ['no instance', { instances: [] }],
    ['no provider', { provider: undefined }],
  ])('%s is no damage', async (_name, changes) => {
    expect((await read(resource(changes), as)).damage).toBeNull();
  });

  test.each(['1.11', 'v1.5.0', '0.12.0-dev', '1.6.0-alpha1+meta'])(
    'terraform_version %s is no damage',
    async (text) => {
      expect((await read(state({ terraform_version: text }), as)).damage).toBeNull();
    },
  );
});
