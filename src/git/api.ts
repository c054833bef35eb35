import type * as z from 'zod';
import { RepositoryError } from './errors.ts';

/** What an API said, held against what it documents. @throws RepositoryError where it said something else */
export function parsedAnswer<T>(schema: z.ZodType<T>, data: unknown, location: string): T {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RepositoryError({
    location,
    failure: 'invalid',
    detail: `the answer is not what the host documents: ${issue?.path.join('.') || 'the whole of it'} is not as expected`,
    action: 'Check that host of this repository names what answers there, and that a proxy leaves its answers alone.',
  });
}

/** Null where nothing is there. @throws RepositoryError for everything else */
export async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof RepositoryError && error.failure === 'not-found') return null;
    throw error;
  }
}
