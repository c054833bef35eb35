import stringWidth from 'string-width';
import { visibleText } from './visible-text.ts';

/**
 * Rows as lines, each column as wide as its widest entry, headings on top.
 * @param rows text from outside as it is: it is made fit to be shown
 * @param right indices of columns that are set to the right: numbers
 */
export function columns(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
): readonly string[] {
  const shown = [headings, ...rows].map((row) => row.map(visibleText));
  const widths = headings.map((_, index) => Math.max(...shown.map((row) => stringWidth(row[index] ?? ''))));
  return shown.map((row) =>
    row
      .map((text, index) => {
        const gap = ' '.repeat(Math.max((widths[index] ?? 0) - stringWidth(text), 0));
        return right.has(index) ? `${gap}${text}` : `${text}${gap}`;
      })
      .join('  ')
      .trimEnd(),
  );
}
