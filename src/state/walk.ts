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
  /** How many steps below the part's value the scalar stands. */
  readonly depth: number;
  /** Steps from the part's value down to the scalar: member names and array indices. A new array. */
  path(): (string | number)[];
  /** RFC 6901 pointer into the state document. */
  pointer(): string;
}

/** One container that the walk is in, and how far it got. */
interface Frame {
  readonly names: readonly string[] | null;
  readonly object: JsonObject | null;
  readonly array: readonly JsonValue[] | null;
  readonly length: number;
  at: number;
}

class Cursor implements ScalarCursor {
  value: JsonScalar = null;
  readonly frames: Frame[] = [];
  readonly base: string;

  constructor(base: string) {
    this.base = base;
  }

  get depth(): number {
    return this.frames.length;
  }

  get member(): string | null {
    const frame = this.frames.at(-1);
    return frame?.names?.[frame.at] ?? null;
  }

  get owner(): string | null {
    for (let level = this.frames.length - 1; level >= 0; level--) {
      const frame = this.frames[level];
      if (frame?.names) return frame.names[frame.at] ?? null;
    }
    return null;
  }

  path(): (string | number)[] {
    return this.frames.map((frame) => frame.names?.[frame.at] ?? frame.at);
  }

  pointer(): string {
    return (
      this.base +
      this.path()
        .map((step) => `/${pointerToken(step)}`)
        .join('')
    );
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
  const { frames } = cursor;
  let value: JsonValue = part.value;
  for (;;) {
    const frame = frameOf(value);
    if (frame === null) {
      cursor.value = value as JsonScalar;
      visit(cursor);
    } else {
      frames.push(frame);
    }
    let top = frames.at(-1);
    while (top !== undefined && ++top.at >= top.length) {
      frames.pop();
      top = frames.at(-1);
    }
    if (top === undefined) return;
    value = top.array === null ? memberAt(top) : (top.array[top.at] ?? null);
  }
}

function frameOf(value: JsonValue): Frame | null {
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return null;
  if (Array.isArray(value)) return { names: null, object: null, array: value, length: value.length, at: -1 };
  const object = value as JsonObject;
  const names = Object.keys(object);
  return { names, object, array: null, length: names.length, at: -1 };
}

function memberAt(frame: Frame): JsonValue {
  const name = frame.names?.[frame.at];
  return name === undefined ? null : (frame.object?.[name] ?? null);
}

/** Members of all objects in a value, at any depth. */
export function countMembers(root: JsonValue): number {
  let members = 0;
  const open: JsonValue[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (Array.isArray(value)) {
      for (const element of value as readonly JsonValue[]) {
        if (typeof element === 'object' && element !== null) open.push(element);
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const name in value as JsonObject) {
        members++;
        const member = (value as JsonObject)[name];
        if (typeof member === 'object' && member !== null) open.push(member);
      }
    }
  }
  return members;
}
