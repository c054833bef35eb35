import type * as z from 'zod';
import { nearest } from '../nearest.ts';
import type { Mistake } from './errors.ts';
import type { YamlFile } from './yaml-file.ts';

type JsonSchema = z.core.JSONSchema.JSONSchema;
type Path = readonly PropertyKey[];

/** What to write in place of a value of the wrong type. */
const typeAdvice: Readonly<Record<string, string>> = {
  string: 'write a text',
  number: 'write a number',
  int: 'write a whole number',
  boolean: 'write true or false',
  array: 'write a list, such as [a, b]',
  object: 'write keys with values, indented, below it',
};

/**
 * What to do about an issue, for all schemas that do not say it themselves: zod asks before it uses its own words.
 * @returns undefined where zod's own words have to do
 */
export function adviceFor(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return typeAdvice[issue.expected];
    case 'invalid_value':
      return `write one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return boundAdvice(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum);
    case 'too_big':
      return boundAdvice(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum);
    default:
      return undefined;
  }
}

function boundAdvice(origin: string, bound: string, limit: number | bigint): string {
  if (origin === 'array') return `write ${bound} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  if (origin === 'string') return `write ${bound} ${limit} ${limit === 1 ? 'character' : 'characters'}`;
  return `write ${bound} ${limit}`;
}

/**
 * Tells issues of the schema as mistakes of the file.
 * @param schema JSON Schema of the configuration: says which keys are allowed where
 */
export function mistakesOf(issues: readonly z.core.$ZodIssue[], file: YamlFile, schema: JsonSchema): Mistake[] {
  return issues.flatMap((issue) => {
    if (isAboutKey(issue)) {
      return [{ ...file.position(issue.path, 'key'), path: pathText(issue.path), message: issue.message }];
    }
    if (issue.code !== 'unrecognized_keys') {
      const message = valueMessage(issue, valueAt(file.content, issue.path));
      return [{ ...file.position(issue.path, 'value'), path: pathText(issue.path), message }];
    }
    const allowed = Object.keys(schemaAt(schema, issue.path)?.properties ?? {});
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return { ...file.position(path, 'key'), path: pathText(path), message: unknownKeyMessage(key, allowed) };
    });
  });
}

/** Params of an issue that is about a key being there at all, whatever its value: that is not quoted. */
export const aboutKey = { about: 'key' };

function isAboutKey(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'custom' && issue.params?.about === aboutKey.about;
}

function unknownKeyMessage(key: string, allowed: readonly string[]): string {
  const meant = nearest(key, allowed);
  const question = meant === undefined ? '' : ` did you mean ${meant}?`;
  return `unknown key;${question} allowed here: ${allowed.join(', ')}`;
}

function valueMessage(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined) return `is missing; ${issue.message}`;
  if (value === null) return `has no value; ${issue.message}, or remove the key`;
  const given = describe(value, issue.path);
  if (given === null) return issue.code === 'invalid_type' ? `is ${kindOf(value)}; ${issue.message}` : issue.message;
  const values = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  const meant = typeof value === 'string' ? nearest(value, values) : undefined;
  return `${given} is not allowed; ${issue.message}${meant === undefined ? '' : ` (did you mean ${meant}?)`}`;
}

const longestQuote = 60;

/** A given value as people recognise it; null for lists and mappings. */
function describe(value: unknown, path: Path): string | null {
  if (typeof value === 'object') return null;
  // The path of a webhook is often its password, and it may stand in the wrong list.
  if (path[0] === 'alerts') return 'this address';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length <= longestQuote ? text : `${text.slice(0, longestQuote)}…`;
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'a list' : 'a mapping';
}

function valueAt(content: unknown, path: Path): unknown {
  let value = content;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** The part of a JSON Schema that describes what stands at a path. */
function schemaAt(schema: JsonSchema, path: Path): JsonSchema | undefined {
  let part: JsonSchema | undefined = schema;
  for (const step of path) {
    const next: unknown = typeof step === 'number' ? part?.items : part?.properties?.[String(step)];
    part = isSchema(next) ? next : undefined;
  }
  return part;
}

/** Neither `true` nor `false`, which are schemas as well, nor a list of schemas. */
function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `sources[0].bucket`. */
function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
}
