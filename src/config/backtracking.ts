import { createRequire } from 'node:module';
import type * as z from 'zod';
import type { Mistake } from './errors.ts';
import type { YamlFile } from './yaml-file.ts';

type JsonSchema = z.core.JSONSchema.JSONSchema;
type Path = readonly (string | number)[];
type Analysis = typeof import('scslre');
type Pattern = ReturnType<Analysis['analyse']>['parsed']['pattern'];
type Report = ReturnType<Analysis['analyse']>['reports'][number];

/** Loaded only for a file that holds expressions, and never part of a deployed function. */
const require = createRequire(import.meta.url);

/** Repetitions of an alternative: two to the power of this is little. */
const mostAlternations = 10;

/**
 * Mistakes of regular expressions whose time grows out of all proportion to the length of a text.
 * @param schema JSON Schema of the file: expressions have the format `regex`
 */
export function backtrackingMistakes(content: unknown, file: YamlFile, schema: JsonSchema): readonly Mistake[] {
  return expressionsIn(content, schema, []).flatMap(({ source, path }) => {
    const message = backtrackingOf(source);
    if (message === null) return [];
    const name = path.reduce<string>(
      (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}${text === '' ? '' : '.'}${step}`),
      '',
    );
    return [{ ...file.position(path, 'value'), path: name, message }];
  });
}

/**
 * What is wrong with an expression, and where in it; null for one that is linear as far as can be told: one character that repeats is
 * analysed whole, and alternatives that repeat are refused altogether.
 */
export function backtrackingOf(source: string): string | null {
  const { analyse }: Analysis = require('scslre');
  const { parsed, reports } = analyse({ source, flags: '' });
  const [worst] = [...reports].sort((one, other) => rank(one) - rank(other));
  if (worst !== undefined) return told(worst);
  const repeated = repeatedAlternatives(parsed.pattern);
  if (repeated === null) return null;
  return `it may take time that doubles with every character: alternatives repeat in ${place(repeated)}; write them as one class, [ab]+ for (a|b)+, or repeat them ${mostAlternations} times at most`;
}

function rank({ exponential, type }: Report): number {
  return exponential ? 0 : type === 'Move' ? 2 : 1;
}

function told(report: Report): string {
  const text = JSON.stringify(report.character.pick.repeat(3)).slice(0, -1);
  const [first, second] =
    report.type === 'Trade'
      ? [report.startQuant, report.endQuant]
      : report.type === 'Self'
        ? [report.quant, report.parentQuant]
        : [report.quant, null];
  const where = second === null ? place(first) : `${place(first)} and ${place(second)}`;
  if (report.exponential)
    return `it takes time that doubles with every character of a text like ${text}…": ${where}; let only one of them repeat`;
  const advice =
    report.type === 'Move'
      ? 'begin with \\b or a fixed text, or repeat it a limited number of times, such as {1,64}'
      : 'let only one of them repeat, or a limited number of times, such as {1,64}';
  return `it takes time that grows with the square of the length of a text like ${text}…": ${where}; ${advice}`;
}

function place({ raw, start }: { readonly raw: string; readonly start: number }): string {
  return `${raw} at character ${start + 1}`;
}

type Node = Pattern | Pattern['alternatives'][number] | Pattern['alternatives'][number]['elements'][number];

/** The first repetition of a group that may go different ways each time. */
function repeatedAlternatives(node: Node): { readonly raw: string; readonly start: number } | null {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return firstOf(node.alternatives);
    case 'Alternative':
      return firstOf(node.elements);
    case 'Assertion':
      return node.kind === 'lookahead' || node.kind === 'lookbehind' ? firstOf(node.alternatives) : null;
    case 'Quantifier':
      if (node.max > mostAlternations && hasAlternatives(node.element)) return node;
      return repeatedAlternatives(node.element);
    default:
      return null;
  }
}

function firstOf(nodes: readonly Node[]): { readonly raw: string; readonly start: number } | null {
  for (const node of nodes) {
    const found = repeatedAlternatives(node);
    if (found !== null) return found;
  }
  return null;
}

function hasAlternatives(node: Node): boolean {
  switch (node.type) {
    case 'Group':
    case 'CapturingGroup':
      return node.alternatives.length > 1 || node.alternatives.some(hasAlternatives);
    case 'Alternative':
      return node.elements.some(hasAlternatives);
    case 'Quantifier':
      return hasAlternatives(node.element);
    default:
      return false;
  }
}

function expressionsIn(content: unknown, schema: JsonSchema, path: Path): readonly { source: string; path: Path }[] {
  if (typeof content === 'string') return schema.format === 'regex' ? [{ source: content, path }] : [];
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([key, value]) => {
    const isList = Array.isArray(content);
    const inner: unknown = isList ? schema.items : schema.properties?.[key];
    return isSchema(inner) ? expressionsIn(value, inner, [...path, isList ? Number(key) : key]) : [];
  });
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
