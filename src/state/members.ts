import { StateDamagedError } from './errors.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json.ts';

/**
 * Sets a member whatever its name: `__proto__` too becomes a member of its own.
 * @param members an object that is being filled
 */
export function setMember(members: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (name === '__proto__') {
    Object.defineProperty(members, name, { value, enumerable: true, writable: true, configurable: true });
  } else {
    members[name] = value;
  }
}

/** The damage of a member that Terraform would not read. @param detail what is wrong, without any value */
export function invalidMember(detail: string, pointer: string): StateDamagedError {
  return new StateDamagedError({ reason: 'invalid-member', detail, pointer });
}

/** A member that has to be text. Go, and so Terraform, takes null and a missing member for empty. @throws StateDamagedError */
export function textMember(object: JsonObject, name: string, pointer: string): string {
  const value = object[name] ?? null;
  if (value === null) return '';
  if (typeof value !== 'string') throw invalidMember(`${name} is no text`, `${pointer}/${name}`);
  return value;
}

/** A member that has to be true or false. @throws StateDamagedError */
export function flagMember(object: JsonObject, name: string, pointer: string): boolean {
  const value = object[name] ?? null;
  if (value === null) return false;
  if (typeof value !== 'boolean') throw invalidMember(`${name} is neither true nor false`, `${pointer}/${name}`);
  return value;
}

/** A member that has to be a list. @throws StateDamagedError */
export function listMember(object: JsonObject, name: string, pointer: string): readonly JsonValue[] {
  const value = object[name] ?? null;
  if (value === null) return [];
  if (!isJsonArray(value)) throw invalidMember(`${name} is no list`, `${pointer}/${name}`);
  return value;
}

/** A member that has to be an object; null where it is missing. @throws StateDamagedError */
export function objectMember(object: JsonObject, name: string, pointer: string): JsonObject | null {
  const value = object[name] ?? null;
  if (value === null) return null;
  if (!isJsonObject(value)) throw invalidMember(`${name} is no object`, `${pointer}/${name}`);
  return value;
}
