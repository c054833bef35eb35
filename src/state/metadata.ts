import { StateDamagedError } from './errors.ts';
import { ExactNumber, isJsonObject, type JsonValue } from './json.ts';
import type { StateMetadata } from './part.ts';

const oldestVersion = 1;
const newestVersion = 4;

/** Collects what stands at the top of a document, in whatever order, and judges at the end whether it is a state. */
export class MetadataBuilder {
  readonly #members = new Map<string, JsonValue>();
  readonly #lists = new Set<string>();

  member(name: string, value: JsonValue): void {
    this.#members.set(name, value);
  }

  sawList(name: 'resources' | 'modules'): void {
    this.#lists.add(name);
  }

  /** @throws StateDamagedError when the document is no state that Terraform or OpenTofu reads */
  end(): StateMetadata {
    const encryption = this.#members.get('encryption_version');
    if (typeof encryption === 'string' && encryption !== '') return this.#encrypted(encryption);
    const version = this.#version();
    const terraformVersion = this.#text('terraform_version');
    if (version === newestVersion && terraformVersion !== null && !/^\d+\.\d+\.\d+/.test(terraformVersion)) {
      throw invalid('terraform_version is no version', '/terraform_version');
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
    const meta = this.#members.get('meta');
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
    const version = this.#members.get('version');
    if (version === undefined) {
      throw new StateDamagedError({
        reason: 'not-a-state',
        detail: 'the JSON has no "version", so it is no Terraform state',
      });
    }
    const known = typeof version === 'number' && Number.isInteger(version);
    if (!known || version < oldestVersion || version > newestVersion) {
      const shown = typeof version === 'number' || version instanceof ExactNumber ? String(version) : 'not a number';
      throw new StateDamagedError({
        reason: 'unsupported-version',
        detail: `format version ${shown} is unknown: versions 1 to 4 are read`,
        pointer: '/version',
        version: shown,
      });
    }
    // A plan in JSON, or a module's lock file, may hold a number called version too.
    const missing = version === newestVersion ? 'resources' : 'modules';
    const isState = this.#lists.has(missing) || (version === newestVersion && this.#members.has('serial'));
    if (!isState) {
      throw new StateDamagedError({
        reason: 'not-a-state',
        detail: `the JSON has a "version" but no "${missing}", so it is no Terraform state`,
      });
    }
    return version;
  }

  #serial(): number | null {
    const serial = this.#members.get('serial');
    if (serial === undefined) return null;
    if (typeof serial !== 'number' || !Number.isSafeInteger(serial) || serial < 0) {
      throw invalid('serial is no whole number from 0 to 2^53 - 1', '/serial');
    }
    return serial;
  }

  #text(name: string): string | null {
    const value = this.#members.get(name);
    if (value === undefined || value === null || value === '') return null;
    if (typeof value !== 'string') throw invalid(`${name} is no text`, `/${name}`);
    return value;
  }
}

function invalid(detail: string, pointer: string): StateDamagedError {
  return new StateDamagedError({ reason: 'invalid-member', detail, pointer });
}
