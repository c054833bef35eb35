import type { CheckCases } from '../../scanner.ts';
import type { LockFacts } from '../facts.ts';
import { dailyHolds, denied, digest, lockedState, lockItem, lockObject, noHolds, none } from '../samples.ts';

/** Nobody holds a lock. */
const free = { lockFile: none, tableLock: none };

export const cases: CheckCases<LockFacts> = {
  fires: [
    {
      name: 'a run that uses only the lock file',
      facts: {
        ...free,
        digest: digest({ md5: '0f343b0931126a20f133d67c2b018a3b' }),
        state: lockedState(),
        holds: dailyHolds(),
      },
      expect: [
        {
          location: '',
          evidence: {
            cause: 'lock-file-only',
            digest: '0f343b0931126a20f133d67c2b018a3b',
            md5: '0cc175b9c0f1b6a831c399e269772661',
            writtenAt: '2026-11-20T10:00:00.000Z',
            table: 'terraform-locks',
            path: 'acme-tfstate/env:/prod/net/terraform.tfstate-md5',
          },
        },
      ],
    },
    {
      name: 'an upload by hand',
      facts: {
        ...free,
        digest: digest({ md5: '0f343b0931126a20f133d67c2b018a3b' }),
        state: lockedState(),
        holds: noHolds,
      },
      expect: [
        {
          location: '',
          evidence: {
            cause: 'written-without-lock',
            digest: '0f343b0931126a20f133d67c2b018a3b',
            md5: '0cc175b9c0f1b6a831c399e269772661',
            writtenAt: '2026-11-20T10:00:00.000Z',
            table: 'terraform-locks',
            path: 'acme-tfstate/env:/prod/net/terraform.tfstate-md5',
          },
        },
      ],
    },
    {
      name: 'an earlier version that was put back',
      facts: {
        ...free,
        digest: digest({ md5: '0f343b0931126a20f133d67c2b018a3b' }),
        state: lockedState({
          etags: [
            '0cc175b9c0f1b6a831c399e269772661',
            '0f343b0931126a20f133d67c2b018a3b',
            '0cc175b9c0f1b6a831c399e269772661',
          ],
        }),
        holds: noHolds,
      },
      expect: [
        {
          location: '',
          message:
            'An earlier version of the state was put back, and the digest is still that of the version before. Terraform with this lock table stops with "state data in S3 does not have the expected content".',
          evidence: {
            cause: 'restored',
            digest: '0f343b0931126a20f133d67c2b018a3b',
            md5: '0cc175b9c0f1b6a831c399e269772661',
            writtenAt: '2026-11-20T10:00:00.000Z',
            table: 'terraform-locks',
            path: 'acme-tfstate/env:/prod/net/terraform.tfstate-md5',
          },
        },
      ],
    },
    {
      name: 'a digest that is none',
      facts: { ...free, digest: digest({ md5: null }), state: lockedState(), holds: noHolds },
      expect: [
        {
          location: '',
          severity: 'medium',
          evidence: {
            cause: 'malformed',
            digest: null,
            md5: '0cc175b9c0f1b6a831c399e269772661',
            writtenAt: '2026-11-20T10:00:00.000Z',
            table: 'terraform-locks',
            path: 'acme-tfstate/env:/prod/net/terraform.tfstate-md5',
          },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'a digest that is right',
      facts: { ...free, digest: digest(), state: lockedState(), holds: dailyHolds() },
    },
    {
      name: 'a write under way: the lock is held',
      facts: {
        lockFile: none,
        tableLock: lockItem(),
        digest: digest({ md5: '0f343b0931126a20f133d67c2b018a3b' }),
        state: lockedState(),
        holds: noHolds,
      },
    },
    {
      name: 'a write under way: the lock file is held',
      facts: {
        lockFile: lockObject(),
        tableLock: none,
        digest: digest({ md5: '0f343b0931126a20f133d67c2b018a3b' }),
        state: lockedState(),
        holds: noHolds,
      },
    },
    {
      name: 'a state that was written a minute ago',
      facts: {
        ...free,
        digest: digest({ md5: '0f343b0931126a20f133d67c2b018a3b' }),
        state: lockedState({ modifiedAt: '2026-11-20T11:59:00.000Z' }),
        holds: noHolds,
      },
    },
    {
      name: 'no digest',
      facts: { ...free, digest: none, state: lockedState(), holds: dailyHolds() },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to read the table',
      facts: { lockFile: none, tableLock: denied, digest: denied, state: lockedState(), holds: noHolds },
    },
  ],
};
