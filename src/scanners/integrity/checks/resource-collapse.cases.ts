import type { CheckCases } from '../../scanner.ts';
import type { IntegrityFacts } from '../facts.ts';
import { contents, contentsOf, damaged, encrypted, gone, past, remembered, snapshot } from '../samples.ts';

export const cases: CheckCases<IntegrityFacts> = {
  fires: [
    {
      name: 'six of eight subnets gone with one write',
      facts: { snapshot: snapshot(), contents: contentsOf(2), history: { value: [past()] } },
      expect: [
        {
          location: '',
          message: '6 of 8 managed instances vanished from the state since serial 11.',
          evidence: {
            managedInstances: 2,
            earlierManagedInstances: 8,
            earlierSerial: 11,
            earlierVersionId: 'v11',
            earlierModifiedAt: '2026-11-20T10:00:00.000Z',
            knownFrom: 'kept',
            vanished: [
              'aws_subnet.private[2]',
              'aws_subnet.private[3]',
              'aws_subnet.private[4]',
              'aws_subnet.private[5]',
              'aws_subnet.private[6]',
              'aws_subnet.private[7]',
            ],
          },
        },
      ],
    },
    {
      name: 'everything gone, two writes ago, and not put back since',
      facts: {
        snapshot: snapshot(),
        contents: contentsOf(0),
        history: {
          value: [
            past({ managedInstances: 0, managedAddresses: new Set() }),
            remembered({ versionId: 'v10', modifiedAt: '2026-11-02T10:00:00.000Z', serial: 10, managedInstances: 40 }),
          ],
        },
      },
      expect: [
        {
          location: '',
          evidence: {
            managedInstances: 0,
            earlierManagedInstances: 40,
            earlierSerial: 10,
            earlierVersionId: 'v10',
            earlierModifiedAt: '2026-11-02T10:00:00.000Z',
            knownFrom: 'remembered',
            vanished: null,
          },
        },
      ],
    },
    {
      name: 'a fall spread over the versions that one apply writes',
      facts: {
        snapshot: snapshot(),
        contents: contentsOf(10),
        history: {
          value: [
            remembered({ serial: 11, managedInstances: 16 }),
            remembered({ versionId: 'v10', modifiedAt: '2026-11-20T09:59:00.000Z', serial: 10, managedInstances: 30 }),
          ],
        },
      },
      expect: [
        {
          location: '',
          evidence: {
            managedInstances: 10,
            earlierManagedInstances: 30,
            earlierSerial: 10,
            earlierVersionId: 'v10',
            earlierModifiedAt: '2026-11-20T09:59:00.000Z',
            knownFrom: 'remembered',
            vanished: null,
          },
        },
      ],
    },
    {
      name: 'a quarter gone, where a fifth is too much',
      facts: { snapshot: snapshot(), contents: contentsOf(6), history: { value: [past()] } },
      options: { collapseShare: 0.2 },
      expect: [
        {
          location: '',
          evidence: {
            managedInstances: 6,
            earlierManagedInstances: 8,
            earlierSerial: 11,
            earlierVersionId: 'v11',
            earlierModifiedAt: '2026-11-20T10:00:00.000Z',
            knownFrom: 'kept',
            vanished: ['aws_subnet.private[6]', 'aws_subnet.private[7]'],
          },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'all addresses renamed by a moved module, the count unchanged',
      facts: {
        snapshot: snapshot(),
        contents: contents({
          managedAddresses: new Set(Array.from({ length: 8 }, (_, index) => `module.net.aws_subnet.private[${index}]`)),
        }),
        history: { value: [past()] },
      },
    },
    {
      name: 'one of eight gone',
      facts: { snapshot: snapshot(), contents: contentsOf(7), history: { value: [past()] } },
    },
    {
      name: 'a small state destroyed',
      facts: { snapshot: snapshot(), contents: contentsOf(0), history: { value: [past({ managedInstances: 3 })] } },
    },
    {
      name: 'half gone, but in small steps over weeks',
      facts: {
        snapshot: snapshot(),
        contents: contentsOf(10),
        history: {
          value: [
            remembered({ modifiedAt: '2026-11-16T10:00:00.000Z', serial: 11, managedInstances: 14 }),
            remembered({ modifiedAt: '2026-11-09T10:00:00.000Z', serial: 10, managedInstances: 18 }),
            remembered({ modifiedAt: '2026-11-02T10:00:00.000Z', serial: 9, managedInstances: 24 }),
          ],
        },
      },
    },
    {
      name: 'gone for a while and put back',
      facts: {
        snapshot: snapshot(),
        contents: contentsOf(8),
        history: {
          value: [
            past({ managedInstances: 1 }),
            remembered({ modifiedAt: '2026-11-19T10:00:00.000Z', serial: 10, managedInstances: 8 }),
          ],
        },
      },
    },
    {
      name: 'an older version restored, which state/serial-regressed tells of',
      facts: { snapshot: snapshot({ serial: 4 }), contents: contentsOf(1), history: { value: [past()] } },
    },
    {
      name: 'another state, which state/lineage-changed tells of',
      facts: { snapshot: snapshot({ lineage: 'made-anew' }), contents: contentsOf(1), history: { value: [past()] } },
    },
    { name: 'a state that was deleted', facts: { snapshot: gone, contents: gone, history: { value: [] } } },
  ],
  notEvaluable: [
    {
      name: 'an encrypted state',
      facts: { snapshot: snapshot(), contents: encrypted, history: { value: [] } },
    },
    { name: 'a damaged state', facts: { snapshot: damaged, contents: damaged, history: damaged } },
  ],
};
