import * as z from 'zod';
import { defineCheck } from '../facts.ts';

export const empty = defineCheck({
  id: 'state/empty',
  since: '0.1',
  title: 'State is empty',
  severity: 'low',
  remediation:
    'If everything was destroyed on purpose, delete the leftover (`terraform workspace delete`, or the object). If not, look for the state that holds the resources: a wrong backend key or workspace starts an empty one.',
  needs: ['snapshot', 'contents', 'history'],
  options: z.object({}),
  *evaluate({ snapshot, contents, history }) {
    if (snapshot === null || contents === null) return;
    // Terraform writes an empty state with serial 1 for each new workspace.
    if (snapshot.serial !== null && snapshot.serial <= 1) return;
    const { managedInstances, dataInstances, deposed, outputs } = contents;
    if (managedInstances + dataInstances + deposed.length + outputs > 0) return;
    // While a version with resources is known, `state/resource-collapse` judges their loss.
    if (history.some((past) => past.managedInstances !== null && past.managedInstances > 0)) return;
    yield {
      location: '',
      message: 'The state holds no resources and no outputs, yet was written more than once.',
      evidence: { serial: snapshot.serial },
    };
  },
});
