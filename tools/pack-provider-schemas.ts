import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';

// node tools/pack-provider-schemas.ts FILE: packs what provider schemas declare sensitive into a module of the secrets scanner.
// FILE: { "aws_db_instance": ["password"], "data.aws_eks_cluster_auth": ["token"], ... }, paths without list indices and map keys.

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('Name the file: node tools/pack-provider-schemas.ts sensitive-attributes.json\n');
  process.exit(2);
}
const byType = z.record(z.string(), z.array(z.string())).parse(JSON.parse(readFileSync(file, 'utf8')));

/** Types with the same attributes stand in one line, so that the module stays small in every bundle. */
const typesBy = new Map<string, string[]>();
for (const [type, paths] of Object.entries(byType)) {
  const attributes = [...paths].sort().join(' ');
  typesBy.set(attributes, [...(typesBy.get(attributes) ?? []), type]);
}
const lines = [...typesBy].map(([attributes, types]) => `${types.sort().join(' ')}: ${attributes}`).sort();
const target = resolve(import.meta.dirname, '../src/scanners/secrets/provider-schemas.ts');
writeFileSync(
  target,
  `// Made by tools/pack-provider-schemas.ts: don't edit. README.md in this folder tells where the facts are from.

/** Lines of \`types: attributes\`, separated by spaces. A data source has the prefix \`data.\`. */
export const providerSchemas = \`
${lines.join('\n')}
\`;
`,
);
