import type { LinePatterns } from './line-patterns.ts';

/** Read when the first document is: a function that has none to look into starts without them. */
let loaded: LinePatterns | null = null;

/** Has to be done once before any text is searched. */
export async function loadKnownLines(): Promise<void> {
  loaded ??= await import('./line-patterns.ts');
}

/** @throws Error when they were not loaded: a defect of the caller */
export function knownLines(): LinePatterns {
  if (loaded === null) throw new Error('lines of commands and files were asked for before they were loaded');
  return loaded;
}
