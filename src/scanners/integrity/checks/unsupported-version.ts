import * as z from 'zod';
import { defineCheck } from '../facts.ts';

export const unsupportedVersion = defineCheck({
  id: 'state/unsupported-version',
  since: '0.1',
  title: 'State has an unsupported format version',
  severity: 'high',
  remediation:
    'Find out what wrote this state: no released Terraform or OpenTofu writes this format. If it was no pre-release of theirs, put the newest sound version back with `statewarden restore`; otherwise update Statewarden.',
  needs: ['damage'],
  options: z.object({}),
  *evaluate({ damage }) {
    if (damage?.reason !== 'unsupported-version') return;
    const version = damage.version ?? null;
    yield {
      location: '',
      message: `The state has format version ${version ?? 'unknown'}, which cannot be read: versions 1 to 4 are.`,
      evidence: { version, supported: '1 to 4' },
      pointer: damage.pointer ?? '/version',
    };
  },
});
