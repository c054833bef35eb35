import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, resolve } from 'node:path';

// Makes dist/: JavaScript for any supported Node, types, and whatever else the code reads while it runs.

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');

rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [compiler, '--project', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
// Pages of checks, parts of the HTML page, data: everything that lies beside the code and is not TypeScript.
cpSync(join(root, 'src'), join(dist, 'src'), { recursive: true, filter: (path) => extname(path) !== '.ts' });
