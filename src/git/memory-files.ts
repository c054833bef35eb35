/** A file that is not there, as `node:fs` says it: isomorphic-git asks for the code. */
class NoSuchFile extends Error {
  readonly code = 'ENOENT';
}

interface Stat {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/**
 * The part of `node:fs/promises` that isomorphic-git reads and writes packs through, in memory.
 * Source: isomorphic-git/isomorphic-git docs/fs.md.
 */
export class MemoryFiles {
  readonly #files: Map<string, Uint8Array>;

  constructor(files: Map<string, Uint8Array>) {
    this.#files = files;
  }

  async readFile(path: string, options?: { encoding?: string } | string): Promise<Uint8Array | string> {
    const bytes = this.#files.get(path);
    if (bytes === undefined) throw new NoSuchFile(path);
    const encoding = typeof options === 'string' ? options : options?.encoding;
    return encoding === 'utf8' ? Buffer.from(bytes).toString('utf8') : bytes;
  }

  async writeFile(path: string, contents: Uint8Array | string): Promise<void> {
    this.#files.set(path, typeof contents === 'string' ? Buffer.from(contents) : contents);
  }

  async readdir(folder: string): Promise<string[]> {
    const below = [...this.#files.keys()].filter((path) => path.startsWith(`${folder}/`));
    return [...new Set(below.map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''))];
  }

  async stat(path: string): Promise<Stat> {
    if (!this.#files.has(path)) throw new NoSuchFile(path);
    return { isFile: () => true, isDirectory: () => false, isSymbolicLink: () => false };
  }

  lstat(path: string): Promise<Stat> {
    return this.stat(path);
  }

  async mkdir(): Promise<void> {
    // Folders are there as soon as a file is.
  }

  rmdir = refuse;
  unlink = refuse;
  readlink = refuse;
  symlink = refuse;
}

/** Reading a pack needs none of these. */
async function refuse(): Promise<never> {
  throw new Error('a pack in memory is only read');
}
