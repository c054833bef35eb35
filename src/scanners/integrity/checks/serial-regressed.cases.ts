import type { CheckCases } from '../../scanner.ts';
import type { IntegrityFacts } from '../facts.ts';
import { damaged, denied, gone, past, remembered, snapshot } from '../samples.ts';

export const cases: CheckCases<IntegrityFacts> = {
  fires: [
    {
      name: 'an old version restored in the console',
      facts: {
        snapshot: snapshot({ serial: 9 }),
        history: { value: [past({ serial: 11 }), remembered({ versionId: 'v10', serial: 10 })] },
      },
      expect: [
        {
          location: '',
          message: 'The state is at serial 9, but was at serial 11 before: an older version was put over a newer one.',
          evidence: {
            serial: 9,
            highestSerial: 11,
            highestVersionId: 'v11',
            highestModifiedAt: '2026-11-20T10:00:00.000Z',
            knownFrom: 'kept',
            lineage: '1c56c266-9c5b-c274-2d65-ffb8d0fb456d',
          },
        },
      ],
    },
    {
      name: 'an old file copied over the state, which only an earlier scan can tell',
      facts: { snapshot: snapshot({ serial: 9 }), history: { value: [remembered({ versionId: 'v12', serial: 12 })] } },
      expect: [
        {
          location: '',
          evidence: {
            serial: 9,
            highestSerial: 12,
            highestVersionId: 'v12',
            highestModifiedAt: '2026-11-20T10:00:00.000Z',
            knownFrom: 'remembered',
            lineage: '1c56c266-9c5b-c274-2d65-ffb8d0fb456d',
          },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'serials that rise, with a gap',
      facts: { snapshot: snapshot(), history: { value: [past({ serial: 7 })] } },
    },
    {
      name: 'the same serial twice, which state/lost-update tells of',
      facts: { snapshot: snapshot(), history: { value: [past({ serial: 12 })] } },
    },
    {
      name: 'a higher serial of another lineage, which state/lineage-changed tells of',
      facts: { snapshot: snapshot(), history: { value: [past({ serial: 90, lineage: 'another' })] } },
    },
    { name: 'a first version', facts: { snapshot: snapshot({ serial: 1 }), history: { value: [] } } },
    { name: 'a state without a serial', facts: { snapshot: snapshot({ serial: null }), history: { value: [past()] } } },
    { name: 'a state that was deleted', facts: { snapshot: gone, history: { value: [] } } },
  ],
  notEvaluable: [
    { name: 'no permission to list versions', facts: { snapshot: snapshot(), history: denied } },
    { name: 'a damaged state', facts: { snapshot: damaged, history: damaged } },
  ],
};
