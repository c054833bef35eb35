import * as z from 'zod';
import { plainText } from './plain-text.ts';

const oneOrMany = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

/** As much of a policy as tells what it denies. Source: IAM user guide, "Grammar of the IAM JSON policy language". */
const statementSchema = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMany.optional(),
  NotAction: oneOrMany.optional(),
  Resource: oneOrMany.optional(),
  NotResource: oneOrMany.optional(),
  Condition: z.record(z.string(), z.unknown()).optional(),
  Principal: z.unknown().optional(),
});
type Statement = z.output<typeof statementSchema>;

const policySchema = z.object({
  Statement: z.union([statementSchema.transform((one) => [one]), z.array(statementSchema)]),
});

/** A statement that lets a lock file be written, and denies that it is deleted. */
export interface DenyingStatement {
  /** Its `Sid`, or its number. */
  readonly id: string;
  /** It denies it only where its condition holds. */
  readonly conditional: boolean;
}

/**
 * Statements that keep locks from being released. One that denies writing as well guards the bucket as a whole and is none, nor is one
 * that is only about requests without TLS.
 * @param text of the policy; what is no policy denies nothing
 */
export function deniesRelease(text: string, bucket: string): readonly DenyingStatement[] {
  const policy = policySchema.safeParse(parseJson(text));
  if (!policy.success) return [];
  const lock = `${bucket}/any/terraform.tfstate.tflock`;
  return policy.data.Statement.flatMap((statement, index) => {
    const isDenied = (action: string) => covers(statement, action, lock);
    if (statement.Effect !== 'Deny' || !isDenied('s3:DeleteObject') || isDenied('s3:PutObject')) return [];
    const conditional = Object.keys(statement.Condition ?? {}).length > 0;
    return [{ id: plainText(statement.Sid ?? `number ${index + 1}`, 80), conditional }];
  });
}

/** Whether a statement refuses everybody's requests without TLS, for every object of the bucket. */
export function requiresTls(text: string, bucket: string): boolean {
  const policy = policySchema.safeParse(parseJson(text));
  if (!policy.success) return false;
  return policy.data.Statement.some((statement) => {
    const { Effect, Condition = {}, Principal } = statement;
    const everybody = Principal === '*' || everyPrincipal.safeParse(Principal).success;
    const actions = ['s3:GetObject', 's3:PutObject'].every((action) =>
      covers(statement, action, `${bucket}/any.tfstate`),
    );
    return (
      Effect === 'Deny' && everybody && actions && withoutTls.some((schema) => schema.safeParse(Condition).success)
    );
  });
}

const everyPrincipal = z.object({ AWS: z.union([z.literal('*'), z.tuple([z.literal('*')])]) });
const isFalse = z.union([z.literal('false'), z.literal(false), z.tuple([z.literal('false')])]);
/** Alone in the condition: with another one beside it, not every request is refused. */
const withoutTls = [
  z.strictObject({ Bool: z.strictObject({ 'aws:SecureTransport': isFalse }) }),
  z.strictObject({ BoolIfExists: z.strictObject({ 'aws:SecureTransport': isFalse }) }),
];

function covers({ Action, NotAction, Resource, NotResource }: Statement, action: string, object: string): boolean {
  const isAction =
    Action !== undefined ? matches(Action, action, true) : NotAction !== undefined && !matches(NotAction, action, true);
  const isResource =
    Resource !== undefined
      ? matches(Resource.map(pathOf), object, false)
      : NotResource !== undefined && !matches(NotResource.map(pathOf), object, false);
  return isAction && isResource;
}

/** `arn:aws:s3:::bucket/key` without what differs between partitions; `*` stays. */
function pathOf(arn: string): string {
  return arn.replace(/^arn:[^:]*:s3:[^:]*:[^:]*:/, '');
}

/** Wildcards of IAM: `*` stands for anything, `/` too, `?` for one character. */
function matches(patterns: readonly string[], text: string, ignoreCase: boolean): boolean {
  return patterns.some((pattern) => {
    const literal = pattern.replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&');
    const expression = literal.replaceAll(/\*+/g, '.*').replaceAll('?', '.');
    return new RegExp(`^${expression}$`, ignoreCase ? 'is' : 's').test(text);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no policy denies nothing; AWS lets none be stored.
    return undefined;
  }
}
