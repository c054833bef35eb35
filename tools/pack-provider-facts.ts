import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { providerCarriers } from '../src/scanners/secrets/carriers/provider-carriers.ts';
import { pack, unpack } from '../src/scanners/secrets/packing.ts';
import { providerSchemas } from '../src/scanners/secrets/provider-schemas.ts';
import { packedConstant } from './generate/packed-constant.ts';

// node tools/pack-provider-facts.ts schemas|carriers replace|add FILE: packs facts about providers into a module of the secrets scanner,
// instead of what it holds or together with it.
// FILE: { "aws_db_instance": ["password"], "data.aws_eks_cluster_auth": ["token"], ... }, paths without list indices and map keys.

/** schemas: what providers declare sensitive; carriers: what they don't, and what often holds credentials. */
const targets = {
  schemas: { path: 'provider-schemas.ts', name: 'providerSchemas', packed: providerSchemas },
  carriers: { path: 'carriers/provider-carriers.ts', name: 'providerCarriers', packed: providerCarriers },
} as const;

const [kind, how, file] = process.argv.slice(2);
if ((kind !== 'schemas' && kind !== 'carriers') || (how !== 'replace' && how !== 'add') || file === undefined) {
  process.stderr.write(
    'Say which facts, what becomes of those that are there, and name the file: ' +
      'node tools/pack-provider-facts.ts schemas|carriers replace|add FILE\n',
  );
  process.exit(2);
}
const { path, name, packed: before } = targets[kind];
const told = z.record(z.string(), z.array(z.string())).parse(JSON.parse(readFileSync(file, 'utf8')));

const byType = new Map<string, Set<string>>();
for (const [type, paths] of [...(how === 'add' ? factsIn(before) : []), ...Object.entries(told)])
  byType.set(type, new Set([...(byType.get(type) ?? []), ...paths]));

/** Types with the same attributes stand in one line, so that the module stays small in every bundle. */
const typesBy = new Map<string, string[]>();
for (const [type, paths] of byType) {
  const attributes = [...paths].sort().join(' ');
  typesBy.set(attributes, [...(typesBy.get(attributes) ?? []), type]);
}
const lines = [...typesBy].map(([attributes, types]) => `${types.sort().join(' ')}: ${attributes}`).sort();
const description = 'Lines of `types: attributes`; Brotli, base 85. A data source has the prefix `data.`.';
const target = resolve(import.meta.dirname, '../src/scanners/secrets', path);
writeFileSync(target, packedConstant(name, description, pack(lines.join('\n')), 'tools/pack-provider-facts.ts'));
const attributes = [...byType.values()].reduce((sum, paths) => sum + paths.size, 0);
process.stdout.write(`${kind}: ${byType.size} types, ${attributes} attributes\n`);

function factsIn(packed: string): [type: string, paths: string[]][] {
  return unpack(packed)
    .split('\n')
    .flatMap((line) => {
      const [types = '', paths = ''] = line.split(': ');
      return types.split(' ').map((type): [string, string[]] => [type, paths.split(' ')]);
    });
}
