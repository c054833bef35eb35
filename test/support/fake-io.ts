import type { ActivityRecord } from '../../src/findings/activity.ts';
import { nothingOutside, type Outside } from '../../src/scanners/outside.ts';
import type {
  CheckContext,
  Inspection,
  Io,
  KnownVersion,
  ScanMark,
  StateIndex,
  Target,
  TargetMemory,
} from '../../src/scanners/scanner.ts';
import type { LockFile, Source, StateObject, StateVersion } from '../../src/sources/source.ts';
import { withoutBucket } from '../../src/sources/without-bucket.ts';
import type { InstancePart, StateMetadata, StatePart } from '../../src/state/part.ts';

/** A source and an Io made of plain data, into which faults can be put: an Error in place of an answer is thrown. */

export function version(changes: Partial<StateVersion> = {}): StateVersion {
  return {
    path: 'net/terraform.tfstate',
    versionId: 'v2',
    modifiedAt: new Date('2026-11-20T11:00:00Z'),
    bytes: 4096,
    etag: null,
    deleted: false,
    ...changes,
  };
}

export function stateObject(key: string, changes: Partial<StateObject> = {}): StateObject {
  return { source: 'main', key, current: version({ path: key }), lock: null, fingerprint: `${key}@v2`, ...changes };
}

export function targetOf(object: StateObject): Target {
  return { source: object.source, id: object.key, object };
}

export function metadata(changes: Partial<StateMetadata> = {}): StateMetadata {
  return {
    format: 'v4',
    version: 4,
    terraformVersion: '1.11.4',
    serial: 2,
    lineage: 'one',
    encryption: null,
    ...changes,
  };
}

/** A managed instance, as a document would hold it. */
export function managedInstance(name: string): InstancePart {
  const resource = {
    address: `aws_subnet.${name}`,
    mode: 'managed',
    type: 'aws_subnet',
    name,
    module: '',
    provider: null,
  } as const;
  return {
    kind: 'instance',
    pointer: '/resources/0/instances/0',
    value: {},
    resource,
    address: resource.address,
    indexKey: null,
    tainted: false,
    deposed: null,
    attributes: null,
    sensitivePaths: [],
  };
}

/** What an inspection of one version gives; `parts` is what the probes see of its document. */
export function inspection(
  of: StateVersion,
  changes: Partial<Pick<Inspection, 'sha256' | 'md5' | 'damage' | 'metadata' | 'replication' | 'milliseconds'>> = {},
  parts: readonly StatePart[] = [],
): Inspection {
  const answer = {
    version: of,
    sha256: 'a'.repeat(64),
    md5: null,
    damage: null,
    metadata: metadata(),
    replication: null,
    milliseconds: 12,
    ...changes,
  };
  return {
    ...answer,
    result(probe) {
      if (answer.damage !== null || answer.metadata === null) throw new Error('asked a damaged document');
      const run = probe.begin();
      for (const part of parts) run.part(part);
      return run.end(answer.metadata);
    },
  };
}

interface FakeSource {
  readonly kind?: Source['kind'];
  readonly location?: string;
  /** An Error ends the listing there. */
  readonly listed?: readonly (StateObject | Error)[];
  readonly lockText?: string | Error;
}

export function fakeSource({ kind = 's3', location = 's3://bucket', listed = [], lockText = '' }: FakeSource): Source {
  return {
    name: 'main',
    kind,
    location,
    async *list() {
      for (const entry of listed) {
        if (entry instanceof Error) throw entry;
        yield entry;
      }
    },
    find: async () => null,
    versions: async () => [],
    open: async () => {
      throw new Error('not opened in this test');
    },
    ...withoutBucket,
    async readLock(_lock: LockFile) {
      if (lockText instanceof Error) throw lockText;
      return lockText;
    },
  };
}

interface FakeIo {
  readonly source?: Source;
  readonly remembered?: readonly KnownVersion[];
  readonly versions?: readonly StateVersion[] | Error;
  /** By version id. */
  readonly inspections?: Readonly<Record<string, Inspection | Error>>;
  readonly recorded?: readonly ActivityRecord[];
  readonly outside?: Outside;
}

/** An Io that records which versions were read. */
export function fakeIo({
  source = fakeSource({}),
  remembered,
  versions = [],
  inspections = {},
  recorded = [],
  outside = nothingOutside,
}: FakeIo): Io & {
  readonly read: string[];
} {
  const read: string[] = [];
  const inspect = (versionId: string) => {
    read.push(versionId);
    const answer = inspections[versionId];
    if (answer === undefined) throw new Error(`no inspection of ${versionId} in this test`);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return {
    read,
    source: () => source,
    outside,
    memory: (target) =>
      remembered === undefined ? undefined : { id: target.id, scans: {}, countsFrom: null, versions: remembered },
    async *activity({ kind }) {
      yield* recorded.filter((record) => record.kind === kind);
    },
    async versions() {
      if (versions instanceof Error) throw versions;
      return versions;
    },
    inspect: async (_target, { versionId }) => inspect(versionId),
    inspectCopy: async (_copy, { versionId }) => inspect(versionId),
  };
}

export function indexOf(scanner: string, marks: Readonly<Record<string, ScanMark>>): StateIndex {
  const memories = new Map<string, TargetMemory>(
    Object.entries(marks).map(([id, mark]) => [id, { id, scans: { [scanner]: mark }, countsFrom: null, versions: [] }]),
  );
  return { get: (id) => memories.get(id), all: () => memories.values() };
}

export const context: CheckContext<unknown> = {
  options: {},
  now: new Date('2026-11-20T12:00:00Z'),
  environment: { name: 'production', criticality: 'production', owner: 'platform' },
};

export const never: AbortSignal = new AbortController().signal;
