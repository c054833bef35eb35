import type { CheckCases } from '../../scanner.ts';
import type { BackupFacts } from '../facts.ts';
import { denied } from '../samples.ts';

export const cases: CheckCases<BackupFacts> = {
  fires: [
    {
      name: 'two versions between others are gone',
      facts: {
        removed: {
          value: [
            { versionId: 'etag:1-1', modifiedAt: '2026-11-19T10:00:00.000Z', serial: 11 },
            { versionId: 'etag:2-2', modifiedAt: '2026-11-18T10:00:00.000Z', serial: 10 },
          ],
        },
      },
      expect: [
        {
          location: '',
          message: '2 of the versions that were there at an earlier scan are gone, though older ones are left.',
          evidence: {
            versions: [
              { modifiedAt: '2026-11-19T10:00:00.000Z', serial: 11 },
              { modifiedAt: '2026-11-18T10:00:00.000Z', serial: 10 },
            ],
          },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'nothing is missing',
      facts: { removed: { value: [] } },
    },
  ],
  notEvaluable: [
    {
      name: 'no permission to list versions',
      facts: { removed: denied },
    },
  ],
};
