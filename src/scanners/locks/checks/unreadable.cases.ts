import type { CheckCases } from '../../scanner.ts';
import type { LockFacts } from '../facts.ts';
import { denied, lockFile, lockItem, lockObject, none } from '../samples.ts';

export const cases: CheckCases<LockFacts> = {
  fires: [
    {
      name: 'a lock file that was cut off',
      facts: { lockFile: lockObject({ info: null, problem: 'not-json' }), tableLock: none },
      expect: [
        {
          location: 'env:/prod/net/terraform.tfstate.tflock',
          message: "The lock is held, but it is not JSON: `terraform force-unlock` can't release it.",
          evidence: { path: 'env:/prod/net/terraform.tfstate.tflock', table: null, problem: 'not-json' },
        },
      ],
    },
    {
      name: 'an item without Info',
      facts: { lockFile: none, tableLock: lockItem({ info: null, problem: 'empty' }) },
      expect: [
        {
          location: 'acme-tfstate/env:/prod/net/terraform.tfstate',
          evidence: {
            path: 'acme-tfstate/env:/prod/net/terraform.tfstate',
            table: 'terraform-locks',
            problem: 'empty',
          },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'a lock that tells its holder',
      facts: { lockFile: lockFile(), tableLock: lockItem() },
    },
    {
      name: 'no lock',
      facts: { lockFile: none, tableLock: none },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to read the lock',
      facts: { lockFile: denied, tableLock: none },
    },
  ],
};
