import { describe, expect, test } from 'vitest';
import { ExactNumber } from '../../../src/state/json.ts';
import type { InstancePart, StatePart } from '../../../src/state/part.ts';
import { readState } from '../../../src/state/read-state.ts';
import { generateState } from '../../support/generate-state.ts';
import { block, contentsOf, document, partsOf, partsProbe, read, sha256Of, ways } from '../../support/read-document.ts';

function instancesOf(parts: readonly StatePart[]): InstancePart[] {
  return parts.filter((part) => part.kind === 'instance');
}

describe.each(ways)('a state read $way', (as) => {
  test('says what stands at its top', async () => {
    const { metadata } = await contentsOf(document(), as);
    expect(metadata).toEqual({
      format: 'v4',
      version: 4,
      terraformVersion: '1.11.4',
      serial: 7,
      lineage: '3f8a2c5e-6f0b-4a57-9a55-2f6f0d1f8c11',
      encryption: null,
    });
  });

  test('comes in parts, in the order of the document, a block after its instances', async () => {
    const parts = await partsOf(
      document({
        outputs: { url: { value: 'x', type: 'string', sensitive: true } },
        resources: [block({ module: 'module.net["eu"]' })],
        check_results: [
          {
            object_kind: 'check',
            config_addr: 'check.up',
            status: 'fail',
            objects: [{ object_addr: 'check.up', status: 'fail', failure_messages: ['made up'] }],
          },
        ],
      }),
      as,
    );
    expect(parts.map((part) => `${part.kind} ${part.pointer}`)).toEqual([
      'member /version',
      'member /terraform_version',
      'member /serial',
      'member /lineage',
      'output /outputs/url',
      'instance /resources/0/instances/0',
      'resource /resources/0',
      'check /check_results/0',
    ]);
    expect(parts.find((part) => part.kind === 'output')).toMatchObject({ address: 'output.url', sensitive: true });
    expect(parts.find((part) => part.kind === 'check')).toMatchObject({
      configAddress: 'check.up',
      objectKind: 'check',
      status: 'fail',
      objects: [{ address: 'check.up', status: 'fail' }],
    });
    expect(parts.find((part) => part.kind === 'resource')?.value).not.toHaveProperty('instances');
  });

  test('shows each object of an instance: by key, tainted, deposed', async () => {
    const parts = await partsOf(
      document({
        resources: [
          block({
            module: 'module.net["eu"]',
            instances: [
              { index_key: 'blue', status: 'tainted', attributes: { id: 'a' } },
              { index_key: 'blue', deposed: 'a1b2c3d4', attributes_flat: { id: 'b' } },
              { index_key: 0 },
            ],
          }),
        ],
      }),
      as,
    );
    expect(
      instancesOf(parts).map(({ address, indexKey, tainted, deposed }) => [address, indexKey, tainted, deposed]),
    ).toEqual([
      ['module.net["eu"].aws_vpc.main["blue"]', 'blue', true, null],
      ['module.net["eu"].aws_vpc.main["blue"]', 'blue', false, 'a1b2c3d4'],
      ['module.net["eu"].aws_vpc.main[0]', 0, false, null],
    ]);
    expect(instancesOf(parts).map(({ attributes }) => attributes)).toEqual([
      { value: { id: 'a' }, pointer: '/resources/0/instances/0/attributes', flat: false },
      { value: { id: 'b' }, pointer: '/resources/0/instances/1/attributes_flat', flat: true },
      null,
    ]);
  });

  test('waits for the address where a hand put the instances first', async () => {
    const { instances, mode, type, name } = block({ mode: 'data' });
    const blocks = [
      { instances, mode, module: 'module.a', type, name },
      { mode, type, name, instances, module: 'module.b' },
      { name, instances, type, mode },
    ];
    const parts = await partsOf(document({ resources: blocks }), as);
    expect(instancesOf(parts).map(({ address }) => address)).toEqual([
      'module.a.data.aws_vpc.main',
      'module.b.data.aws_vpc.main',
      'data.aws_vpc.main',
    ]);
  });

  test('keeps numbers exact that a double would change, and index keys beyond 2^53', async () => {
    const text = JSON.stringify(
      document({ resources: [block({ instances: [{ index_key: 1, attributes: { id: 2, share: 0.1 } }] })] }),
    )
      .replace('"index_key":1', '"index_key":9007199254740993')
      .replace('"id":2', '"id":12345678901234567890');
    const [instance] = instancesOf(await partsOf(text, as));
    expect(instance?.address).toBe('aws_vpc.main[9007199254740993]');
    expect(instance?.indexKey).toBe('9007199254740993');
    expect(instance?.attributes?.value).toEqual({ id: new ExactNumber('12345678901234567890'), share: 0.1 });
  });

  test('keeps names and texts as they are, however strange', async () => {
    const attributes = '{"__proto__":{"a":1},"":"","a/b~":"\\ud800","\ufefft":"\ufeffs","9":1,"constructor":"\\u0000"}';
    const text = JSON.stringify(document({ resources: [block()] })).replace('{"id":"vpc-1"}', attributes);
    const [instance] = instancesOf(await partsOf(text, as));
    expect(Object.entries(instance?.attributes?.value ?? {})).toEqual([
      ['9', 1],
      ['__proto__', { a: 1 }],
      ['', ''],
      ['a/b~', '\ud800'],
      ['\ufefft', '\ufeffs'],
      ['constructor', '\u0000'],
    ]);
  });

  test('keeps the order of outputs whose names are numbers', async () => {
    const output = '{"value":1,"type":"number"}';
    const text = JSON.stringify(document()).replace('"outputs":{}', `"outputs":{"b":${output},"10":${output}}`);
    expect((await partsOf(text, as)).flatMap((part) => (part.kind === 'output' ? [part.name] : []))).toEqual([
      'b',
      '10',
    ]);
  });

  test('may have Windows line breaks and any white space', async () => {
    const text = JSON.stringify(document({ resources: [block()] }), null, '\t').replaceAll('\n', '\r\n');
    expect(instancesOf(await partsOf(`\r\n ${text}\r\n\r\n`, as))).toHaveLength(1);
  });

  test('may lack what Terraform does not insist on', async () => {
    const { metadata, parts } = await contentsOf(
      '{"version":4,"outputs":null,"resources":null,"lineage":"","new_member":{"a":[]}}',
      as,
    );
    expect(metadata).toMatchObject({ terraformVersion: null, serial: null, lineage: null });
    expect(parts.map((part) => part.pointer)).toEqual([
      '/version',
      '/outputs',
      '/resources',
      '/lineage',
      '/new_member',
    ]);
  });

  test('is hashed over all its bytes, whole or damaged', async () => {
    const good = JSON.stringify(document());
    const bad = `${'['.repeat(10)}oops${' '.repeat(5000)}`;
    expect(await read(good, as)).toMatchObject({ sha256: sha256Of(good), bytes: good.length, damage: null });
    expect(await read(bad, as)).toMatchObject({ sha256: sha256Of(bad), bytes: bad.length });
  });
});

describe('a large state', () => {
  const nameOfBlock = { mode: 'managed', type: 'aws_vpc', name: 'main' };
  const manyInstances = Array.from({ length: 90 }, (_, index_key) => ({
    index_key,
    attributes: { id: 'made up text' },
  }));
  const bytes = generateState({ bytes: 300_000, seed: 1 });

  test('gives the same parts whichever way it is read', async () => {
    const once = await contentsOf(bytes);
    expect(once.parts.length).toBeGreaterThan(200);
    expect(await contentsOf(bytes, { stream: true, chunk: 1000 })).toEqual(once);
  });

  test('is read as a stream with little memory: no part may be larger than the limit', async () => {
    expect((await read(bytes, { stream: true, chunk: 1000, largestValue: 20_000 })).damage).toBeNull();
    const { damage } = await read(bytes, { stream: true, chunk: 1000, largestValue: 500 });
    expect(damage).toMatchObject({ reason: 'value-too-large' });
    expect(damage?.offset).toBeGreaterThan(0);
  });

  test.each([
    ['a text', { outputs: { a: { value: 'x'.repeat(3000), type: 'string' } } }],
    [
      'a list of many small values',
      { resources: [block({ instances: [{ attributes: { list: Array(800).fill(0) } }] })] },
    ],
    [
      'many members of a block',
      { resources: [block(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`m${i}`, 'text'])))] },
    ],
    ['instances before the name of their block', { resources: [{ instances: manyInstances, ...nameOfBlock }] }],
    [
      'instances before the module of their block',
      { resources: [{ ...nameOfBlock, instances: manyInstances, module: 'module.a' }] },
    ],
  ])('gives up on %s beyond the limit', async (_name, members) => {
    const text = JSON.stringify(document(members));
    expect((await read(text, { stream: true, largestValue: 1000 })).damage).toMatchObject({
      reason: 'value-too-large',
    });
  });

  test.each([{}, { module: 'module.a' }])('may have more instances in one block than the limit, %o', async (module) => {
    const text = JSON.stringify(document({ resources: [{ ...module, ...nameOfBlock, instances: manyInstances }] }));
    const parts = await partsOf(text, { stream: true, largestValue: 1000 });
    expect(instancesOf(parts).map(({ address }) => address)).toEqual(
      instancesOf(await partsOf(text)).map(({ address }) => address),
    );
    expect(instancesOf(parts)).toHaveLength(manyInstances.length);
  });
});

describe('what is no damage of the state', () => {
  const bytes = Buffer.from(JSON.stringify(document({ resources: [block()] })));
  const limits = { streamAbove: 0, largestValue: 1000 };

  test.each([0, 1e6])('a defect of a probe is thrown (streamed above %i bytes)', async (streamAbove) => {
    const broken = {
      name: 'broken',
      begin: () => ({
        part() {
          throw new RangeError('a defect');
        },
        end: () => 0,
      }),
    };
    const chunks = (async function* () {
      yield bytes;
    })();
    const reading = readState({ bytes: bytes.length, chunks }, [broken], { ...limits, streamAbove });
    await expect(reading).rejects.toThrow('a defect');
  });

  test('a source that fails half-way is thrown', async () => {
    const chunks = (async function* () {
      yield bytes.subarray(0, 10);
      throw new Error('connection lost');
    })();
    await expect(readState({ bytes: bytes.length, chunks }, [], limits)).rejects.toThrow('connection lost');
  });

  test('a scan that is stopped is thrown', async () => {
    const chunks = (async function* () {
      yield bytes;
    })();
    const reading = readState({ bytes: bytes.length, chunks }, [partsProbe], limits, AbortSignal.abort());
    await expect(reading).rejects.toThrow(/abort/i);
  });

  test.each([1, 40, 100_000])('a source that told %i bytes too few or too many costs nothing', async (told) => {
    const chunks = (async function* () {
      for (let at = 0; at < bytes.length; at += 16) yield bytes.subarray(at, at + 16);
    })();
    const reading = await readState({ bytes: told, chunks }, [partsProbe], { ...limits, streamAbove: 1e6 });
    expect(reading).toMatchObject({ damage: null, bytes: bytes.length, sha256: sha256Of(bytes) });
  });
});
