import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { docsOf } from '../../../src/scanners/check-docs.ts';
import { scanners } from '../../../src/scanners/index.ts';
import { copyProject, type ProjectCopy } from '../../support/project-copy.ts';

const root = resolve(import.meta.dirname, '../../..');
const checks = scanners.flatMap((scanner) => scanner.checks);

let copy: ProjectCopy;

beforeAll(() => {
  copy = copyProject(['src', 'docs', 'tools', 'README.md', 'package.json']);
});
afterAll(() => copy.remove());

test('what is generated is what the code says: else run npm run generate', () => {
  const { status, stderr } = copy.run('tools/generate.ts', '--check');
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('a stale or missing file is named with the command that mends it', () => {
  appendFileSync(join(copy.folder, 'docs/report.schema.json'), ' ');
  rmSync(join(copy.folder, 'docs/checks.md'));

  const { status, stderr } = copy.run('tools/generate.ts', '--check');
  expect(status).toBe(1);
  expect(stderr).toContain('docs/report.schema.json is not what the code says: run `npm run generate`');
  expect(stderr).toContain('docs/checks.md is not what the code says');
  expect(existsSync(join(copy.folder, 'docs/checks.md'))).toBe(false);

  expect(copy.run('tools/generate.ts').status).toBe(0);
  expect(copy.run('tools/generate.ts', '--check')).toMatchObject({ status: 0, stderr: '' });
});

test('each check has a section that its findings lead to, with its page', () => {
  const page = readFileSync(join(root, 'docs/checks.md'), 'utf8');
  const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
  expect(anchors).toEqual([...new Set(anchors)]);
  for (const { id } of checks) expect(anchors).toContain(docsOf(id).replace('docs/checks.md#', ''));
  const pages = [...page.matchAll(/\]\((\.\.\/src\/[^)]+)\)/g)].map(([, path = '']) => join(root, 'docs', path));
  expect(pages).toHaveLength(checks.length);
  expect(pages.filter((path) => !existsSync(path))).toEqual([]);
});

test('tells severity, options and defaults as the code has them', () => {
  const page = readFileSync(join(root, 'docs/checks.md'), 'utf8');
  expect(page).toContain('| `staleAfter` | `30m` | How long a lock may be held. |');
  expect(page).toContain('| `staleAfterFor.apply` | `1h` |');
  for (const { id, severity, title } of checks)
    expect(page).toContain(`### ${id}\n\n**${title}**: severity ${severity};`);
});

/** As GitHub makes an anchor of a heading: small letters, hyphens for spaces, no other punctuation. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\-_ ]/gu, '')
    .replaceAll(' ', '-');
}
