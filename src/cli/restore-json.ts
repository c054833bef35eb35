import type { RestoreResult } from '../restore/apply.ts';
import { idOf } from '../restore/choose.ts';
import type { StateToRestore, VersionList } from '../restore/look.ts';
import { metadataOf, type RestorePlan } from '../restore/plan.ts';
import type { VersionReading } from '../restore/version-reading.ts';
import { version } from '../version.ts';

type Named = Pick<StateToRestore, 'source' | 'key' | 'location'>;

/** The versions of a state, for machines: see docs/formats.md. */
export function listJson(state: Named, { versions, more, notes }: VersionList): string {
  return json({ ...head(state), versions, more, notes });
}

/** What a restore would do or did, for machines: see docs/formats.md. */
export function planJson(state: Named, plan: RestorePlan, result: RestoreResult | null): string {
  const { chosen, current, newSerial, done, diff, refusals, notes } = plan;
  return json({
    ...head(state),
    restore: {
      version: shown(chosen),
      current: current === null ? null : shown(current),
      newSerial,
      done,
      changes: diff,
      refusals,
      notes,
    },
    result:
      result === null
        ? null
        : {
            version: idOf(result.version),
            modifiedAt: result.version.modifiedAt.toISOString(),
            serial: result.serial,
            sha256: result.sha256,
            written: result.written,
            takenOver: result.takenOver,
            digest: result.digest,
            recorded: result.recorded,
          },
  });
}

function head({ source, key, location }: Named) {
  return { schemaVersion: 1, tool: { name: 'statewarden', version }, source: source.name, stateKey: key, location };
}

function shown(reading: VersionReading) {
  const metadata = metadataOf(reading);
  return {
    id: idOf(reading.version),
    modifiedAt: reading.version.modifiedAt.toISOString(),
    bytes: reading.version.bytes,
    status: reading.status,
    serial: metadata?.serial ?? null,
    lineage: metadata?.lineage ?? null,
  };
}

function json(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
