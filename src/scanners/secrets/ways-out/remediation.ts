import { typeOf, wayOutOfState } from './way-out-of-state.ts';

/** Where a workload of a provider reads its secrets, by the beginning of the type. */
const stores: Readonly<Record<string, string>> = {
  aws: 'Secrets Manager or Parameter Store, whose ARN the resource names',
  azurerm: 'Key Vault, to which the resource refers',
  google: 'Secret Manager, to which the resource refers',
  kubernetes: 'a secret that External Secrets or the Secrets Store driver makes in the cluster',
  helm: 'a secret that is in the cluster already, whose name the values give',
  nomad: 'Vault, from which a template of the job reads',
};
const anyStore = 'a secret store (Vault, Secrets Manager, Key Vault) that the workload reads when it starts';

/** What may be done about the place where a secret stands. */
interface Place {
  readonly address: string | null;
  readonly path: string;
}

/**
 * How to get a secret out of the state and what to do about it: the exact argument where the provider has one, else where to keep it.
 * @param rotation what has to be done with the secret itself, in the imperative
 */
export function remediationOf(place: Place, rotation: string): string {
  const way = wayOutOfState(place);
  return `${way ?? `Keep it in ${storeOf(place)}.`} ${rotation}`;
}

function storeOf({ address }: Place): string {
  const type = address === null ? null : typeOf(address);
  const provider = type?.replace('data.', '').split('_')[0] ?? '';
  return Object.hasOwn(stores, provider) ? (stores[provider] ?? anyStore) : anyStore;
}
