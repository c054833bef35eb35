import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { bucketState, copy, denied, noCopies, none, otherCopy } from '../samples.ts';

const location = 'copy s3://acme-tfstate-copy/';
const address = 's3://acme-tfstate-copy/prod/net.tfstate';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'another state under the same key',
      facts: { current: bucketState(), copies: { value: [otherCopy({ lineage: 'two', serial: 3 })] } },
      expect: [
        {
          location,
          message: 'What s3://acme-tfstate-copy/ holds under this key is no copy of the state: it has another lineage.',
          evidence: { copy: address, copySerial: 3, copyLineage: 'two', stateSerial: 12, stateLineage: 'one' },
        },
      ],
    },
    {
      name: 'a copy that someone edited',
      facts: { current: bucketState(), copies: { value: [otherCopy({})] } },
      expect: [
        {
          location,
          message:
            'What s3://acme-tfstate-copy/ holds under this key is no copy of the state: serial and lineage are the same, its contents are not.',
          evidence: { copy: address, copySerial: 12, copyLineage: 'one', stateSerial: 12, stateLineage: 'one' },
        },
      ],
    },
  ],
  quiet: [
    { name: 'a copy with the same bytes', facts: { current: bucketState(), copies: { value: [copy()] } } },
    {
      name: 'an older version of the state, which backup/copy-stale tells of',
      facts: { current: bucketState(), copies: { value: [otherCopy({ serial: 11 })] } },
    },
    {
      name: 'a state that was just replaced, whose copy may still be on its way',
      facts: {
        current: bucketState(),
        copies: { value: [otherCopy({ lineage: 'two' }, { behindSince: '2026-11-20T11:30:00.000Z' })] },
      },
    },
    {
      name: 'a damaged copy, which backup/restore-failed tells of',
      facts: {
        current: bucketState(),
        copies: {
          value: [
            otherCopy({ damage: { reason: 'truncated', detail: 'it ends too early' }, serial: null, lineage: null }),
          ],
        },
      },
    },
    {
      name: 'no copy, which backup/copy-missing tells of',
      facts: { current: bucketState(), copies: { value: [copy({ drill: null })] } },
    },
    { name: 'a state that was deleted', facts: { current: none, copies: noCopies } },
  ],
  notEvaluable: [
    { name: 'no permission to read the copies', facts: { current: bucketState(), copies: denied } },
    { name: 'no permission to read the state', facts: { current: denied, copies: noCopies } },
  ],
};
