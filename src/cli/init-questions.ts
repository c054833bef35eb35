import * as z from 'zod';
import type { Draft } from '../discovery/configuration-text.ts';
import type { NamedBucket } from '../discovery/discover.ts';
import type { EnvironmentShare, ProposedEnvironment } from '../discovery/environments.ts';
import type { ProposedSource } from '../discovery/propose-sources.ts';
import { visibleText } from '../reports/visible-text.ts';
import { SourceError } from '../sources/errors.ts';
import { namedBuckets } from './named-buckets.ts';
import type { Questions } from './questions.ts';

/** What a configuration could hold, before anyone was asked. */
export interface Proposed {
  readonly sources: readonly ProposedSource[];
  readonly environments: readonly (ProposedEnvironment | EnvironmentShare)[];
}

/** What is proposed as it is, with no owners and no addresses. */
export function draftOf({ sources, environments }: Proposed): Draft {
  return { sources, environments: environments.map((environment) => owned(environment, '')), page: [], ticket: [] };
}

/** Buckets by name. */
export async function askBuckets(ask: Questions): Promise<readonly NamedBucket[]> {
  const message = 'Buckets that hold states (BUCKET or BUCKET/PREFIX, with commas between them):';
  return namedBuckets(words(await ask.text(message, bucketProblem)));
}

/**
 * Asks which of the proposals to take, whose the environments are, and where alerts go.
 * @returns null where the file is not wanted
 */
export async function askDraft(proposed: Proposed, output: string, ask: Questions): Promise<Draft | null> {
  const sources =
    proposed.sources.length < 2
      ? proposed.sources
      : await ask.choose(
          'Sources:',
          proposed.sources.map((source) => ({
            name: visibleText(`${source.bucket}/${source.prefix ?? ''}`),
            value: source,
          })),
        );
  const environments =
    proposed.environments.length === 0
      ? []
      : await ask.choose(
          'Environments (the first that matches a state wins):',
          proposed.environments.map((environment) => ({ name: environmentWords(environment), value: environment })),
        );
  const owners = await askOwners(environments, ask);
  const page = words(await ask.text('Mail addresses to page (empty for none yet):', mailProblem));
  const ticket = words(await ask.text('Mail addresses for tickets (empty for none yet):', mailProblem));
  if (!(await ask.confirm(`Write ${output}?`))) return null;
  return {
    sources,
    environments: environments.map((environment) => owned(environment, owners.get(environment.name) ?? '')),
    page,
    ticket,
  };
}

/** The owner of each environment by its name; the last answer is offered for the next. */
async function askOwners(environments: readonly ProposedEnvironment[], ask: Questions): Promise<Map<string, string>> {
  const owners = new Map<string, string>();
  let last: string | undefined;
  for (const { name } of environments) {
    if (owners.has(name)) continue;
    const owner = await ask.text(
      `Team that owns ${name}${last === undefined ? ' (empty for none)' : ''}:`,
      undefined,
      last,
    );
    owners.set(name, owner);
    if (owner !== '') last = owner;
  }
  return owners;
}

function owned({ name, match, criticality }: ProposedEnvironment, owner: string) {
  return { name, match, criticality, owner };
}

function environmentWords(environment: ProposedEnvironment | EnvironmentShare): string {
  const share = 'states' in environment ? ` (${environment.states} states)` : '';
  return `${environment.name}: ${environment.match.join(', ')}${share}`;
}

function bucketProblem(answer: string): string | null {
  try {
    return namedBuckets(words(answer)).length === 0 ? 'Name at least one bucket' : null;
  } catch (error) {
    if (error instanceof SourceError) return `${error.message}. ${error.action}`;
    throw error;
  }
}

function mailProblem(answer: string): string | null {
  const wrong = words(answer).find((address) => !z.email().safeParse(address).success);
  return wrong === undefined ? null : `${wrong} is no mail address: write one such as oncall@example.com`;
}

function words(answer: string): string[] {
  return [...new Set(answer.split(/[\s,;]+/).filter((word) => word !== ''))];
}
