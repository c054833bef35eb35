/** What one bench found out. */
export interface BenchTable {
  readonly title: string;
  /** What has to be known to read the figures. */
  readonly note: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** One file of this folder, `NAME.bench.ts`, exports one as `bench`; `run.ts` finds it. */
export interface Bench {
  readonly name: string;
  /** Page in `docs/operations/` that shows the figures. */
  readonly page: 'performance' | 'cost';
  /** @param folder an empty folder of its own, removed afterwards */
  run(folder: string): Promise<readonly BenchTable[]>;
}

/** A table in Markdown, its columns aligned: it reads as well on a terminal as on a page. */
export function markdownOf({ title, note, columns, rows }: BenchTable): string {
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...rows.map((row) => (row[index] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, index) => (index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [`### ${title}`, '', line(columns), rule, ...rows.map(line), '', note].join('\n');
}
