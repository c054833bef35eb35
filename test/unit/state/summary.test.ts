import { expect, test } from 'vitest';
import { readState } from '../../../src/state/read-state.ts';
import { summaryProbe } from '../../../src/state/summary.ts';
import { block, document } from '../../support/read-document.ts';

test('a summary tells instances from data, current from deposed, and what failed', async () => {
  const state = document({
    outputs: { a: { value: 1, type: 'number' }, b: { value: 2, type: 'number' } },
    resources: [
      block({
        instances: [{ index_key: 0 }, { index_key: 0, deposed: 'a1b2c3d4' }, { index_key: 1, status: 'tainted' }],
      }),
      block({ mode: 'data' }),
      block({ name: 'gone', instances: [] }),
    ],
    check_results: [
      {
        object_kind: 'check',
        config_addr: 'check.up',
        status: 'fail',
        objects: [{ object_addr: 'check.up', status: 'fail', failure_messages: ['made-up'] }],
      },
      { object_kind: 'resource', config_addr: 'aws_vpc.main', status: 'error', objects: null },
      { object_kind: 'check', config_addr: 'check.fine', status: 'pass', objects: null },
      { object_kind: 'check', config_addr: 'check.later', status: 'unknown', objects: null },
    ],
  });
  const bytes = Buffer.from(JSON.stringify(state));
  const chunks = (async function* () {
    yield bytes;
  })();
  const reading = await readState({ bytes: bytes.length, chunks }, [summaryProbe], {
    streamAbove: 1e6,
    largestValue: 1e6,
  });
  expect(reading.damage === null && reading.results.get(summaryProbe)).toEqual({
    managedAddresses: new Set(['aws_vpc.main[0]', 'aws_vpc.main[1]']),
    managedInstances: 2,
    dataInstances: 1,
    outputs: 2,
    tainted: [{ address: 'aws_vpc.main[1]', pointer: '/resources/0/instances/2' }],
    deposed: [{ address: 'aws_vpc.main[0]', deposedKey: 'a1b2c3d4', pointer: '/resources/0/instances/1' }],
    failedChecks: [
      {
        configAddress: 'check.up',
        objectKind: 'check',
        status: 'fail',
        objects: [{ address: 'check.up', status: 'fail' }],
        pointer: '/check_results/0',
      },
      {
        configAddress: 'aws_vpc.main',
        objectKind: 'resource',
        status: 'error',
        objects: [],
        pointer: '/check_results/1',
      },
    ],
  });
});
