import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import picomatch from 'picomatch';

/** The trailer of a tag that says which manifest was signed off. */
export const manifestTrailer = 'Manifest-SHA256';

/** What a deployment is made of, where nobody says otherwise: configuration, its values, and the providers that it was locked to. */
export const manifestIncludes = [
  '**/*.tf',
  '**/*.tf.json',
  '**/*.tofu',
  '**/*.tofu.json',
  '**/*.tfvars',
  '**/*.tfvars.json',
  '**/.terraform.lock.hcl',
] as const;

/** What tools leave behind: never part of a manifest. */
const leftBehind = ['**/.git/**', '**/.terraform/**'];

export interface ManifestSelection {
  /** Globs over paths below the folder, with `/`. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** The manifest of a deployment. docs/operations/manifest.md defines its form. */
export interface Manifest {
  readonly files: number;
  /** One line for each file. */
  readonly text: string;
  /** SHA-256 of the text's bytes, lower-case hex. */
  readonly sha256: string;
}

/** A manifest can't be made. Says what is wrong with which path, and what to do. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
  /** What to do about it. */
  readonly action: string;

  constructor(path: string, detail: string, action: string, options?: ErrorOptions) {
    super(`${path}: ${detail}`, options);
    this.action = action;
  }
}

/**
 * The manifest of the files in a folder.
 * @throws ManifestError where no file is chosen, or one can't be part of it
 */
export async function manifestOf(folder: string, { include, exclude }: ManifestSelection): Promise<Manifest> {
  const matcher = (globs: readonly string[]) => picomatch([...globs], { dot: true, windows: false });
  const [isIncluded, isExcluded] = [matcher(include), matcher([...leftBehind, ...exclude])];
  const sums: FileSum[] = [];
  for (const { path, isLink } of await pathsBelow(folder)) {
    if (isExcluded(path)) continue;
    if (isIncluded(path)) sums.push({ path, sha256: await sumOf(folder, path) });
    // What lies behind it would be deployed, and stand in no manifest.
    else if (isLink && (await isFolder(folder, path))) throw linkToFolder(path);
  }
  if (sums.length === 0)
    throw new ManifestError(
      folder,
      'no file is chosen',
      `Check the folder, or name files by globs. Chosen is: ${include.join(' ')}`,
    );
  return makeManifest(sums);
}

export interface FileSum {
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** The text over which the checksum is made: what `sha256sum` prints, in the order of the bytes of the paths. @throws ManifestError */
export function makeManifest(sums: readonly FileSum[]): Manifest {
  for (const { path } of sums) if (/[\p{Cc}\\]/u.test(path)) throw unprintable(path);
  const inOrder = [...sums].sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
  const text = inOrder.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');
  return { files: inOrder.length, text, sha256: createHash('sha256').update(text).digest('hex') };
}

/** The line to put at the end of the tag's message, after an empty line. */
export function trailerOf({ sha256 }: Manifest): string {
  return `${manifestTrailer}: ${sha256}`;
}

/** Paths of files and links below a folder, with `/`. */
async function pathsBelow(folder: string): Promise<readonly { readonly path: string; readonly isLink: boolean }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({
      path: relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'),
      isLink: entry.isSymbolicLink(),
    }));
}

/** Of a link, of what it leads to: that is what is deployed. */
async function sumOf(folder: string, path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    if (!(await stat(join(folder, path))).isFile()) throw linkToFolder(path);
    await pipeline(createReadStream(join(folder, path)), hash);
  } catch (error) {
    throw error instanceof ManifestError ? error : unreadable(path, error);
  }
  return hash.digest('hex');
}

/** False where the link leads nowhere. */
async function isFolder(folder: string, path: string): Promise<boolean> {
  try {
    return (await stat(join(folder, path))).isDirectory();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw unreadable(path, error);
  }
}

function linkToFolder(path: string): ManifestError {
  const action =
    'Exclude it, and make the manifest of a folder further up, where what it leads to has a path of its own.';
  return new ManifestError(path, 'it is a link to a folder, or no file', action);
}

function unprintable(path: string): ManifestError {
  const name = JSON.stringify(path);
  return new ManifestError(
    name,
    'its name has a line feed, a backslash or a control character',
    'Rename it, or exclude it.',
  );
}

function unreadable(path: string, error: unknown): ManifestError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return new ManifestError(
    path,
    `it can't be read (${code})`,
    'Check that it is there, and that this user may read it.',
    { cause: error },
  );
}
