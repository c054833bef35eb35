import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

// No error is swallowed: whatever is caught is thrown on, made into something else, or left out for a reason that is written down.

const root = resolve(import.meta.dirname, '..');
const sources = globSync('{bin,functions,lib,src,tools}/**/*.ts', { cwd: root });

/**
 * Places where an error gets lost. What catches has to throw, or to do something with the error; one that does not even name
 * the error says why in a comment inside.
 */
function swallowed(code: string): readonly string[] {
  const catches = [
    ...code.matchAll(/\bcatch\s*(?:\(\s*(?<name>\w+)[^)]*\)\s*)?\{/g),
    ...code.matchAll(/\.catch\(\s*(?:async\s*)?\(?\s*(?<name>\w*)[^()]*\)?\s*=>\s*\{?/g),
  ];
  return catches.flatMap((found) => {
    const [head] = found;
    const name = found.groups?.name ?? '';
    const body = bodyAfter(code, found.index + head.length, head.endsWith('{') ? '{' : '(');
    const statements = body.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    const isUsed =
      name !== '' && new RegExp(`\\b${name}\\b`).test(statements.replace(/\bif \([^;{]*?\) return\b/g, ''));
    const isThrown = /\bthrow\b/.test(statements);
    const isExplained = name === '' && statements !== body;
    if (isUsed || isThrown || isExplained) return [];
    return [`line ${code.slice(0, found.index).split('\n').length}: ${head}${body}`];
  });
}

/** What stands between an open bracket, just before `from`, and the one that closes it. */
function bodyAfter(code: string, from: number, bracket: '{' | '('): string {
  const closing = bracket === '{' ? '}' : ')';
  let depth = 1;
  let at = from;
  for (; at < code.length && depth > 0; at++) {
    if (code[at] === bracket) depth++;
    else if (code[at] === closing) depth--;
  }
  return code.slice(from, at - 1);
}

test('no error is swallowed', () => {
  const found = sources.flatMap((file) =>
    swallowed(readFileSync(join(root, file), 'utf8')).map((place) => `${file}, ${place}`),
  );
  expect(sources.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

describe('the rule', () => {
  test.each([
    'try { a(); } catch {}',
    'try { a(); } catch { return undefined; }',
    'try { a(); } catch { return { x: {} }; }',
    'try { a(); } catch (error) { return []; }',
    'try { a(); } catch (error) { /* never mind the error */ return null; }',
    'try { a(); } catch (error) {\n  if (isMissing(error)) return null;\n  return false;\n}',
    'const a = await b().catch(() => null);',
    'const a = await b().catch(() => {});',
    'const a = await b().catch((error) => undefined);',
    'const a = await b().catch((_error: unknown) => ({ value: [] }));',
  ])('finds %j', (code) => {
    expect(swallowed(code)).toHaveLength(1);
  });

  test.each([
    'try { a(); } catch (error) { throw new OtherError({ cause: error }); }',
    'try { a(); } catch (error) { return scanErrorFrom(error); }',
    'try { a(); } catch (error) {\n  if (isMissing(error)) return null;\n  throw error;\n}',
    'try { a(); } catch (error) { if (error instanceof Damage) return error.damage; throw error; }',
    'try { a(); } catch {\n  // No JSON is an answer.\n  return undefined;\n}',
    'try { a(); } finally { b(); }',
    'await a().catch((error: unknown) => { throw fileError(error); });',
    'await a().catch((error: unknown) => fileError(error));',
    'await a().catch(reject);',
  ])('accepts %j', (code) => {
    expect(swallowed(code)).toEqual([]);
  });
});
