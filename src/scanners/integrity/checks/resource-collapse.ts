import * as z from 'zod';
import { restoreCommand } from '../../restore-command.ts';
import { defineCheck, type PastVersion } from '../facts.ts';

/** One run writes many versions, seconds or minutes apart: a fall spread over them is one fall. */
const oneRunMs = 24 * 60 * 60 * 1000;
const listedAddresses = 10;

/** A version with what the comparison needs. */
type Counted = Pick<PastVersion, 'versionId' | 'modifiedAt' | 'knownFrom' | 'managedAddresses'> & {
  readonly serial: number;
  readonly managedInstances: number;
};

export const resourceCollapse = defineCheck({
  id: 'state/resource-collapse',
  since: '0.1',
  title: 'Most resources vanished from the state',
  severity: 'high',
  remediation:
    'Ask who destroyed or removed them. If nobody meant to, stop runs on this state, put the earlier version back with a serial above the current one (`statewarden restore`) and let `terraform plan` show what really still exists.',
  needs: ['snapshot', 'contents', 'history'],
  options: z.object({
    collapseShare: z
      .number()
      .gt(0)
      .max(1)
      .default(0.5)
      .describe('Share of managed instances, from 0 to 1, whose loss between two versions is a collapse.'),
    collapseMinimum: z
      .int()
      .min(1)
      .default(5)
      .describe('States that managed fewer instances than this are not judged: small states are destroyed every day.'),
  }),
  *evaluate({ snapshot, contents, history }, { options }) {
    if (snapshot === null || contents === null || snapshot.serial === null) return;
    const { serial, lineage } = snapshot;
    const now: Counted = {
      versionId: snapshot.versionId,
      modifiedAt: snapshot.modifiedAt,
      knownFrom: 'kept',
      serial,
      managedInstances: contents.managedInstances,
      managedAddresses: contents.managedAddresses,
    };
    const chain = [...earlierOf(history, serial, lineage), now];
    const fallen = chain.filter(
      (version, index) =>
        version.managedInstances >= options.collapseMinimum &&
        lostShare(version, now) >= options.collapseShare &&
        lostShare(version, lowestSoonAfter(version, chain.slice(index + 1))) >= options.collapseShare,
    );
    // The fullest one; of equally full ones the newest, which is the one to put back.
    const before = fallen.toSorted((a, b) => a.managedInstances - b.managedInstances || a.serial - b.serial).at(-1);
    if (before === undefined) return;
    const lost = before.managedInstances - now.managedInstances;
    yield {
      location: '',
      message: `${lost} of ${before.managedInstances} managed instances vanished from the state since serial ${before.serial}.`,
      evidence: {
        managedInstances: now.managedInstances,
        earlierManagedInstances: before.managedInstances,
        earlierSerial: before.serial,
        earlierVersionId: before.versionId,
        earlierModifiedAt: before.modifiedAt,
        knownFrom: before.knownFrom,
        vanished: vanishedAddresses(before, now),
      },
      remediation: `Ask who destroyed or removed them. If nobody meant to, stop runs on this state and look at what the earlier version brings back: \`${restoreCommand(snapshot.restore, { serial: before.serial })}\`. The same with \`--apply\` puts it back; then let \`terraform plan\` show what really still exists.`,
    };
  },
});

/** Versions of this lineage with a lower serial, oldest first: what is not lower is no predecessor, and other checks tell of it. */
function earlierOf(history: readonly PastVersion[], before: number, lineage: string | null): Counted[] {
  return history
    .flatMap(({ serial, managedInstances, ...rest }) =>
      serial !== null && serial < before && managedInstances !== null && rest.lineage === lineage
        ? [{ ...rest, serial, managedInstances }]
        : [],
    )
    .toSorted((a, b) => a.serial - b.serial);
}

function lostShare(before: Counted, after: Counted): number {
  return before.managedInstances === 0 ? 0 : 1 - after.managedInstances / before.managedInstances;
}

/** What held the fewest instances: the next version, or any that one run may have written after it. */
function lowestSoonAfter(version: Counted, later: readonly Counted[]): Counted {
  let lowest = later[0] ?? version;
  for (const candidate of later) {
    const elapsed = Date.parse(candidate.modifiedAt) - Date.parse(version.modifiedAt);
    if (elapsed <= oneRunMs && candidate.managedInstances < lowest.managedInstances) lowest = candidate;
  }
  return lowest;
}

/** Some of the lost addresses; null where the earlier version's addresses are not known any more. */
function vanishedAddresses(before: Counted, now: Counted): readonly string[] | null {
  if (before.managedAddresses === null) return null;
  const kept = now.managedAddresses;
  return [...before.managedAddresses]
    .filter((address) => kept === null || !kept.has(address))
    .sort()
    .slice(0, listedAddresses);
}
