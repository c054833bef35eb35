import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scanners } from '../../../src/scanners/index.ts';
import { version } from '../../../src/version.ts';
import { copyProject, type ProjectCopy } from '../../support/project-copy.ts';

const parts = ['src', 'tools', 'test/checks.test.ts', 'package.json', 'tsconfig.json', 'biome.json', '.gitignore'];

/** One new check in each scanner, so that a copy of any of them is shown to work. */
const made = scanners.map(({ name, checks }) => {
  const family = checks[0]?.id.split('/')[0] ?? '';
  return { scanner: name, id: `${family}/made-for-test`, file: `src/scanners/${name}/checks/made-for-test` };
});

let copy: ProjectCopy;

beforeAll(() => {
  copy = copyProject(parts);
});
afterAll(() => copy.remove());

/** Names of the house rules that the copy does not keep. */
function brokenHouseRules(): readonly string[] {
  const report = join(copy.folder, 'results.json');
  const options = ['--reporter=json', `--outputFile=${report}`];
  copy.run('node_modules/vitest/vitest.mjs', 'run', 'test/checks.test.ts', ...options);
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { assertionResults: { status: string; fullName: string }[] }[];
  };
  expect(testResults).toHaveLength(1);
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ fullName }) => fullName.trim());
}

test.each(made)('makes $id and says what to do next', ({ scanner, id, file }) => {
  const { status, stdout, stderr } = copy.run('tools/new-check.ts', `${scanner}/made-for-test`);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toContain(`${id} is made`);
  for (const end of ['.ts', '.cases.ts', '.md']) expect(stdout).toContain(`${file}${end}`);
  expect(stdout).toContain('npm run generate');

  const code = readFileSync(join(copy.folder, `${file}.ts`), 'utf8');
  expect(code).toContain('export const madeForTest = defineCheck({');
  expect(code).toContain(`id: '${id}'`);
  expect(code).toContain(`since: '${version.split('.').slice(0, 2).join('.')}'`);
});

describe('the new checks', () => {
  test('compile', () => {
    const { stdout, status } = copy.run('node_modules/typescript/bin/tsc', '--noEmit');
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });

  test('please the linter', () => {
    const { stdout, stderr, status } = copy.run('node_modules/@biomejs/biome/bin/biome', 'check', 'src/scanners');
    expect(status, stdout + stderr).toBe(0);
  });

  test('keep every house rule but one: the title is still that of the check that was copied', () => {
    expect(brokenHouseRules()).toEqual(['no title is used twice']);
  });

  test('keep them all once each has a title of its own', () => {
    for (const { scanner, id, file } of made) {
      const code = join(copy.folder, `${file}.ts`);
      const page = join(copy.folder, `${file}.md`);
      const title = `Title of ${scanner}`;
      writeFileSync(code, readFileSync(code, 'utf8').replace(/(?<=^ {2}title: )'.*'(?=,$)/m, `'${title}'`));
      writeFileSync(page, readFileSync(page, 'utf8').replace(/^# .*/, `# ${title}`));
      expect(readFileSync(page, 'utf8'), id).toContain(title);
    }
    expect(brokenHouseRules()).toEqual([]);
  });
});

describe('refuses, and changes nothing', () => {
  const listOf = () => readFileSync(join(copy.folder, 'src/scanners/locks/checks/index.ts'), 'utf8');

  test.each([
    ['locks/stale', 'lock/stale: there is such a check already'],
    ['lock/orphaned', `there is no scanner lock. There are ${scanners.map(({ name }) => name).join(', ')}`],
    ['repo/layout', 'repo/layout: there is such a check already'],
    ['orphaned', 'write the scanner and the name of the check, such as locks/forgotten'],
    ['locks/', 'write the scanner and the name of the check'],
    ['locks/a/b', 'write the scanner and the name of the check'],
    ['locks/Orphaned', 'write the name in small letters, digits and single hyphens'],
    ['locks/../../x', 'write the scanner and the name of the check'],
    ['locks/new', "new can't be the name of a constant in the code: take another name"],
    ['locks/index', "index can't be the name of a constant"],
    ['locks/define-check', 'which is copied, has a defineCheck: take another name'],
  ])('%s', (name, message) => {
    const before = listOf();
    const { status, stderr, stdout } = copy.run('tools/new-check.ts', name);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect(stdout).toBe('');
    expect(status).toBe(1);
    expect(listOf()).toBe(before);
  });

  test('a file that is there though no list names it', () => {
    const left = join(copy.folder, 'src/scanners/locks/checks/left-over.ts');
    writeFileSync(left, '// someone works on this\n');
    const { status, stderr } = copy.run('tools/new-check.ts', 'locks/left-over');
    expect(stderr).toContain('left-over.ts is there already');
    expect(status).toBe(1);
    expect(readFileSync(left, 'utf8')).toBe('// someone works on this\n');
    expect(existsSync(left.replace('.ts', '.md'))).toBe(false);
  });

  test('no name at all, with the usage', () => {
    expect(copy.run('tools/new-check.ts')).toMatchObject({ status: 2, stderr: expect.stringContaining('usage:') });
  });
});
