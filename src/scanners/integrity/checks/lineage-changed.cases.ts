import type { CheckCases } from '../../scanner.ts';
import type { IntegrityFacts } from '../facts.ts';
import { denied, gone, past, remembered, snapshot } from '../samples.ts';

export const cases: CheckCases<IntegrityFacts> = {
  fires: [
    {
      name: "another stack's state pushed with force",
      facts: { snapshot: snapshot({ serial: 1, lineage: 'made-anew' }), history: { value: [past()] } },
      expect: [
        {
          location: '',
          message:
            'Another state stands here: its lineage is made-anew, until serial 11 it was 1c56c266-9c5b-c274-2d65-ffb8d0fb456d.',
          evidence: {
            lineage: 'made-anew',
            originalLineage: '1c56c266-9c5b-c274-2d65-ffb8d0fb456d',
            lastVersionId: 'v11',
            lastModifiedAt: '2026-11-20T10:00:00.000Z',
            lastSerial: 11,
            lastManagedInstances: 8,
            knownFrom: 'kept',
          },
        },
      ],
    },
    {
      name: 'still the wrong state, one write later; contents of the old one are encrypted',
      facts: {
        snapshot: snapshot({ serial: 2, lineage: 'made-anew' }),
        history: {
          value: [
            past({ serial: 1, lineage: 'made-anew' }),
            remembered({ versionId: 'v9', modifiedAt: '2026-11-19T10:00:00.000Z', serial: 9, managedInstances: null }),
          ],
        },
      },
      expect: [
        {
          location: '',
          evidence: {
            lineage: 'made-anew',
            originalLineage: '1c56c266-9c5b-c274-2d65-ffb8d0fb456d',
            lastVersionId: 'v9',
            lastModifiedAt: '2026-11-19T10:00:00.000Z',
            lastSerial: 9,
            lastManagedInstances: null,
            knownFrom: 'remembered',
          },
        },
      ],
    },
  ],
  quiet: [
    { name: 'one lineage throughout', facts: { snapshot: snapshot(), history: { value: [past()] } } },
    {
      name: 'a state that was destroyed and made anew',
      facts: {
        snapshot: snapshot({ serial: 1, lineage: 'made-anew' }),
        history: { value: [past({ managedInstances: 0, managedAddresses: new Set() })] },
      },
    },
    {
      name: 'the right state, put back after the wrong one',
      facts: {
        snapshot: snapshot({ serial: 13 }),
        history: {
          value: [
            past({ lineage: 'made-anew', serial: 1 }),
            remembered({ versionId: 'v11', modifiedAt: '2026-11-19T10:00:00.000Z' }),
          ],
        },
      },
    },
    {
      name: 'an old format that had no lineage',
      facts: { snapshot: snapshot(), history: { value: [past({ lineage: null })] } },
    },
    { name: 'a state that was deleted', facts: { snapshot: gone, history: { value: [] } } },
  ],
  notEvaluable: [{ name: 'no permission to read the state', facts: { snapshot: denied, history: denied } }],
};
