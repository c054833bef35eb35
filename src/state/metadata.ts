import { StateDamagedError } from './errors.ts';
import { ExactNumber, isJsonObject, type JsonValue } from './json.ts';
import type { StateMetadata } from './part.ts';

const oldestVersion = 1;
const newestVersion = 4;

/** Members that say what a document is; all others only count as seen. */
const descriptive: ReadonlySet<string> = new Set([
  'version',
  'terraform_version',
  'serial',
  'lineage',
  'encryption_version',
  'meta',
]);

/** Members of which a state of format version 4 has at least one beside its version. */
const stateMembers = ['terraform_version', 'serial', 'lineage', 'outputs', 'resources'] as const;

/** Collects what stands at the top of a document, in whatever order, and judges at the end whether it is a state. */
export class MetadataBuilder {
  readonly #values = new Map<string, JsonValue>();
  readonly #seen = new Set<string>();

  member(name: string, value: JsonValue): void {
    // Modules that are no list are none.
    if (name !== 'modules' || value === null) this.saw(name);
    if (descriptive.has(name)) this.#values.set(name, value);
  }

  /** A member that is taken apart, of which only its being there tells something. */
  saw(name: string): void {
    if (name === 'modules' || name === 'backend' || stateMembers.some((member) => member === name))
      this.#seen.add(name);
  }

  /** Whether the document is known to show its contents: OpenTofu's encryption hides the version with them. */
  get isPlain(): boolean {
    return this.#values.has('version');
  }

  /** @throws StateDamagedError when the document is no state that Terraform or OpenTofu reads */
  end(): StateMetadata {
    const encryption = this.#values.get('encryption_version');
    if (typeof encryption === 'string' && encryption !== '') return this.#encrypted(encryption);
    const version = this.#version();
    const terraformVersion = this.#text('terraform_version');
    // Source: hashicorp/go-version version.go `NewVersion`, which takes `1.11` and `v1.11.4-rc1` too.
    if (terraformVersion !== null && !/^v?\d[\w.~+-]*$/.test(terraformVersion)) {
      throw invalid('terraform_version is no version number', '/terraform_version');
    }
    return {
      format: version === newestVersion ? 'v4' : 'legacy',
      version,
      terraformVersion,
      serial: this.#serial(),
      lineage: this.#text('lineage'),
      encryption: null,
    };
  }

  /** Source: opentofu/opentofu internal/encryption/base.go. */
  #encrypted(version: string): StateMetadata {
    const meta = this.#values.get('meta');
    const keys = isJsonObject(meta) ? Object.keys(meta) : [];
    const keyProviders = keys.map((key) => /^key_provider\.([^.]+)\./.exec(key)?.[1] ?? 'unknown');
    return {
      format: 'encrypted',
      version: null,
      terraformVersion: null,
      serial: this.#serial(),
      lineage: this.#text('lineage'),
      encryption: { version, keyProviders: [...new Set(keyProviders)] },
    };
  }

  #version(): number {
    const version = this.#values.get('version') ?? null;
    if (version === null) throw notAState('the JSON has no "version", so it is no Terraform state');
    if (
      typeof version !== 'number' ||
      !Number.isInteger(version) ||
      version < oldestVersion ||
      version > newestVersion
    ) {
      throw unsupported(version);
    }
    if (version === newestVersion ? stateMembers.some((name) => this.#seen.has(name)) : this.#seen.has('modules')) {
      return version;
    }
    if (this.#seen.has('backend')) {
      throw notAState('the JSON is what Terraform keeps in .terraform of a backend, which is no state');
    }
    throw notAState('the JSON has a "version" and nothing else of a state, so it is no Terraform state');
  }

  #serial(): number | null {
    const serial = this.#values.get('serial') ?? null;
    if (serial === null) return null;
    if (typeof serial !== 'number' || !Number.isSafeInteger(serial) || serial < 0) {
      throw invalid('serial is no whole number from 0 to 2^53 - 1', '/serial');
    }
    return serial;
  }

  #text(name: string): string | null {
    const value = this.#values.get(name) ?? null;
    if (value === null || value === '') return null;
    if (typeof value !== 'string') throw invalid(`${name} is no text`, `/${name}`);
    return value;
  }
}

/** @param version any value but null: only a number is quoted, and only a short one */
function unsupported(version: JsonValue): StateDamagedError {
  const number = typeof version === 'number' || version instanceof ExactNumber ? String(version) : null;
  const shown = number !== null && number.length <= 20 ? number : null;
  return new StateDamagedError({
    reason: 'unsupported-version',
    detail: `${shown === null ? 'the format version is no number' : `format version ${shown} is unknown`}: versions 1 to 4 are read`,
    pointer: '/version',
    ...(shown === null ? {} : { version: shown }),
  });
}

function notAState(detail: string): StateDamagedError {
  return new StateDamagedError({ reason: 'not-a-state', detail });
}

function invalid(detail: string, pointer: string): StateDamagedError {
  return new StateDamagedError({ reason: 'invalid-member', detail, pointer });
}
