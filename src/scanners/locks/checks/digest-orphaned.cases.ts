import type { CheckCases } from '../../scanner.ts';
import type { LockFacts } from '../facts.ts';
import { denied, digest, lockedState, lockItem, none } from '../samples.ts';

export const cases: CheckCases<LockFacts> = {
  fires: [
    {
      name: 'a state that was deleted by hand',
      facts: {
        lockFile: none,
        tableLock: none,
        digest: digest(),
        state: lockedState({ exists: false, md5: null, modifiedAt: '2026-11-01T08:00:00.000Z', writes: [], etags: [] }),
      },
      expect: [
        {
          location: '',
          message:
            "The state was deleted at 2026-11-01T08:00:00.000Z, but its digest is left: Terraform can't write a new state in its place.",
          evidence: {
            table: 'terraform-locks',
            path: 'acme-tfstate/env:/prod/net/terraform.tfstate-md5',
            deletedAt: '2026-11-01T08:00:00.000Z',
          },
        },
      ],
    },
    {
      name: 'a bucket whose versions are gone too',
      facts: {
        lockFile: none,
        tableLock: none,
        digest: digest(),
        state: lockedState({ exists: false, md5: null, modifiedAt: null, writes: [], etags: [] }),
      },
      expect: [
        {
          location: '',
          evidence: {
            table: 'terraform-locks',
            path: 'acme-tfstate/env:/prod/net/terraform.tfstate-md5',
            deletedAt: null,
          },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'a state that is there',
      facts: { lockFile: none, tableLock: none, digest: digest(), state: lockedState() },
    },
    {
      name: 'a state that was deleted with its digest',
      facts: {
        lockFile: none,
        tableLock: none,
        digest: none,
        state: lockedState({ exists: false, md5: null, modifiedAt: '2026-11-01T08:00:00.000Z', writes: [], etags: [] }),
      },
    },
    {
      name: 'a run that is at work on it',
      facts: {
        lockFile: none,
        tableLock: lockItem(),
        digest: digest(),
        state: lockedState({ exists: false, md5: null, modifiedAt: '2026-11-01T08:00:00.000Z', writes: [], etags: [] }),
      },
    },
    {
      name: 'a state that the globs of the source leave out',
      facts: { lockFile: none, tableLock: none, digest: digest(), state: none },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to read the table',
      facts: {
        lockFile: none,
        tableLock: denied,
        digest: denied,
        state: lockedState({ exists: false, md5: null, modifiedAt: '2026-11-01T08:00:00.000Z', writes: [], etags: [] }),
      },
    },
  ],
};
