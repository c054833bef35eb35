import type { CheckPart, Probe, ProbeRun } from './part.ts';

/** What a state document holds, without any value of it. */
export interface StateSummary {
  /** Addresses of the current objects of managed resources. */
  readonly managedAddresses: ReadonlySet<string>;
  readonly managedInstances: number;
  readonly dataInstances: number;
  readonly outputs: number;
  readonly tainted: readonly { readonly address: string; readonly pointer: string }[];
  readonly deposed: readonly { readonly address: string; readonly deposedKey: string; readonly pointer: string }[];
  /** Check results that are `fail` or `error`. */
  readonly failedChecks: readonly Pick<CheckPart, 'configAddress' | 'objectKind' | 'status' | 'objects' | 'pointer'>[];
}

/** Counts and lists what the integrity checks judge. */
export const summaryProbe: Probe<StateSummary> = { name: 'summary', begin };

function begin(): ProbeRun<StateSummary> {
  const managedAddresses = new Set<string>();
  const tainted: { address: string; pointer: string }[] = [];
  const deposed: { address: string; deposedKey: string; pointer: string }[] = [];
  const failedChecks: StateSummary['failedChecks'][number][] = [];
  let dataInstances = 0;
  let outputs = 0;
  return {
    part(part) {
      if (part.kind === 'output') {
        outputs++;
      } else if (part.kind === 'check') {
        const { configAddress, objectKind, status, objects, pointer } = part;
        if (status === 'fail' || status === 'error')
          failedChecks.push({ configAddress, objectKind, status, objects, pointer });
      } else if (part.kind === 'instance') {
        const { address, pointer, deposed: deposedKey } = part;
        if (part.tainted) tainted.push({ address, pointer });
        if (deposedKey !== null) deposed.push({ address, deposedKey, pointer });
        else if (part.resource.mode === 'data') dataInstances++;
        else managedAddresses.add(address);
      }
    },
    end: () => ({
      managedAddresses,
      managedInstances: managedAddresses.size,
      dataInstances,
      outputs,
      tainted,
      deposed,
      failedChecks,
    }),
  };
}
