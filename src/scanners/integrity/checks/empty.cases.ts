import type { CheckCases } from '../../scanner.ts';
import type { IntegrityFacts } from '../facts.ts';
import { contents, damaged, encrypted, gone, past, remembered, snapshot } from '../samples.ts';

const nothing = contents({
  managedAddresses: new Set(),
  managedInstances: 0,
  dataInstances: 0,
  outputs: 0,
});

export const cases: CheckCases<IntegrityFacts> = {
  fires: [
    {
      name: 'a leftover that was destroyed long ago',
      facts: {
        snapshot: snapshot(),
        contents: nothing,
        history: { value: [past({ managedInstances: 0, managedAddresses: new Set() })] },
      },
      expect: [
        {
          location: '',
          message: 'The state holds no resources and no outputs, yet was written more than once.',
          evidence: { serial: 12 },
        },
      ],
    },
  ],
  quiet: [
    { name: 'a state with resources', facts: { snapshot: snapshot(), contents: contents(), history: { value: [] } } },
    {
      name: 'a state with outputs only',
      facts: {
        snapshot: snapshot(),
        contents: { value: { ...nothing.value, outputs: 1 } },
        history: { value: [] },
      },
    },
    {
      name: 'a replaced object that is still to be destroyed, which state/deposed tells of',
      facts: {
        snapshot: snapshot(),
        contents: {
          value: {
            ...nothing.value,
            deposed: [{ address: 'aws_lb.web', deposedKey: 'a1b2c3d4', pointer: '/resources/0/instances/0' }],
          },
        },
        history: { value: [] },
      },
    },
    {
      name: 'a fresh workspace',
      facts: { snapshot: snapshot({ serial: 1 }), contents: nothing, history: { value: [] } },
    },
    {
      name: 'just emptied, which state/resource-collapse judges',
      facts: { snapshot: snapshot(), contents: nothing, history: { value: [remembered({ managedInstances: 3 })] } },
    },
    { name: 'a state that was deleted', facts: { snapshot: gone, contents: gone, history: { value: [] } } },
  ],
  notEvaluable: [
    { name: 'an encrypted state', facts: { snapshot: snapshot(), contents: encrypted, history: { value: [] } } },
    { name: 'a damaged state', facts: { snapshot: damaged, contents: damaged, history: damaged } },
  ],
};
