import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

// Dependencies point one way (docs/design.md), and time is an argument.

const root = resolve(import.meta.dirname, '..');
const sources = globSync(['bin/**/*.ts', 'src/**/*.ts'], { cwd: root }).map((file) => file.split('\\').join('/'));

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
