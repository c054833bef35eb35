import { pointerToken } from '../../state/json.ts';
import type { SecretCandidate } from './candidate.ts';
import { credentialValue } from './detectors/credential-value.ts';
import { look, shortestLook } from './look.ts';

const hidden = '*';

/**
 * A candidate whose place tells no secret: map keys and keys of `for_each` are anybody's words, and one that would count as a secret
 * where a secret is expected is not shown.
 */
export function withoutSecretNames<C extends SecretCandidate>(candidate: C): C {
  const { address, pointer, location, path } = candidate;
  const names = [
    ...pointer.split('/').map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')),
    ...[...(address ?? '').matchAll(/\["((?:[^"\\]|\\.)*)"\]/g)].map(([, key = '']) => key),
  ];
  const secrets = names.filter(isSecretName);
  if (secrets.length === 0) return candidate;
  const hide = (text: string) =>
    secrets.reduce((shown, secret) => shown.replaceAll(secret, hidden).replaceAll(pointerToken(secret), hidden), text);
  return {
    ...candidate,
    address: address === null ? null : hide(address),
    pointer: hide(pointer),
    location: hide(location),
    path: hide(path),
  };
}

/** Names of members are few and come again and again; only those that are no secret are remembered. */
const mostRemembered = 20_000;
const harmless = new Set<string>();

function isSecretName(name: string): boolean {
  if (name.length < shortestLook || harmless.has(name)) return false;
  if (look(name, { member: null }, null) !== null || credentialValue('secret', name) !== null) return true;
  if (harmless.size >= mostRemembered) harmless.clear();
  harmless.add(name);
  return false;
}
