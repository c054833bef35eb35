/** A document as text in which every value without others in it stands on a line of its own, and on which lines each place is. */
export interface TextInLines {
  readonly text: string;
  /** First and last line of a place, from 1. @throws Error for a pointer that leads nowhere */
  linesOf(pointer: string): readonly [number, number];
}

/** @param document plain data, as it comes from JSON */
export function inLines(document: unknown): TextInLines {
  const lines: string[] = [];
  const places = new Map<string, readonly [number, number]>();
  const write = (value: unknown, pointer: string, before: string, indent: string, after: string) => {
    const first = lines.length + 1;
    const isList = Array.isArray(value);
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    if (entries.length === 0) lines.push(`${indent}${before}${JSON.stringify(value)}${after}`);
    else {
      lines.push(`${indent}${before}${isList ? '[' : '{'}`);
      for (const [index, [name, inner]] of entries.entries()) {
        const step = name.replaceAll('~', '~0').replaceAll('/', '~1');
        const comma = index === entries.length - 1 ? '' : ',';
        write(inner, `${pointer}/${step}`, isList ? '' : `${JSON.stringify(name)}: `, `${indent}  `, comma);
      }
      lines.push(`${indent}${isList ? ']' : '}'}${after}`);
    }
    places.set(pointer, [first, lines.length]);
  };
  write(document, '', '', '', '');
  return {
    text: `${lines.join('\n')}\n`,
    linesOf(pointer) {
      const place = places.get(pointer);
      if (place === undefined) throw new Error(`nothing stands at ${pointer}`);
      return place;
    },
  };
}
