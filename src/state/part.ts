import type { JsonObject, JsonValue } from './json.ts';

/** Format version 4; versions 1 to 3 (`legacy`); an OpenTofu state encrypted as a whole. */
export type StateFormat = 'v4' | 'legacy' | 'encrypted';

/** What stands at the top of a state document. Complete once the whole document was read. */
export interface StateMetadata {
  readonly format: StateFormat;
  /** Format version; null for an encrypted state, which hides it. */
  readonly version: number | null;
  /** Version of the last writer, as written (`1.11.4`); null where hidden or absent. */
  readonly terraformVersion: string | null;
  /** Terraform's serial, where shown. A serial beyond 2^53 - 1 is refused as damage. */
  readonly serial: number | null;
  /** Terraform's lineage, where shown; null where absent or empty. */
  readonly lineage: string | null;
  /** Key provider types (`aws_kms`, `pbkdf2`) and the encryption version, for an encrypted state. */
  readonly encryption: { readonly version: string; readonly keyProviders: readonly string[] } | null;
}

/** One step of a path below an instance's attributes. Source: hashicorp/terraform internal/states/statefile/version4.go `marshalPaths`. */
export type AttributeStep = string | number;

interface PartBase {
  /** RFC 6901 pointer of `value` in the document. */
  readonly pointer: string;
  /** The part as it stands in the document; {@link walkPart} yields its scalars. */
  readonly value: JsonValue;
}

/** A top-level member that is neither an output, a resource nor a check result (`serial`, `backend`, members of future versions). */
export interface MemberPart extends PartBase {
  readonly kind: 'member';
  readonly name: string;
}

/** One root-module output; in legacy states, one output of any module. */
export interface OutputPart extends PartBase {
  readonly kind: 'output';
  /** `output.NAME`, with the module's address before it in legacy states. */
  readonly address: string;
  readonly name: string;
  readonly sensitive: boolean;
}

/** The members of a resource block other than its instances. */
export interface ResourcePart extends PartBase {
  readonly kind: 'resource';
  /** Address of the resource without instance key: `module.net["eu"].aws_subnet.a`. */
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** Module address, `''` for the root module. */
  readonly module: string;
  /** Provider address as written; null where absent. */
  readonly provider: string | null;
}

/** One instance of a resource: the current object, or a deposed one. */
export interface InstancePart extends PartBase {
  readonly kind: 'instance';
  readonly resource: Omit<ResourcePart, 'pointer' | 'value' | 'kind'>;
  /** Address exactly as `terraform state list` prints it: `module.net["eu"].aws_subnet.a[0]`. */
  readonly address: string;
  readonly indexKey: string | number | null;
  readonly tainted: boolean;
  /** Deposed key (8 characters) or null for the current object. */
  readonly deposed: string | null;
  /**
   * The attributes object and the name of the member that holds it. `attributes` (v4), `attributes_flat` (v4 from 0.11),
   * or, in legacy states, the flat map of `primary` or `deposed[n]`. Null where there are none.
   */
  readonly attributes: { readonly value: JsonObject; readonly pointer: string; readonly flat: boolean } | null;
  /** Paths below `attributes` that the writer marked sensitive. */
  readonly sensitivePaths: readonly (readonly AttributeStep[])[];
}

/** One entry of `check_results`. */
export interface CheckPart extends PartBase {
  readonly kind: 'check';
  readonly objectKind: string;
  readonly configAddress: string;
  readonly status: string;
  /** Failure messages are left out on purpose: they may quote values. */
  readonly objects: readonly { readonly address: string; readonly status: string }[];
}

/** What a state document is made of, in document order. */
export type StatePart = MemberPart | OutputPart | ResourcePart | InstancePart | CheckPart;

/**
 * Something that looks at every part of one document, as it is read: no part is kept once all probes saw it, so that a
 * document larger than memory can be probed. One per question (integrity's summary, secret candidates).
 */
export interface Probe<R> {
  readonly name: string;
  /** Loads what it needs before it begins. May be called for each document. */
  prepare?(): Promise<void>;
  begin(): ProbeRun<R>;
}

export interface ProbeRun<R> {
  /** Called for each part in document order. */
  part(part: StatePart): void;
  /** Called once, when the whole document was read without damage. */
  end(metadata: StateMetadata): R;
}
