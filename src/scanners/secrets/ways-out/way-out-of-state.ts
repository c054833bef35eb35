import { plainText } from '../../plain-text.ts';
import { PackedFacts } from '../packed-facts.ts';
import { packedWaysOut } from './packed-ways-out.ts';

const waysOut = new PackedFacts(packedWaysOut);

/** Terraform and OpenTofu that know write-only arguments and ephemeral resources. */
const since = '(Terraform 1.11, OpenTofu 1.11)';

/**
 * How a secret is kept out of the state from now on: the write-only argument or the ephemeral resource that the provider has for this
 * very attribute.
 * @param address of the instance
 * @param path of the attribute below it, list indices and what is inside of it too: `password`, `data.key (base64) > password`
 * @returns in the imperative, with the address and the exact names; null where the provider has none that is known
 */
export function wayOutOfState({
  address,
  path,
}: {
  readonly address: string | null;
  readonly path: string;
}): string | null {
  const type = address === null ? null : typeOf(address);
  if (address === null || type === null) return null;
  const where = plainText(address);
  const attribute = (path.split(' ')[0] ?? '').replaceAll(/\[\d+\]/g, '');
  const ways = waysOut.of(type).flatMap((way) => sentenceOf(way, attribute, where) ?? []);
  const [first, ...others] = ways;
  if (first === undefined) return null;
  return [first, ...others.map((way) => `Or: ${way[0]?.toLowerCase()}${way.slice(1)}`)].join(' ');
}

function sentenceOf(way: string, attribute: string, where: string): string | null {
  if (way.startsWith('~')) {
    return `Replace ${where} by the ephemeral resource \`${way.slice(1)}\`, and hand what it gives to write-only arguments or to providers: nothing of it is kept ${since}.`;
  }
  const [, path = '', sign, argument = '', version] = /^([^=!]+)([=!])([^,]+)(?:,(.+))?$/.exec(way) ?? [];
  if (attribute !== path && !attribute.startsWith(`${path}.`)) return null;
  if (sign === '!')
    return `Set \`${argument}\` of ${where} to true: the service makes the secret, changes it and keeps it.`;
  const anew = version === undefined ? '' : `, and raise \`${version}\` whenever it changes`;
  return `In ${where} use the write-only argument \`${argument}\` in place of \`${path.slice(path.lastIndexOf('.') + 1)}\`${anew} ${since}.`;
}

/** `data.aws_ssm_parameter` of `module.api["eu"].data.aws_ssm_parameter.token[0]`; null for what is no instance. */
export function typeOf(address: string): string | null {
  const parts = address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/, '').split('.');
  const [type, mode, above] = [parts.at(-2), parts.at(-3), parts.at(-4)];
  if (type === undefined || type === 'output') return null;
  return mode === 'data' && above !== 'module' ? `data.${type}` : type;
}
