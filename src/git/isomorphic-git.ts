/** The library's own types, by the name that a bundle keeps. */
export type IsomorphicGit = typeof import('isomorphic-git')['default'];

/**
 * Loads isomorphic-git when it is first needed. Its default export is all of it: of a CommonJS module that esbuild splits off, the
 * bundle of a function exports nothing else.
 */
export async function loadIsomorphicGit(): Promise<IsomorphicGit> {
  const { default: git } = await import('isomorphic-git');
  return git;
}
