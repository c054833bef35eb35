import { sourcesSchema } from '../config/source-settings.ts';
import { configurationText } from '../discovery/configuration-text.ts';
import type { NamedBucket } from '../discovery/discover.ts';
import { usualEnvironments } from '../discovery/environments.ts';
import { sourceNamed } from '../discovery/propose-sources.ts';
import { NoRegionError, NoStatesFoundError, NowhereToLookError } from './errors.ts';
import { exitCodes } from './exit-code.ts';
import { askBuckets, askDraft, draftOf, type Proposed } from './init-questions.ts';
import { lookThrough } from './look-through.ts';
import { namedBuckets } from './named-buckets.ts';
import { askOnTerminal, isStopped, type Questions } from './questions.ts';
import { type Session, write } from './session.ts';
import { ensureMayWrite, schemaSeenFrom, writeConfiguration } from './write-configuration.ts';

/** Options of `statewarden init`, as its command line gives them. */
export interface InitOptions {
  readonly output: string;
  readonly discover?: true;
  readonly bucket: readonly string[];
  readonly region?: string;
  readonly yes?: true;
  readonly force?: true;
}

/**
 * Asks or looks, proposes, writes the configuration.
 * @returns the exit code
 * @throws UsageError where it may not write, ask or look; SourceError for an address that is none
 */
export async function init(options: InitOptions, session: Session): Promise<number> {
  const { stdin, stderr } = session;
  const { output, region } = options;
  const replace = options.force === true;
  if (region !== undefined && !isRegion(region)) throw new NoRegionError(region);
  const named = namedBuckets(options.bucket);
  await ensureMayWrite(output, replace);
  const ask = options.yes !== true && stdin.isTTY === true && stderr.isTTY === true ? askOnTerminal(session) : null;
  if (ask === null && options.discover !== true && named.length === 0) throw new NowhereToLookError();
  try {
    const { proposed, incomplete } = await propose(options, named, ask, session);
    const draft =
      ask === null || proposed === null ? proposed && draftOf(proposed) : await askDraft(proposed, output, ask);
    if (draft === null) {
      await write(stderr, 'Nothing is written\n');
    } else {
      await writeConfiguration(output, configurationText(draft, schemaSeenFrom(output)), replace);
      await write(stderr, `${output} is written: read it, then try it with statewarden scan\n`);
    }
    return incomplete ? exitCodes.incomplete : exitCodes.clean;
  } catch (error) {
    if (!isStopped(error)) throw error;
    await write(stderr, '\nNothing is written\n');
    return exitCodes.interrupted;
  }
}

/** @returns `proposed: null` where nothing was found because something could not be looked at */
async function propose(
  options: InitOptions,
  named: readonly NamedBucket[],
  ask: Questions | null,
  session: Session,
): Promise<{ readonly proposed: Proposed | null; readonly incomplete: boolean }> {
  let incomplete = false;
  if (options.discover === true || (ask !== null && (await ask.confirm(lookQuestion(named))))) {
    const look = await lookThrough(named, options.region, session);
    ({ incomplete } = look);
    if (look.sources.length > 0) return { proposed: look, incomplete };
    if (ask === null && incomplete) return { proposed: null, incomplete };
    if (ask === null) throw new NoStatesFoundError();
    await write(session.stderr, 'No bucket was found that holds states.\n');
  }
  const places = ask !== null && named.length === 0 ? await askBuckets(ask) : named;
  const sources = places.map((place) => sourceNamed(place, options.region));
  // No keys were seen: environments are asked for, or left to the defaults.
  return { proposed: { sources, environments: ask === null ? [] : usualEnvironments }, incomplete };
}

function lookQuestion(named: readonly NamedBucket[]): string {
  const where =
    named.length === 0 ? 'Look through the AWS account for buckets that hold states' : 'Look at these buckets';
  return `${where}? It only reads.`;
}

function isRegion(region: string): boolean {
  return sourcesSchema.safeParse([{ bucket: 'acme-tfstate', region }]).success;
}
