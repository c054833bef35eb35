import { plainText } from '../plain-text.ts';
import { type SecretCandidate, type SecretKind, wholeOutput } from './candidate.ts';

/** The candidates of one kind. */
export function ofKind<K extends SecretCandidate['kind']>(
  candidates: readonly SecretCandidate[],
  kind: K,
): readonly Extract<SecretCandidate, { kind: K }>[] {
  return candidates.filter((candidate): candidate is Extract<SecretCandidate, { kind: K }> => candidate.kind === kind);
}

/** Where an observation belongs: the same for all checks of the scanner. */
export function placed({ location, address, pointer }: SecretCandidate) {
  return { location, pointer, ...(address === null ? {} : { address }) };
}

/** A place as a sentence names it: `aws_db_instance.main, password`; an output by its address. Map keys are anybody's words. */
export function placeText({ address, path }: Pick<SecretCandidate, 'address' | 'path'>): string {
  if (address === null) return plainText(path);
  return path === wholeOutput ? plainText(address) : `${plainText(address)}, ${plainText(path)}`;
}

const kindTexts: Readonly<Record<SecretKind, string>> = {
  'own-pattern': 'a secret that a pattern of the configuration tells',
  'private-key': 'a private key',
  'cloud-key': 'the secret of an AWS access key',
  'service-token': 'a token of a service',
  'connection-string': 'a password in a connection string',
  'sensitive-attribute': 'a sensitive value',
  'sensitive-output': 'a sensitive value',
  'credential-value': 'a credential',
  embedded: 'a credential in another text',
};

/** What a kind of secret is called in a sentence. */
export function kindText(kind: SecretKind): string {
  return kindTexts[kind];
}
