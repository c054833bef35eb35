import { ExactNumber, type JsonObject, type JsonScalar, type JsonValue, pointerToken } from './json.ts';
import type { StatePart } from './part.ts';

/**
 * The walk's view of one scalar. **One object is reused for a whole walk**: read what you need, keep none of it.
 * Pointers and paths are built only when asked for: most scalars are looked at and passed by.
 */
export interface ScalarCursor {
  readonly value: JsonScalar;
  /** Name of the member that holds the scalar; null directly in an array. */
  readonly member: string | null;
  /** Nearest member name at or above the scalar: `password` for `password[0]`; null where there is none in the part. */
  readonly owner: string | null;
  /** Another member of the object that holds the scalar; undefined where there is none, and directly in an array. */
  sibling(member: string): JsonValue | undefined;
  /** How many steps below the part's value the scalar stands. */
  readonly depth: number;
  /** One step of the path, counted from 0; null where it has fewer. */
  step(level: number): string | number | null;
  /** Steps from the part's value down to the scalar: member names and array indices. A new array. */
  path(): (string | number)[];
  /** RFC 6901 pointer into the state document. */
  pointer(): string;
}

const noValues: readonly JsonValue[] = [];

/** One container that the walk is in, and how far it got. Used again for each container of the same depth. */
class Frame {
  /** Null for an array. */
  object: JsonObject | null = null;
  /** Names of the members, once somebody asked for one. */
  names: readonly string[] | null = null;
  values: readonly JsonValue[] = noValues;
  at = -1;

  name(): string | null {
    if (this.object === null) return null;
    this.names ??= Object.keys(this.object);
    return this.names[this.at] ?? null;
  }
}

class Cursor implements ScalarCursor {
  value: JsonScalar = null;
  depth = 0;
  readonly #frames: Frame[] = [];
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  enter(container: readonly JsonValue[] | JsonObject): Frame {
    const frame = this.#frames[this.depth] ?? new Frame();
    this.#frames[this.depth++] = frame;
    const isArray = Array.isArray(container);
    frame.object = isArray ? null : (container as JsonObject);
    frame.names = null;
    frame.values = isArray ? (container as readonly JsonValue[]) : Object.values(container);
    frame.at = -1;
    return frame;
  }

  leave(): Frame | undefined {
    this.depth--;
    return this.depth === 0 ? undefined : this.#frames[this.depth - 1];
  }

  get member(): string | null {
    return this.#frames[this.depth - 1]?.name() ?? null;
  }

  get owner(): string | null {
    for (let level = this.depth - 1; level >= 0; level--) {
      const name = this.#frames[level]?.name() ?? null;
      if (name !== null) return name;
    }
    return null;
  }

  sibling(member: string): JsonValue | undefined {
    const object = this.#frames[this.depth - 1]?.object ?? null;
    return object !== null && Object.hasOwn(object, member) ? object[member] : undefined;
  }

  step(level: number): string | number | null {
    const frame = level < this.depth ? this.#frames[level] : undefined;
    return frame === undefined ? null : (frame.name() ?? frame.at);
  }

  path(): (string | number)[] {
    return this.#frames.slice(0, this.depth).map((frame) => frame.name() ?? frame.at);
  }

  pointer(): string {
    let pointer = this.#base;
    for (const step of this.path()) pointer += `/${pointerToken(step)}`;
    return pointer;
  }
}

/**
 * Visits every scalar of a part in document order, without recursion: depth costs memory, never the stack.
 * Empty objects and arrays hold no scalar and are passed by.
 * @param part any part of a document
 * @param visit called with the same cursor object each time
 */
export function walkPart(part: Pick<StatePart, 'value' | 'pointer'>, visit: (cursor: ScalarCursor) => void): void {
  const cursor = new Cursor(part.pointer);
  if (!isContainer(part.value)) {
    cursor.value = part.value;
    visit(cursor);
    return;
  }
  let frame: Frame | undefined = cursor.enter(part.value);
  while (frame !== undefined) {
    frame.at++;
    if (frame.at >= frame.values.length) {
      frame = cursor.leave();
      continue;
    }
    const value: JsonValue = frame.values[frame.at] ?? null;
    if (isContainer(value)) {
      frame = cursor.enter(value);
    } else {
      cursor.value = value;
      visit(cursor);
    }
  }
}

/** Whether a value is an object or an array. */
export function isContainer(value: JsonValue): value is readonly JsonValue[] | JsonObject {
  return typeof value === 'object' && value !== null && !(value instanceof ExactNumber);
}
