import { providerSchemas } from './provider-schemas.ts';

let packed: ReadonlyMap<string, string> | null = null;
const paths = new Map<string, readonly string[]>();

/**
 * What a provider's schema declares sensitive.
 * @param type of the resource, or `data.` and the type of the data source
 * @returns paths below the attributes, without list indices and map keys (`master_password`, `kube_config`); a path covers all
 *   that stands below it; empty for a type that is not known
 */
export function declaredSensitive(type: string): readonly string[] {
  const known = paths.get(type);
  if (known !== undefined) return known;
  packed ??= unpack();
  const declared = packed.get(type)?.split(' ') ?? [];
  paths.set(type, declared);
  return declared;
}

function unpack(): ReadonlyMap<string, string> {
  const byType = new Map<string, string>();
  for (const line of providerSchemas.trim().split('\n')) {
    const [types = '', attributes = ''] = line.split(': ');
    for (const type of types.split(' ')) byType.set(type, attributes);
  }
  return byType;
}
