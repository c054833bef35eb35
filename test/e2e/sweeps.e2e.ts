import { expect, test } from 'vitest';
import { smallState } from '../support/small-state.ts';
import { alert, deployment, nextSweep, openFindings, putState } from './support/deployment.ts';

test('a bucket that tells nothing of its changes is swept on schedule', async () => {
  const stateKey = 'prod/unheard.tfstate';
  await putState(stateKey, smallState({ tainted: true }), deployment.quietBucket);
  const { finding } = await alert({ stateKey, checkId: 'state/tainted' }, nextSweep);
  expect(finding.source).toBe(deployment.quietBucket);
  await putState(stateKey, smallState({ serial: 2 }), deployment.quietBucket);
  await alert({ stateKey, checkId: 'state/tainted', transition: 'resolved' }, nextSweep);
  expect(await openFindings(stateKey, deployment.quietBucket)).not.toContainEqual(
    expect.objectContaining({ checkId: 'state/tainted' }),
  );
});
