import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';

/** A file in `functions/`, without its ending. */
export type FunctionEntry = 'dispatch' | 'scan' | 'alert' | 'vault';

const root = resolve(import.meta.dirname, '..');

/** In the repository TypeScript, in the published package what was built of it. */
function entryFile(entry: FunctionEntry): string {
  const source = join(root, 'functions', `${entry}.ts`);
  return existsSync(source) ? source : join(root, 'functions', `${entry}.js`);
}

/** How esbuild makes a function. */
const bundleOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  // Libraries that few deployments need come in files of their own, read when they are asked for: git, hosts, Secrets Manager.
  splitting: true,
  outExtension: { '.js': '.mjs' },
  chunkNames: 'part-[hash]',
  // Notices of licences stand in a file beside the code.
  legalComments: 'external',
  // The ES modules of the libraries: only what is used of them gets into the bundle.
  mainFields: ['module', 'main'],
  // Libraries that are still CommonJS.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  logLevel: 'warning',
} satisfies BuildOptions;

/** A file of a bundle. */
interface BundledFile {
  /** `index.mjs` is what Lambda starts. */
  readonly name: string;
  readonly contents: Uint8Array;
}

export interface FunctionBundle {
  readonly files: readonly BundledFile[];
  /** Bytes of code that Lambda reads before the function starts: `index.mjs` and what it imports at once. */
  readonly startBytes: number;
}

/** Bundles a function. Nothing is written. @throws esbuild's error, with the file and the line */
export function bundleFunction(entry: FunctionEntry): FunctionBundle {
  return bundle({ entryPoints: [entryFile(entry)] });
}

/** The same for any code: the benches hold functions against one that does nothing. */
export function bundle(input: Pick<BuildOptions, 'entryPoints' | 'stdin'>): FunctionBundle {
  // Seen from there the maps name the sources, and are the same on each machine.
  const outdir = join(root, 'bundle');
  const { outputFiles, metafile } = buildSync({
    ...bundleOptions,
    absWorkingDir: root,
    ...input,
    entryNames: 'index',
    external: [...externalModules],
    outdir,
    write: false,
    metafile: true,
  });
  return {
    files: outputFiles.map(({ path, contents }) => ({ name: relative(outdir, path), contents })),
    startBytes: startBytes('bundle/index.mjs', metafile.outputs),
  };
}

function startBytes(first: string, outputs: Metafile['outputs']): number {
  const read = new Set<string>();
  const waiting = [first];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (read.has(file)) continue;
    read.add(file);
    const imports = outputs[file]?.imports ?? [];
    waiting.push(
      ...imports.filter(({ kind, path }) => kind === 'import-statement' && path in outputs).map(({ path }) => path),
    );
  }
  return [...read].reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0);
}

/**
 * The SDK is bundled: the tested version runs, and it loads faster than the one of the runtime. Left out are the ways to
 * credentials of laptops and other services: Lambda gives a function its own in the environment.
 */
const externalModules: readonly string[] = ['ini', 'sso', 'process', 'login', 'web-identity', 'cognito-identity'].map(
  (way) => `@aws-sdk/credential-provider-${way}`,
);
