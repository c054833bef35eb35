import { describe, expect, test } from 'vitest';
import { contentsOf, read, scalarsOf, ways } from '../../support/read-document.ts';

const version3 = {
  version: 3,
  terraform_version: '0.11.14',
  serial: 7,
  lineage: 'f2968801-fa14-41ab-a044-224f3a4adf04',
  backend: { type: 's3', config: { bucket: 'example' }, hash: 5 },
  modules: [
    {
      path: ['root'],
      outputs: { url: { sensitive: true, type: 'string', value: 'x' } },
      resources: {
        'data.aws_ami.base': { type: 'aws_ami', primary: { id: 'ami-1', attributes: { id: 'ami-1' } }, deposed: [] },
        'aws_instance.web.1': {
          type: 'aws_instance',
          provider: 'provider.aws',
          primary: { id: 'i-1', attributes: { id: 'i-1', 'tags.%': '1', 'tags.Name': 'a' }, tainted: true },
          deposed: [{ id: 'i-0', attributes: { id: 'i-0' } }],
        },
      },
      depends_on: [],
    },
    { path: ['root', 'net', 'edge'], resources: { 'aws_vpc.main': { primary: { id: 'vpc-1' } } } },
  ],
};

describe.each(ways)('a legacy state read $way', (as) => {
  test('says what it is', async () => {
    expect((await contentsOf(version3, as)).metadata).toEqual({
      format: 'legacy',
      version: 3,
      terraformVersion: '0.11.14',
      serial: 7,
      lineage: 'f2968801-fa14-41ab-a044-224f3a4adf04',
      encryption: null,
    });
  });

  test('has the addresses that Terraform shows after its upgrade', async () => {
    const { parts } = await contentsOf(version3, as);
    expect(parts.flatMap((part) => (part.kind === 'instance' ? [part] : []))).toMatchObject([
      { address: 'data.aws_ami.base', indexKey: null, deposed: null, tainted: false, resource: { mode: 'data' } },
      {
        address: 'aws_instance.web[1]',
        indexKey: 1,
        deposed: null,
        tainted: true,
        resource: { provider: 'provider.aws' },
      },
      {
        address: 'aws_instance.web[1]',
        deposed: '00000001',
        pointer: '/modules/0/resources/aws_instance.web.1/deposed/0',
      },
      {
        address: 'module.net.module.edge.aws_vpc.main',
        attributes: null,
        resource: { module: 'module.net.module.edge' },
      },
    ]);
    expect(parts.find((part) => part.kind === 'output')).toMatchObject({ address: 'output.url', sensitive: true });
  });

  test('has flat attributes', async () => {
    const { parts } = await contentsOf(version3, as);
    const web = parts.find((part) => part.kind === 'instance' && part.tainted);
    expect(web).toMatchObject({
      attributes: {
        value: { id: 'i-1', 'tags.%': '1', 'tags.Name': 'a' },
        pointer: '/modules/0/resources/aws_instance.web.1/primary/attributes',
        flat: true,
      },
    });
  });

  test('shows each of its scalars once', async () => {
    const { parts } = await contentsOf(version3, as);
    const scalars = parts.flatMap(scalarsOf).map(([pointer]) => pointer);
    expect(new Set(scalars).size).toBe(scalars.length);
    expect(scalars.toSorted()).toEqual(
      scalarsOf({ pointer: '', value: version3 })
        .map(([pointer]) => pointer)
        .toSorted(),
    );
  });

  test('of version 1 has bare outputs, no lineage, and a root module without a path', async () => {
    const modules = [{ path: null, outputs: { url: 'x' }, resources: {} }];
    const { metadata, parts } = await contentsOf({ version: 1, serial: 2, modules }, as);
    expect(metadata).toMatchObject({ format: 'legacy', version: 1, lineage: null, terraformVersion: null });
    expect(parts.find((part) => part.kind === 'output')).toMatchObject({
      address: 'output.url',
      value: 'x',
      sensitive: false,
      pointer: '/modules/0/outputs/url',
    });
  });

  test.each([
    ['a module that is none', [5], '/modules/0'],
    ['a path that leads nowhere', [{ path: ['net'] }], '/modules/0/path'],
    ['a resource without a name', [{ path: ['root'], resources: { aws_vpc: {} } }], '/modules/0/resources/aws_vpc'],
    ['a resource that is none', [{ path: ['root'], resources: { 'a.b': 1 } }], '/modules/0/resources/a.b'],
    [
      'a deposed object that is none',
      [{ path: ['root'], resources: { 'a.b': { deposed: [1] } } }],
      '/modules/0/resources/a.b/deposed/0',
    ],
    ['outputs that are a list', [{ path: ['root'], outputs: [] }], '/modules/0/outputs'],
  ])('is damaged by %s', async (_name, modules, pointer) => {
    const { damage } = await read(JSON.stringify({ ...version3, modules }), as);
    expect(damage).toMatchObject({ reason: 'invalid-member', pointer });
  });
});
