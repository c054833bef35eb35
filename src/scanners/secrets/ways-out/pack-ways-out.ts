import { pack } from '../packing.ts';
import { ephemeralResources } from './ephemeral-resources.ts';
import { serviceKeptSecrets } from './service-kept-secrets.ts';
import { writeOnlyArguments } from './write-only-arguments.ts';

/**
 * Packs the tables of this folder for the functions, which carry them, as {@link PackedFacts}: lines of `types: ways`, each way one of
 * `ATTRIBUTE=ARGUMENT`, `ATTRIBUTE=ARGUMENT,VERSION` (write-only), `ATTRIBUTE!ARGUMENT` (kept by the service), `~TYPE` (ephemeral); what is best first.
 */
export function packWaysOut(): string {
  const ways = new Map<string, string[]>();
  const add = (type: string, way: string) => ways.set(type, [...(ways.get(type) ?? []), way]);
  for (const { attributes, version } of writeOnlyArguments) {
    for (const [type, paths] of Object.entries(attributes)) {
      for (const path of paths) {
        const name = path.slice(path.lastIndexOf('.') + 1);
        add(type, `${path}=${name}_wo${version === undefined ? '' : `,${name}${version}`}`);
      }
    }
  }
  for (const { attributes } of serviceKeptSecrets) {
    for (const [type, { attribute, argument }] of Object.entries(attributes)) add(type, `${attribute}!${argument}`);
  }
  for (const { types } of ephemeralResources) {
    for (const [type, { ephemeral }] of Object.entries(types)) add(type, `~${ephemeral}`);
  }
  const lines = [...ways].map(([type, all]) => `${type}: ${all.join(' ')}`).sort();
  return pack(lines.join('\n'));
}
