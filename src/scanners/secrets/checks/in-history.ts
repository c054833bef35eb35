import * as z from 'zod';
import { plainText } from '../../plain-text.ts';
import { defineCheck } from '../facts.ts';
import { purge } from '../history/purge.ts';
import { copiesOf, keptUntil } from '../history/retention.ts';
import { kindText, placeText } from '../of-kind.ts';
import { milder, severityTable } from '../severity.ts';

export const inHistory = defineCheck({
  id: 'secret/in-history',
  since: '0.1',
  title: 'Secret in earlier versions of the state',
  severity: 'medium',
  remediation:
    'Change the secret, then remove the earlier versions that hold it with `aws s3api delete-object --version-id`.',
  needs: ['history', 'lifecycle', 'replication'],
  options: z.object({}),
  *evaluate({ history: { earlier }, lifecycle, replication }, { environment }) {
    const { key, secrets, unread, copiedTo } = earlier;
    const copies = copiesOf(key, replication);
    for (const secret of secrets) {
      const { kind, location, address, path, versions } = secret;
      const newest = versions[0]?.modifiedAt ?? null;
      const oldest = versions.at(-1)?.modifiedAt ?? null;
      const until = keptUntil(key, versions, lifecycle);
      const many = versions.length === 1 ? 'one earlier version' : `${versions.length} earlier versions`;
      const end =
        until === null
          ? `and nothing removes ${versions.length === 1 ? 'it' : 'them'} in time`
          : `${versions.length === 1 ? 'which' : 'the last of which'} stays until ${until}`;
      yield {
        location: `${kind} ${location}`,
        ...(address === null ? {} : { address }),
        message: `${placeText(secret)} held ${kindText(kind)} that is gone from the state, but can still be read in ${many}, ${end}.`,
        evidence: {
          path: plainText(path),
          kind,
          versions: versions.length,
          newest,
          oldest,
          keptUntil: until,
          copies: [...copies, ...copiedTo],
          unread,
        },
        severity: milder(severityTable[secret.opens][environment.criticality]),
        remediation: purge(secret, earlier, copies),
      };
    }
  },
});
