import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { pack } from '../src/scanners/secrets/packing.ts';
import { packedConstant } from './generate/packed-constant.ts';

// node tools/pack-provider-facts.ts schemas|carriers FILE: packs facts about providers into a module of the secrets scanner.
// FILE: { "aws_db_instance": ["password"], "data.aws_eks_cluster_auth": ["token"], ... }, paths without list indices and map keys.

/** schemas: what providers declare sensitive; carriers: what they don't, and what often holds credentials. */
const targets = {
  schemas: { path: 'provider-schemas.ts', name: 'providerSchemas' },
  carriers: { path: 'carriers/provider-carriers.ts', name: 'providerCarriers' },
} as const;

const [kind, file] = process.argv.slice(2);
if ((kind !== 'schemas' && kind !== 'carriers') || file === undefined) {
  process.stderr.write('Say which facts, and name the file: node tools/pack-provider-facts.ts schemas|carriers FILE\n');
  process.exit(2);
}
const { path, name } = targets[kind];
const byType = z.record(z.string(), z.array(z.string())).parse(JSON.parse(readFileSync(file, 'utf8')));

/** Types with the same attributes stand in one line, so that the module stays small in every bundle. */
const typesBy = new Map<string, string[]>();
for (const [type, paths] of Object.entries(byType)) {
  const attributes = [...paths].sort().join(' ');
  typesBy.set(attributes, [...(typesBy.get(attributes) ?? []), type]);
}
const lines = [...typesBy].map(([attributes, types]) => `${types.sort().join(' ')}: ${attributes}`).sort();
const packed = pack(lines.join('\n'));
const description = 'Lines of `types: attributes`; Brotli, base 85. A data source has the prefix `data.`.';
const target = resolve(import.meta.dirname, '../src/scanners/secrets', path);
writeFileSync(target, packedConstant(name, description, packed, 'tools/pack-provider-facts.ts'));
