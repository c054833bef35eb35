import { inspect } from 'node:util';
import { expect } from 'vitest';
import { RepositoryError } from '../../src/git/errors.ts';

/** What a call fails with; the test fails where it holds the token, or says nothing of what to do. */
export async function troubleOf(call: Promise<unknown>, token: string): Promise<RepositoryError> {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RepositoryError)) throw new Error(`expected a RepositoryError, not ${inspect(error)}`);
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(token);
  expect(error.action).not.toBe('');
  return error;
}
