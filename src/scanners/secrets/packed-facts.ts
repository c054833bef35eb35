import { unpack } from './packing.ts';

/**
 * Facts about types of resources, packed as lines of `types: attributes` (Brotli, base 85), because every function carries them; loaded
 * for the first document, and unpacked when first asked for.
 */
export class PackedFacts {
  readonly #load: () => Promise<string>;
  #packed: string | null;
  #byType: ReadonlyMap<string, string> | null = null;
  readonly #paths = new Map<string, readonly string[]>();

  /** @param packed the text, or what loads it */
  constructor(packed: string | (() => Promise<string>)) {
    this.#packed = typeof packed === 'string' ? packed : null;
    this.#load = typeof packed === 'string' ? async () => packed : packed;
  }

  /** Has to be done once before anything is asked of facts that have to be loaded. */
  async load(): Promise<void> {
    this.#packed ??= await this.#load();
  }

  /**
   * @param type of the resource, or `data.` and the type of the data source
   * @returns paths below the attributes, without list indices and map keys (`master_password`, `kube_config`); a path covers all
   *   that stands below it; empty for a type that is not known
   * @throws Error when they were not loaded: a defect of the caller
   */
  of(type: string): readonly string[] {
    const known = this.#paths.get(type);
    if (known !== undefined) return known;
    if (this.#packed === null) throw new Error('facts about providers were asked for before they were loaded');
    this.#byType ??= linesOf(this.#packed);
    const paths = this.#byType.get(type)?.split(' ') ?? [];
    this.#paths.set(type, paths);
    return paths;
  }
}

function linesOf(packed: string): ReadonlyMap<string, string> {
  const byType = new Map<string, string>();
  const lines = unpack(packed).split('\n');
  for (const line of lines) {
    const [types = '', attributes = ''] = line.split(': ');
    for (const type of types.split(' ')) byType.set(type, attributes);
  }
  return byType;
}
