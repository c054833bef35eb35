import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { analyse } from 'scslre';
import { describe, expect, it } from 'vitest';
import { compileFormat } from '../../../../src/scanners/secrets/token-formats/compiled-format.ts';
import { unpackFormats } from '../../../../src/scanners/secrets/token-formats/unpack-formats.ts';
import { regexLiterals } from '../../../support/regex-literals.ts';

// Time that grows faster than the text is a way to keep a scan busy: no expression of the scanner may take it, whatever the text.

const folder = resolve(import.meta.dirname, '../../../../src/scanners/secrets');
const files = globSync('**/*.ts', { cwd: folder }).filter((file) => !/\.cases\.ts$/.test(file));

interface Expression {
  readonly source: string;
  readonly flags: string;
}

/** Whether the time of an expression may grow faster than its text. */
function isSuperLinear({ source, flags }: Expression): boolean {
  return analyse({ source, flags }).reports.length > 0;
}

const literals = files.flatMap((file) =>
  regexLiterals(readFileSync(join(folder, file), 'utf8')).map((literal) => ({ ...literal, file })),
);

describe('no regular expression is super-linear', () => {
  it('of those that stand in the code', () => {
    expect(literals.length).toBeGreaterThan(150);
    // Each is one: nothing was taken for an expression that is none.
    for (const { source, flags } of literals) expect(() => new RegExp(source, flags), source).not.toThrow();
    expect(literals.filter(isSuperLinear).map(({ file, line, source }) => `${file}:${line} ${source}`)).toEqual([]);
  });

  it('of those that are made of token formats', () => {
    const made = unpackFormats().map((format) => ({ id: format.id, pattern: compileFormat(format).pattern() }));
    expect(made.length).toBeGreaterThan(500);
    expect(made.filter(({ pattern }) => isSuperLinear(pattern)).map(({ id }) => id)).toEqual([]);
  });

  it('of those that are put together while the modules load', async () => {
    const made = await madeByModules();
    expect(made.length).toBeGreaterThan(3);
    expect(made.filter(isSuperLinear)).toEqual([]);
  });

  it('and one that is would be found', () => {
    expect(isSuperLinear({ source: '[ \\t]+#.*$', flags: 's' })).toBe(true);
    expect(isSuperLinear({ source: '^(?:a+)+$', flags: '' })).toBe(true);
    const template = `\`$\{a.replace(/x{2,}/g, "/")}\``;
    const [first] = regexLiterals(`const text = ${template}; // a / b /\nreturn b / 2;`);
    expect(first).toEqual({ source: 'x{2,}', flags: 'g', line: 1 });
  });
});

/** What the modules of the scanner make with `new RegExp` when they load: in a thread of its own, where nothing is loaded yet. */
async function madeByModules(): Promise<readonly Expression[]> {
  const code = `
    import { parentPort, workerData } from 'node:worker_threads';
    const made = [];
    const Native = RegExp;
    globalThis.RegExp = new Proxy(Native, {
      construct(target, parts) {
        const expression = Reflect.construct(target, parts);
        made.push({ source: expression.source, flags: expression.flags });
        return expression;
      },
    });
    for (const file of workerData) await import(file);
    parentPort.postMessage(made);
  `;
  const workerData = files.map((file) => `file://${join(folder, file)}`);
  return await answerOf(
    new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), { workerData }),
    60_000,
  );
}

/** @param hangs milliseconds after which the thread is ended: it hangs */
async function answerOf<T>(worker: Worker, hangs: number): Promise<T> {
  try {
    return await new Promise<T>((settle, fail) => {
      AbortSignal.timeout(hangs).addEventListener('abort', () => fail(new Error('it hangs')));
      worker.once('message', settle);
      worker.once('error', fail);
    });
  } finally {
    await worker.terminate();
  }
}

describe('a megabyte of', () => {
  const detectors = `
    import { parentPort, workerData } from 'node:worker_threads';
    const { look, lookByName } = await import(workerData.look);
    const { credentialMeaning } = await import(workerData.name);
    const { mayCarry } = await import(workerData.carry);
    for (const piece of workerData.pieces) {
      const text = piece.repeat(Math.ceil((1 << 20) / piece.length)).slice(0, 1 << 20);
      const framed = [text.slice(0, -1) + '!', 'A' + text, '"' + text, text + '\\n'];
      for (const whole of workerData.isFramed ? [text, ...framed] : [text]) {
        look(whole, { member: 'api_key' }, null);
        if (!workerData.isFramed) continue;
        for (const name of ['password', 'datadog_api_key', 'secret', whole]) lookByName(name, whole);
        lookByName('password', whole.slice(0, 4096));
        credentialMeaning(whole);
        mayCarry(whole, true);
      }
    }
    parentPort.postMessage('done');
  `;
  const anchors = [...new Set(unpackFormats().flatMap((format) => compileFormat(format).anchor?.text ?? []))];
  const groups: readonly (readonly [name: string, pieces: readonly string[]])[] = [
    ['one sign', [...'aA0 \t\n:=/@.-_+"\'`\\{}[]()<>&?;,#$%!|~*^é\u0000']],
    [
      'pairs of signs',
      ['a:', 'a=', 'a.', 'a/', '::', '= ', ': ', '\\"', 'a@', '//', 'aA', 'a0', '0A', '-a', '%41', '${'],
    ],
    [
      'beginnings',
      [
        'a://b:c',
        'a://b:',
        'Password=',
        ';Password=',
        'pwd=abcd;',
        'sig=',
        'X-Amz-Signature=',
        'AKIA',
        'ASIAAAAAAAAAAAAAAAAA ',
      ].concat([
        '-----BEGIN PRIVATE KEY-----\n',
        '-----BEGIN ',
        'eyJ',
        'eyJhbGciOi.',
        'a:b@tcp(',
        'AGE-SECRET-KEY-1',
        'Basic ',
        'bearer ',
      ]),
    ],
    ['the text that tells a token format', anchors],
  ];

  it.each(groups)('%s keeps no detector busy', { timeout: 200_000 }, async (_name, pieces) => {
    const path = (file: string) => `file://${join(folder, file)}`;
    const workerData = {
      pieces,
      isFramed: pieces !== anchors,
      look: path('look.ts'),
      name: path('detectors/credential-name.ts'),
      carry: path('carriers/may-carry.ts'),
    };
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(detectors)}`), { workerData });
    expect(await answerOf(worker, 180_000)).toBe('done');
  });
});
