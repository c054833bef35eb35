import { expect, test } from 'vitest';
import { RepositoryError } from '../../../src/git/errors.ts';

test('says what happened and where, and keeps what to do about it', () => {
  const error = new RepositoryError({
    location: 'https://git.example.com/acme/infra.git',
    failure: 'throttled',
    detail: 'the host wants fewer requests',
    action: 'Nothing: the next sweep asks again.',
    retryAfterSeconds: 60,
  });
  expect(error.message).toBe('https://git.example.com/acme/infra.git: the host wants fewer requests');
  expect(error).toMatchObject({
    retryAfterSeconds: 60,
    permission: null,
    action: 'Nothing: the next sweep asks again.',
  });
});
