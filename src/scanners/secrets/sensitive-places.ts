import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../state/json.ts';
import type { AttributeStep, InstancePart } from '../../state/part.ts';
import { resolveSensitivePaths } from '../../state/sensitive.ts';
import { isContainer } from '../../state/walk.ts';
import { declaredSensitive } from './declared-sensitive.ts';
import { credentialMeaning, isAboutCredential, isIdOfKey } from './detectors/credential-name.ts';
import { isKeptAsSum, isPasswordHash } from './detectors/credential-value.ts';
import { isKeptElsewhere, isNoSecret, isPublic, isStandIn } from './detectors/no-secret.ts';
import { randomCharacters } from './detectors/randomness.ts';

/** A place in an instance's attributes that is declared sensitive and holds something. */
export interface SensitivePlace {
  /** Steps below the attributes. */
  readonly path: readonly AttributeStep[];
  readonly declaredBy: 'state' | 'provider';
  /** Whether it is a password hash. */
  readonly hashed: boolean;
}

/**
 * The places of an instance that its state or its provider declares sensitive, each once; of two, one in the other, the outer.
 * One that holds nothing (null, an empty text, true or false, an empty block) is left out: there is no secret in it. So are certificates
 * and references, and what a provider declares of all that belongs to a secret: names of users.
 */
export function sensitivePlaces(part: InstancePart): readonly SensitivePlace[] {
  const { attributes, resource } = part;
  if (attributes === null) return [];
  const declared = declaredSensitive.of(resource.mode === 'data' ? `data.${resource.type}` : resource.type);
  if (declared.length === 0 && part.sensitivePaths.length === 0) return [];
  const places = attributes.flat ? flatPlaces(attributes.value, declared) : deepPlaces(attributes.value, declared);
  // Terraform marks what the provider declares, so that of such a place the mark says no more than the schema.
  const known = new Set(places.map(nameOf));
  const found: Omit<SensitivePlace, 'hashed'>[] = [
    ...resolveSensitivePaths(part)
      .filter(({ path, value }) => path.length > 0 && holdsSomething(value) && !isPlainlyNone(value))
      .filter(({ path }) => !(known.has(nameOf(path)) ? isNoneOfSecret : isId)(attributes.value, path))
      .map(({ path }) => ({ path, declaredBy: 'state' as const })),
    ...places
      .filter((path) => !isNoneOfSecret(attributes.value, path))
      .map((path) => ({ path, declaredBy: 'provider' as const })),
  ];
  const outerFirst = found.toSorted((one, other) => one.path.length - other.path.length);
  const kept = new Map<string, SensitivePlace>();
  for (const place of outerFirst) {
    const isWithin = place.path.some((_, length) => kept.has(nameOf(place.path.slice(0, length + 1))));
    const value = valueAt(attributes.value, place.path);
    if (!isWithin)
      kept.set(nameOf(place.path), { ...place, hashed: typeof value === 'string' && isPasswordHash(value) });
  }
  return [...kept.values()];
}

const idName = /(?:^|[_.])(?:key|client|tenant|subscription|application)_id$/i;

/** Whether a place says that it holds an id, or is the half of a key that is its id. */
function isId(attributes: JsonObject, path: readonly AttributeStep[]): boolean {
  const name = String(path.at(-1));
  return idName.test(name) || isIdOfKey(name, (other) => valueAt(attributes, [...path.slice(0, -1), other]));
}

/** Names of users, ids, what is encrypted, and sums: providers declare them with the secrets that they belong to. */
const harmlessName =
  /(?:^|[_.])(?:user|user_?name|login|login_name|ssl_?mode|host|port|db_?name|domain_verification_id|accessor|service_principal_name)$|(?:^|[_.])encrypted_\w+$|_(?:fingerprint|hmac|checksum|sha256)$/i;
/** Under the same name older versions of kubectl's provider keep the whole document. */
const incluster = /_incluster$/;
const sum = /^[0-9a-f]{64}$/;
/** `ami-...`, as parameters of Systems Manager hold them. Source: EC2 user guide, "Resource IDs". */
const resourceId = /^[a-z]{1,8}-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;

/**
 * Whether a place that a provider declares sensitive, as it does all that may be one, holds none this time: the object says itself that
 * it is not, it is an address or a manifest with nothing secret in it, or stands for a secret that is kept elsewhere. What looks like a
 * secret in it is found by its looks.
 */
function isNoneOfSecret(attributes: JsonObject, path: readonly AttributeStep[]): boolean {
  const value = valueAt(attributes, path);
  const name = String(path.at(-1));
  const holder = valueAt(attributes, path.slice(0, -1));
  if (harmlessName.test(name) || isId(attributes, path) || isNameInPair(name, holder)) return true;
  if (typeof value !== 'string') return value !== undefined && (isOfPlainSettings(value) || isMasked(value));
  if ((incluster.test(name) && sum.test(value)) || isKeptAsSum(name, value)) return true;
  return (
    isSaidToBePlain(holder) ||
    isKeptElsewhere(value) ||
    isStandIn(value) ||
    resourceId.test(value) ||
    isPlainAddress(value) ||
    isPlainManifest(value)
  );
}

/** `{ name, value }`: of such blocks some providers declare both. */
function isNameInPair(name: string, holder: JsonValue | undefined): boolean {
  return name === 'name' && holder !== undefined && isJsonObject(holder) && typeof holder.value === 'string';
}

/** Settings of a connection that say where it goes, and where its secret is kept. */
function isOfPlainSettings(value: JsonValue): boolean {
  if (!isJsonObject(value)) return false;
  const members = Object.entries(value);
  return (
    members.length > 0 && members.every(([name, inner]) => typeof inner === 'string' && isPlainSetting(name, inner))
  );
}

/** Source of the addresses: JDBC, class DriverManager; a credential in one is found by its looks. */
function isPlainSetting(name: string, text: string): boolean {
  if (text === '' || isKeptElsewhere(text) || isAboutCredential(name)) return true;
  return credentialMeaning(name) === null && (isNoSecret(text) || /^jdbc:[a-z][a-z0-9:]{1,40}\/\//i.test(text));
}

/** @returns undefined where the path leads nowhere */
export function valueAt(attributes: JsonObject, path: readonly AttributeStep[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((holder, step) => {
    if (holder === undefined || !isContainer(holder)) return undefined;
    return isJsonArray(holder) ? holder[Number(step)] : holder[String(step)];
  }, attributes);
}

/**
 * Sources: `sensitive` of tfe_variable and scalr_variable, `is_sensitive` of env0_configuration_variable, `is_value_secret`
 * of aws_cloudwatch_event_connection, `write_only` of spacelift_environment_variable, `value_type` of harness_platform_secret_text,
 * `type` of the environment of digitalocean_app, of aws_ssm_parameter, and of the fields of onepassword_item.
 */
function isSaidToBePlain(holder: JsonValue | undefined): boolean {
  if (holder === undefined || !isJsonObject(holder)) return false;
  const said = [holder.sensitive, holder.is_sensitive, holder.is_value_secret, holder.write_only];
  if (said.includes(false)) return true;
  if (holder.type === 'GENERAL') return typeof holder.key === 'string';
  // Of Systems Manager: one that is no SecureString, and whose name promises no credential.
  if (/^String(?:List)?$/.test(String(holder.type)))
    return typeof holder.name === 'string' && credentialMeaning(holder.name) === null;
  return holder.value_type === 'Reference' || (typeof holder.label === 'string' && isOpenField(holder.label, holder));
}

/** A field of 1Password that is shown. One of text may hold anything: it does unless its label and its text say that they are plain. */
function isOpenField(label: string, { type, value }: JsonObject): boolean {
  if (type !== 'STRING') return /^(?:EMAIL|URL|DATE|MONTH_YEAR|MENU)$/.test(String(type));
  if (typeof value !== 'string' || credentialMeaning(label) !== null || tellingLabel.test(label)) return false;
  return isNoSecret(value) || (/^[A-Za-z][A-Za-z ,.'-]*(?:[ -]?\d{1,3})?$/.test(value) && randomCharacters(value) < 8);
}

/** What people keep in a field of text all the same. */
const tellingLabel = /\b(?:pin|otp|code|answer|recovery|seed|phrase|license|licence|serial|note|notes)\b/i;

/** An address of a site, without a password, a query, or a part that may be a token. */
function isPlainAddress(text: string): boolean {
  const [, address] = /^https?:\/\/([^\s?#@]{1,512})$/i.exec(text) ?? [];
  return address !== undefined && randomCharacters(address) < 8;
}

/** A document for Kubernetes that is no Secret; it refers to them. */
function isPlainManifest(text: string): boolean {
  return (
    /^apiVersion:/m.test(text) && /^kind:/m.test(text) && !/^[ \t]{0,80}(?:- )?kind:[ \t]{0,8}["']?Secret\b/m.test(text)
  );
}

/** Whether there is anything in it that could be a secret. */
export function holdsSomething(value: JsonValue): boolean {
  const open: JsonValue[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isContainer(next)) for (const inner of isJsonArray(next) ? next : Object.values(next)) open.push(inner);
    else if (next !== null && next !== '' && typeof next !== 'boolean') return true;
  }
  return false;
}

/** Whether it is public, or a block about something public: a certificate with its fingerprint and its end. */
function isOfCertificates(value: JsonValue): boolean {
  let isAny = false;
  const open: [name: string, value: JsonValue][] = [['', value]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [name, inner] = next;
    if (isJsonArray(inner)) for (const element of inner) open.push([name, element]);
    else if (isJsonObject(inner)) open.push(...Object.entries(inner));
    else if (typeof inner === 'string' && isPublic(inner)) isAny = true;
    else if (inner === value || (credentialMeaning(name) !== null && !isHeldElsewhere(inner))) return false;
  }
  return isAny;
}

/** Whether a value is public, or stands for one that is kept elsewhere, whoever marks it. */
function isPlainlyNone(value: JsonValue): boolean {
  return isOfCertificates(value) || (typeof value === 'string' ? isHeldElsewhere(value) : isMasked(value));
}

/** Beside a credential, what says whose it is and what for. */
const beside = /^(?:name|email|description|comment|region|type|kind|engine|driver|protocol|scheme|database|schema)$/i;

/** Whether it is a block, or several, whose credentials are masked or kept elsewhere, and nothing else in it can be one. */
function isMasked(value: JsonValue): boolean {
  let isAny = false;
  const open: [name: string, value: JsonValue][] = [['', value]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [name, inner] = next;
    const isCredential = credentialMeaning(name) !== null;
    if (isJsonArray(inner)) for (const element of inner) open.push([name, element]);
    else if (isJsonObject(inner)) open.push(...Object.entries(inner));
    else if (isHeldElsewhere(inner)) isAny ||= isCredential && typeof inner === 'string' && inner !== '';
    else if (isCredential || typeof inner === 'number') return false;
    else if (typeof inner === 'string' && !isPlainBeside(name, inner)) return false;
  }
  return isAny;
}

function isPlainBeside(name: string, text: string): boolean {
  return harmlessName.test(name) || (beside.test(name) && randomCharacters(text) < 8) || isNoSecret(text);
}

function isHeldElsewhere(value: JsonValue): boolean {
  return value === null || value === '' || (typeof value === 'string' && (isKeptElsewhere(value) || isStandIn(value)));
}

function nameOf(path: readonly AttributeStep[]): string {
  return JSON.stringify(path);
}

/** Paths of a schema pass over list indices and map keys. */
function deepPlaces(attributes: JsonObject, declared: readonly string[]): readonly (readonly AttributeStep[])[] {
  return declared.flatMap((path) => descend(attributes, path.split('.'), []));
}

function descend(value: JsonValue, names: readonly string[], path: readonly AttributeStep[]): AttributeStep[][] {
  const [name, ...rest] = names;
  if (name === undefined) return holdsSomething(value) && !isOfCertificates(value) ? [[...path]] : [];
  if (isJsonArray(value)) return value.flatMap((element, index) => descend(element, names, [...path, index]));
  if (!isJsonObject(value)) return [];
  const next = Object.hasOwn(value, name) ? value[name] : undefined;
  if (next !== undefined) return descend(next, rest, [...path, name]);
  // A map between two names of the path; at the top the names are those of the schema.
  if (path.length === 0) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    isContainer(inner) ? descend(inner, names, [...path, key]) : [],
  );
}

/** Legacy states hold `kube_config.0.password` as one name, and the number of elements as `kube_config.#`. */
function flatPlaces(attributes: JsonObject, declared: readonly string[]): readonly (readonly AttributeStep[])[] {
  return Object.entries(attributes).flatMap(([name, value]) => {
    if (/\.[#%]$/.test(name) || !holdsSomething(value) || isOfCertificates(value)) return [];
    const plain = name.replaceAll(/\.\d+(?=\.|$)/g, '');
    return declared.some((path) => plain === path || plain.startsWith(`${path}.`)) ? [[name]] : [];
  });
}
