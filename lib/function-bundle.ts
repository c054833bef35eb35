import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A file in `functions/`, without its ending. */
export type FunctionEntry = 'dispatch' | 'scan' | 'alert' | 'vault';

const root = resolve(import.meta.dirname, '..');

/** In the repository TypeScript, in the published package what was built of it. */
export function entryFile(entry: FunctionEntry): string {
  const source = join(root, 'functions', `${entry}.ts`);
  return existsSync(source) ? source : join(root, 'functions', `${entry}.js`);
}

/** How esbuild makes one file of a function: the deployment and the bench of the functions take it from here. */
export const bundleOptions = {
  target: 'node24',
  minify: true,
  sourcesContent: false,
  // The ES modules of the libraries: only what is used of them gets into the bundle.
  mainFields: ['module', 'main'],
  // Libraries that are still CommonJS.
  banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
} as const;

/**
 * The SDK is bundled: the tested version runs, and it loads faster than the one of the runtime. Left out are the ways to
 * credentials of laptops and other services: Lambda gives a function its own in the environment.
 */
export const externalModules: readonly string[] = [
  'ini',
  'sso',
  'process',
  'login',
  'web-identity',
  'cognito-identity',
].map((way) => `@aws-sdk/credential-provider-${way}`);
