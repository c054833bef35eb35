import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

// Dependencies point one way (docs/design.md), and time is an argument.

const root = resolve(import.meta.dirname, '..');
const sources = globSync(['bin/**/*.ts', 'functions/**/*.ts', 'lib/**/*.ts', 'src/**/*.ts'], { cwd: root }).map(
  (file) => file.split('\\').join('/'),
);

/** Files of the project that a file imports, types included. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) =>
    relative(root, resolve(root, dirname(file), path))
      .split('\\')
      .join('/'),
  );
}

/** What files of a folder may not import. */
const forbidden: readonly (readonly [from: RegExp, to: RegExp, why: string])[] = [
  [/^src\/state\//, /^src\/(?!state\/)/, 'state documents know nothing but themselves'],
  [/^src\/scanners\/[^/]+\//, /^src\/(pipeline|reports|cli|aws)\//, 'a scanner knows states, sources and observations'],
  [/^src\/(findings|reports)\//, /^src\/scanners\/[^/]+\//, 'findings and reports know no scanner'],
  [/^src\/sources\//, /^src\/(findings|pipeline|reports|cli)\//, 'a source knows nothing of what is made of it'],
  [
    /^lib\//,
    /^src\/(?!config\/|scanners\/(index|scanner)\.ts|findings\/table\.ts|alerts\/stream-record\.ts|sources\/state-names\.ts)/,
    'what is deployed knows the configuration, what the scanners declare, and the shape of table and stream',
  ],
  [/^lib\//, /^(functions|bin)\//, 'what is deployed names functions by their files'],
  [
    /^(functions|lib|src\/(?!restore\/|cli\/))/,
    /^src\/restore\//,
    'only the command of a person writes a state: nothing that is deployed can',
  ],
  [/^functions\//, /^(lib|bin)\//, 'a function knows nothing of how it is deployed'],
  [/^src\//, /^(bin|functions|lib|tools|test)\//, 'nobody imports what people start'],
];

test.each(forbidden)('%s imports nothing of %s: %s', (from, to) => {
  const wrong = sources
    .filter((file) => from.test(file))
    .flatMap((file) =>
      importsOf(file)
        .filter((path) => to.test(path))
        .map((path) => `${file} imports ${path}`),
    );
  expect(wrong).toEqual([]);
});

test('no clock but in bin: everywhere else the time is an argument', () => {
  const wrong = sources.filter(
    (file) => file.startsWith('src/') && /\bDate\.now\(|new Date\(\)/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(wrong).toEqual([]);
});

test("zod is imported as a namespace: its own `z` takes every language's messages into the bundles", () => {
  const wrong = sources.filter((file) =>
    /import (type )?\{ ?z ?\} from 'zod'/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(wrong).toEqual([]);
});
