import type { EvidenceValue, Observation } from '../../findings/observation.ts';
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
  const hide = hidingSecretNames([address ?? ''], pointer, isSecretName);
  if (hide === null) return candidate;
  return {
    ...candidate,
    address: address === null ? null : hide(address),
    pointer: hide(pointer),
    location: hide(location),
    path: hide(path),
  };
}

/**
 * What an observation of any scanner tells without names that are secrets. Two instances whose keys are both secrets look alike then, and
 * are one finding; so ids, which many keys are, stay: a name that only might be a secret has to mix cases and digits as ids hardly do.
 */
export function observationWithoutSecretNames(observation: Observation): Observation {
  const { address, pointer, location, message, evidence, remediation } = observation;
  const texts = [address ?? '', location, message, remediation ?? '', ...textsOf(evidence)];
  const hide = hidingSecretNames(texts, pointer ?? '', (name) => isSecretName(name) && !isLikeId(name));
  if (hide === null) return observation;
  return {
    ...observation,
    ...(address === undefined ? {} : { address: hide(address) }),
    ...(pointer === undefined ? {} : { pointer: hide(pointer) }),
    ...(remediation === undefined ? {} : { remediation: hide(remediation) }),
    location: hide(location),
    message: hide(message),
    evidence: Object.fromEntries(Object.entries(evidence).map(([name, value]) => [name, hiddenIn(value, hide)])),
  };
}

type Hide = (text: string) => string;

/**
 * @param texts addresses, or texts in which some stand
 * @param pointer RFC 6901; `''` for none
 * @returns null where no name is a secret
 */
function hidingSecretNames(
  texts: readonly string[],
  pointer: string,
  isSecret: (name: string) => boolean,
): Hide | null {
  const names = [
    ...pointer.split('/').map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')),
    ...texts.flatMap((text) => [...text.matchAll(/\["((?:[^"\\]|\\.)*)"\]/g)].map(([, key = '']) => key)),
  ];
  const secrets = names.filter(isSecret);
  if (secrets.length === 0) return null;
  return (text) =>
    secrets.reduce((shown, secret) => shown.replaceAll(secret, hidden).replaceAll(pointerToken(secret), hidden), text);
}

function textsOf(value: EvidenceValue): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function hiddenIn(value: EvidenceValue, hide: Hide): EvidenceValue {
  if (typeof value === 'string') return hide(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => hiddenIn(each, hide));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, hiddenIn(each, hide)]));
}

/** Nothing that a detector knows by its shape, and written in digits and letters of one case. */
function isLikeId(name: string): boolean {
  return (
    look(name, { member: null }, null) === null && !(/[a-z]/.test(name) && /[A-Z]/.test(name) && /[0-9]/.test(name))
  );
}

/** Names of members are few and come again and again; only those that are no secret are remembered. */
const mostRemembered = 20_000;
const harmless = new Set<string>();

/** As schemas name attributes, and people variables and settings; no secret that would be known by its looks is of such words alone. */
const attributeName =
  /^-{0,2}(?:[a-z]{1,20}(?:_[a-z]{1,20}){1,6}|[A-Z]{1,20}(?:_[A-Z]{1,20}){1,6}|(?:[A-Z][a-z]{2,15}){2,6})$/;

function isSecretName(name: string): boolean {
  if (name.length < shortestLook || attributeName.test(name) || harmless.has(name)) return false;
  if (look(name, { member: null }, null) !== null || credentialValue('secret', name) !== null) return true;
  if (harmless.size >= mostRemembered) harmless.clear();
  harmless.add(name);
  return false;
}
