import { createHash } from 'node:crypto';
import { SourceError } from '../../sources/errors.ts';
import type { Io, Target } from '../scanner.ts';
import type { DeployedManifest, DeployedRelease } from './facts.ts';
import type { DeploymentRule } from './options.ts';
import type { StateVersions } from './probes.ts';
import type { BesideState } from './told.ts';

/** Reads the places of versions that are in no state. @throws SourceError */
export async function readBeside(
  target: Target,
  { version }: DeploymentRule,
  io: Io,
  signal: AbortSignal,
): Promise<BesideState> {
  const parameters = new Map<string, string>();
  let objectTags: ReadonlyMap<string, string> = new Map();
  for (const place of version) {
    if ('ssmParameter' in place) {
      const value = await io.outside.parameter(place.ssmParameter, signal);
      if (value !== null) parameters.set(place.ssmParameter, value);
    }
    if ('objectTag' in place && objectTags.size === 0) {
      objectTags = await io.source(target.source).objectTags(target.id, signal);
    }
  }
  return { objectTags, parameters };
}

const sha256 = /^(?:sha256:)?([0-9a-f]{64})$/i;

/** Reads the manifest of what was deployed, or its checksum. @throws SourceError */
export async function readManifest(
  { manifest }: DeploymentRule,
  release: DeployedRelease | null,
  contents: () => Promise<StateVersions>,
  io: Io,
  signal: AbortSignal,
): Promise<DeployedManifest | null> {
  if (manifest === undefined || release === null) return null;
  if ('output' in manifest) {
    const from = `output ${manifest.output}`;
    const output = (await contents()).outputs.get(manifest.output);
    const [, hex] = sha256.exec(output?.text ?? '') ?? [];
    if (output !== undefined && hex === undefined) {
      throw new SourceError({
        location: from,
        failure: 'invalid',
        detail: output.sensitive ? 'it is marked as sensitive' : 'it holds no SHA-256',
        action: 'Put what `statewarden manifest --format checksum` prints into the output, not sensitive.',
      });
    }
    return { from, sha256: hex?.toLowerCase() ?? null };
  }
  const from = addressFor(manifest.s3, release);
  const bytes = await io.outside.object(from, signal);
  return { from, sha256: bytes === null ? null : createHash('sha256').update(bytes).digest('hex') };
}

/** `{tag}` and `{version}` stand for those of the release; of one without them for what was told. */
function addressFor(address: string, { tag, version, text }: DeployedRelease): string {
  return address.replaceAll('{tag}', () => tag ?? text).replaceAll('{version}', () => version ?? text);
}
