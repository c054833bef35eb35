import type { StatePart } from '../../state/part.ts';
import type { ScalarCursor } from '../../state/walk.ts';
import { type SecretCandidate, wholeOutput } from './candidate.ts';
import { KnownCarriers } from './carriers/known-carriers.ts';
import { isNamedBeside, nameBeside } from './carriers/leaves.ts';
import { mayCarry, shortestCarrier } from './carriers/may-carry.ts';
import { type Carried, type Search, searchCarrier } from './carriers/search.ts';
import { credentialMeaning, isIdOfKey, nameByHolder, saysOnlyWhich } from './detectors/credential-name.ts';
import { shortestPassword } from './detectors/credential-value.ts';
import { look, lookByName, shortestLook } from './look.ts';
import { valueAt } from './sensitive-places.ts';

type OmitPlace<C> = C extends SecretCandidate ? Omit<C, 'address' | 'pointer' | 'location' | 'path'> : never;

/** What a text turned out to be, and where in it: ` (base64) > DB_PASSWORD`, `''` for the whole. */
export interface Told {
  readonly what: OmitPlace<SecretCandidate>;
  readonly within: string;
}

/** No text shorter than this is looked at. */
export const shortestText = Math.min(shortestPassword, shortestLook);

/** What a member's name is good for, by name: most are good for nothing, and are asked for again and again. */
type Promised = 'credential' | 'named beside' | 'nothing';
const mostRemembered = 20_000;
const promises = new Map<string, Promised>();

/** Of a block in a list, what the name of the list tells of. */
const namedByElement: ReadonlySet<string> = new Set(['key', 'value', 'plain', 'plain_text', 'plaintext', 'cleartext']);
/** What a resource that is a credential calls it. */
const namedByType: ReadonlySet<string> = new Set(['key', 'value', 'data', 'payload', 'plaintext', 'cleartext']);

/** Looks at the texts of one part: by their looks, into what they carry, and by the names beside them. */
export class Texts {
  readonly #part: StatePart;
  readonly #search: Search;
  readonly #carriers: KnownCarriers | null;
  /** The option that the last element of a list was, and where its value would stand. */
  #option: { readonly name: string; readonly pointer: string } | null = null;

  constructor(part: StatePart, search: Search) {
    this.#part = part;
    this.#search = search;
    this.#carriers = part.kind === 'instance' ? KnownCarriers.of(part) : null;
  }

  /** @returns null for nearly every text */
  tell(cursor: ScalarCursor, value: string): Told | null {
    const shape = value.length < shortestLook ? null : look(value, cursor, this.#search.own);
    // Members of an instance itself (`private`, `status`) are Terraform's and the provider's own.
    if (this.#part.kind === 'instance' && cursor.depth === 1)
      return shape === null ? null : { what: shape, within: '' };
    const carried = this.#carried(cursor, value);
    const limit = this.#search.budget.passedOver();
    if (shape !== null) {
      return { what: shape, within: carried?.found.kind === shape.kind ? carried.path : '' };
    }
    if (carried !== null) return toldOf(carried);
    return this.#named(cursor, value) ?? (limit === null ? null : { what: { kind: 'unsearched', limit }, within: '' });
  }

  #carried(cursor: ScalarCursor, value: string): Carried | null {
    // What a module puts out is written for people: a command, how to log in.
    const isOutput = this.#part.kind === 'output';
    const isNear =
      isOutput || (this.#carriers !== null && value.length >= shortestCarrier && this.#carriers.mayHold(cursor));
    if (!mayCarry(value, isNear)) return null;
    const isKnown = isOutput || (isNear && this.#carriers?.hold(cursor.path()) === true);
    return isKnown || mayCarry(value, false) ? searchCarrier(value, isKnown, this.#search) : null;
  }

  #named(cursor: ScalarCursor, value: string): Told | null {
    const own = cursor.member ?? this.#optionBefore(cursor, value) ?? cursor.owner ?? '';
    const promise = promiseOf(own);
    if (promise !== 'nothing' && isIdOfKey(own, (other) => cursor.sibling(other))) return null;
    const name = promise === 'credential' ? own : this.#nameAround(cursor, own, promise);
    const what = name === null ? null : lookByName(name, value);
    return what === null ? null : { what, within: '' };
  }

  #nameAround(cursor: ScalarCursor, own: string, promise: Promised): string | null {
    const near = this.#nameNear(cursor, own, promise);
    return near !== null && credentialMeaning(near) !== null ? near : (this.#nameOfType(cursor, own) ?? near);
  }

  /**
   * The type of a resource that is a credential names its `key` and its `value`: `ns1_apikey`, `authentik_token`, `ably_key`; a key of
   * key management its `payload`; so does one that shares its key with whoever asks. Sources: RFC 2865, section 3; RFC 8907, section 4.5.
   */
  #nameOfType(cursor: ScalarCursor, member: string): string | null {
    if (cursor.depth !== 2 || this.#part.kind !== 'instance' || !namedByType.has(member)) return null;
    const [, what = ''] = /^[a-z0-9-]+_(\w+)$/.exec(this.#part.resource.type) ?? [];
    if (/^(?:payload|plaintext|cleartext)$/.test(member)) return /(?:^|_)key$/.test(what) ? 'secret key' : null;
    // Source: OpenWrt, "Wi-Fi configuration", `wifi-iface`, `key`.
    if (member === 'key' && typeof cursor.sibling('ssid') === 'string') return 'psk';
    if (/(?:^|_)(?:radius|tacacs)(?:_plus)?(?:_(?:server|host|provider))?$/.test(what))
      return member === 'key' ? 'shared secret' : null;
    const meaning = what === 'key' ? 'key' : credentialMeaning(what);
    if (meaning === null || (member === 'data' && meaning !== 'secret')) return null;
    // The key of a `secret` is its name, and one beside a secret its id.
    return member === 'key' && (meaning === 'secret' || typeof cursor.sibling('secret') === 'string')
      ? null
      : what === 'key'
        ? 'api key'
        : what;
  }

  #nameNear(cursor: ScalarCursor, member: string, promise: Promised): string | null {
    if (member === 'values' && cursor.member === null) return this.#headerOf(cursor);
    const beside = promise === 'named beside' ? this.#nameBeside(cursor, member) : null;
    if (beside === null || beside === wholeOutput) return this.#holder(cursor);
    // One of `secrets: [{ name, value }]`, whose own name promises nothing.
    return credentialMeaning(beside) === null ? (this.#holder(cursor) ?? beside) : beside;
  }

  /** Name of what holds several credentials, one of which the text is: `tokens` of an output, `api_keys: [{ key }]`. */
  #holder(cursor: ScalarCursor): string | null {
    const member = cursor.member ?? '';
    const above = cursor.depth - 2;
    const isElement = namedByElement.has(member) && typeof cursor.step(above) === 'number';
    const step = cursor.step(isElement ? above - 1 : above);
    const name = this.#part.kind === 'output' && above === 0 && step === wholeOutput ? this.#part.name : step;
    return typeof name === 'string' ? nameByHolder(name, member) : null;
  }

  /** `--db-password` in a list of arguments, before its value. */
  #optionBefore(cursor: ScalarCursor, value: string): string | null {
    const before = this.#option;
    this.#option = null;
    const isBefore = before !== null && before.pointer === cursor.pointer();
    if (/^--[a-z][\w-]{0,80}$/i.test(value) && credentialMeaning(value) !== null) {
      const pointer = cursor.pointer();
      const list = pointer.slice(0, pointer.lastIndexOf('/') + 1);
      this.#option = { name: value, pointer: `${list}${Number(cursor.step(cursor.depth - 1)) + 1}` };
    }
    return isBefore ? before.name : null;
  }

  /** `{ http_header_name, values: [...] }`. Source: aws_lb_listener_rule, `condition.http_header`. */
  #headerOf(cursor: ScalarCursor): string | null {
    if (this.#part.kind !== 'instance' || this.#part.attributes === null) return null;
    const header = valueAt(this.#part.attributes.value, [...cursor.path().slice(1, -2), 'http_header_name']);
    return typeof header === 'string' ? header : null;
  }

  #nameBeside(cursor: ScalarCursor, member: string): string | null {
    if (this.#part.kind === 'output' && cursor.depth === 1) return this.#part.name;
    const above = member.slice(0, member.lastIndexOf('.') + 1);
    // The id of the resource itself says nothing of its attributes.
    const isOwn = (other: string) => other === 'id' && above === '' && cursor.depth <= 2;
    const beside = nameBeside((other) => (isOwn(other) ? undefined : cursor.sibling(`${above}${other}`)));
    return beside === null || saysOnlyWhich(beside) ? nameAbove(cursor) : beside;
  }
}

/** Name of what holds the object that a value stands in: `adminPassword` in `{ adminPassword: { value: ... } }`. */
function nameAbove(cursor: ScalarCursor): string | null {
  return (
    cursor
      .path()
      .slice(0, -1)
      .findLast((step) => typeof step === 'string') ?? null
  );
}

function toldOf({ found, path, count }: Carried): Told {
  if (found.kind !== 'credential-value') return { what: found, within: path };
  const { meaning, hashed, expiresAt } = found;
  return { what: { kind: 'embedded', meaning, hashed, expiresAt, count }, within: path };
}

function promiseOf(member: string): Promised {
  const known = promises.get(member);
  if (known !== undefined) return known;
  const isBeside = isNamedBeside(member.slice(member.lastIndexOf('.') + 1));
  const promise = credentialMeaning(member) !== null ? 'credential' : isBeside ? 'named beside' : 'nothing';
  if (promises.size >= mostRemembered) promises.clear();
  promises.set(member, promise);
  return promise;
}
