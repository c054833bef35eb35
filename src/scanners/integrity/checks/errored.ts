import * as z from 'zod';
import { shellWord } from '../../plain-text.ts';
import { isErroredState } from '../../state-targets.ts';
import { defineCheck } from '../facts.ts';

export const errored = defineCheck({
  id: 'state/errored',
  since: '0.1',
  title: 'A failed run left its state behind',
  severity: 'high',
  remediation:
    'In the directory of the run: compare serial and lineage of the file with `terraform state pull`, then `terraform state push errored.tfstate`. Delete the file once the push succeeded.',
  needs: ['listed'],
  options: z.object({}),
  *evaluate({ listed }) {
    if (listed === null || !isErroredState(listed.key)) return;
    const directory = listed.key.includes('/') ? listed.key.slice(0, listed.key.lastIndexOf('/')) : '.';
    yield {
      location: '',
      message: 'A run could not save its state: what it changed stands only in this file.',
      evidence: { directory, modifiedAt: listed.modifiedAt, bytes: listed.bytes },
      remediation: `Compare serial and lineage with \`terraform state pull\`, then \`cd ${shellWord(directory)} && terraform state push errored.tfstate\`. Delete the file once the push succeeded.`,
    };
  },
});
