import * as z from 'zod';
import type { Observation } from '../../../findings/observation.ts';
import { type LockHistory, wasHeldAt } from '../../lock-holds.ts';
import { shellWord } from '../../plain-text.ts';
import { graceMilliseconds } from '../digest-grace.ts';
import { defineCheck, type LockedState, type StateDigest } from '../facts.ts';
import { deleteItem } from '../release.ts';

export const digestMismatch = defineCheck({
  id: 'lock/digest-mismatch',
  since: '0.1',
  title: 'State is not what the lock table says',
  severity: 'high',
  remediation:
    'Find out which of the two is right before you change either: look at the versions of the state, and run `terraform plan` against the newest.',
  needs: ['lockFile', 'tableLock', 'digest', 'state', 'holds'],
  options: z.object({}),
  *evaluate({ lockFile, tableLock, digest, state, holds }, { now }): Iterable<Observation> {
    if (digest === null || state === null || !state.exists || state.modifiedAt === null) return;
    // A write is under way: the state is written first, its digest a moment later.
    if (lockFile !== null || tableLock !== null) return;
    if (now.getTime() - Date.parse(state.modifiedAt) <= graceMilliseconds) return;
    if (digest.md5 === state.md5) return;
    const cause = causeOf(digest, state, holds);
    yield {
      location: '',
      message: `${happened[cause]} Terraform with this lock table ${cause === 'malformed' ? 'no longer checks the state' : 'stops with "state data in S3 does not have the expected content"'}.`,
      evidence: {
        cause,
        digest: digest.md5,
        md5: state.md5,
        writtenAt: state.modifiedAt,
        table: digest.table,
        path: digest.path,
      },
      ...(cause === 'malformed' ? { severity: 'medium' as const } : {}),
      remediation: repair(cause, digest, state),
    };
  },
});

type Cause = 'malformed' | 'restored' | 'lock-file-only' | 'written-without-lock';

const happened: Readonly<Record<Cause, string>> = {
  malformed: 'The digest in the lock table is no MD5.',
  restored: 'An earlier version of the state was put back, and the digest is still that of the version before.',
  'lock-file-only': 'The state was written by a run that uses only the lock file, so the digest in the table is old.',
  'written-without-lock': 'The state was written by hand, or by a run that died before it wrote the digest.',
};

function causeOf(digest: StateDigest, { md5, etags, modifiedAt }: LockedState, holds: LockHistory | null): Cause {
  if (digest.md5 === null) return 'malformed';
  const [current, ...earlier] = etags;
  if (current !== undefined && earlier.includes(current)) return 'restored';
  const locked = holds !== null && modifiedAt !== null && md5 !== null && wasHeldAt(holds, modifiedAt);
  return locked ? 'lock-file-only' : 'written-without-lock';
}

function repair(cause: Cause, digest: StateDigest, state: LockedState): string {
  const right = `\`${putDigest(digest, state.md5 ?? '')}\``;
  switch (cause) {
    case 'lock-file-only':
      return `If all runs use the lock file by now, take the digest out: \`${deleteItem(digest.table, digest.path)}\`. If some still use the table, they and the others do not exclude each other: give all of them both (\`use_lockfile\` and \`dynamodb_table\`), then set the digest: ${right}.`;
    case 'restored':
      return `If the version that was put back is the right one (\`terraform plan\` shows what it lacks), set its digest: ${right}.`;
    case 'malformed':
      return `Set the digest of the state as it is: ${right}.`;
    case 'written-without-lock':
      return `Compare the newest version of the state with the one before it, and run \`terraform plan\` with the one that is right in place. Then set the digest: ${right}.`;
  }
}

function putDigest({ table, path }: StateDigest, md5: string): string {
  const item = JSON.stringify({ LockID: { S: path }, Digest: { S: md5 } });
  return `aws dynamodb put-item --table-name ${shellWord(table)} --item ${shellWord(item)}`;
}
