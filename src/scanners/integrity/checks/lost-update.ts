import * as z from 'zod';
import { wasHeldAt } from '../../lock-holds.ts';
import { plainText } from '../../plain-text.ts';
import { defineCheck, type PastVersion } from '../facts.ts';

type Version = Pick<
  PastVersion,
  'versionId' | 'modifiedAt' | 'serial' | 'lineage' | 'sha256' | 'managedAddresses' | 'terraformVersion' | 'backupFile'
>;

export const lostUpdate = defineCheck({
  id: 'state/lost-update',
  since: '0.1',
  title: 'An update was lost: one serial, two contents',
  severity: 'high',
  remediation:
    'Compare the versions named in the evidence: both were written over the same predecessor, so the newer lacks what the older recorded. Import what is missing (`terraform import`), then make sure that every writer locks this state.',
  needs: ['snapshot', 'contents', 'history', 'holds'],
  options: z.object({}),
  *evaluate({ snapshot, contents, history, holds }) {
    if (snapshot === null || contents === null) return;
    const current: Version = { ...snapshot, managedAddresses: contents.managedAddresses, backupFile: false };
    // OpenTofu encrypts each write with a new key: bytes of encrypted versions tell nothing.
    const past = history.filter((version) => version.managedInstances !== null).toSorted(newestFirst);
    const versions: readonly Version[] = [current, ...past];
    for (const [newest, ...others] of bySerial(versions)) {
      if (newest === undefined) continue;
      const rivals = others.filter((other) => differ(newest, other) && !isReplay(newest, other, versions));
      if (rivals.length === 0) continue;
      const written = [newest, ...rivals].slice(0, 5).map(({ versionId, modifiedAt }) => ({
        versionId,
        modifiedAt,
        locked: holds === null || holds.holds.length === 0 ? null : wasHeldAt(holds, modifiedAt),
      }));
      const lineage = newest.lineage === null ? null : plainText(newest.lineage);
      yield {
        location: `${lineage ?? 'no lineage'} serial ${newest.serial}`,
        message: `Two different versions have serial ${newest.serial}: what the older one recorded is lost.${written.some(({ locked }) => locked === false) ? ' One of them was written without the lock file.' : ''}`,
        evidence: {
          serial: newest.serial,
          lineage,
          versions: written,
        },
        pointer: '/serial',
      };
    }
  },
});

function newestFirst(a: Version, b: Version): number {
  return a.modifiedAt < b.modifiedAt ? 1 : -1;
}

/** Versions of one lineage and serial together, in the order given; those without a serial are left out. */
function bySerial(versions: readonly Version[]): Iterable<Version[]> {
  const groups = new Map<string, Version[]>();
  for (const version of versions) {
    if (version.serial === null) continue;
    const key = JSON.stringify([version.lineage, version.serial]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [version]);
    else group.push(version);
  }
  return groups.values();
}

/** Whether two versions of one serial say different things, as far as their bytes can tell. */
function differ(a: Version, b: Version): boolean {
  if (a.sha256 === b.sha256) return false;
  if (!a.backupFile && !b.backupFile) return true;
  if (a.terraformVersion !== null && a.terraformVersion === b.terraformVersion) return true;
  return (
    a.managedAddresses !== null && b.managedAddresses !== null && !sameMembers(a.managedAddresses, b.managedAddresses)
  );
}

function sameMembers(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((member) => b.has(member));
}

/** The serial fell in between and rose again: `state/serial-regressed` tells of that. */
function isReplay(newer: Version, older: Version, versions: readonly Version[]): boolean {
  return versions.some(
    ({ serial, lineage, modifiedAt }) =>
      lineage === newer.lineage &&
      serial !== null &&
      newer.serial !== null &&
      serial < newer.serial &&
      older.modifiedAt < modifiedAt &&
      modifiedAt < newer.modifiedAt,
  );
}
