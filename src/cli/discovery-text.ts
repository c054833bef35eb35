import { type Discovery, type FoundBucket, mostLists, mostListsPerBucket } from '../discovery/discover.ts';
import type { EnvironmentShare } from '../discovery/environments.ts';
import type { ProposedSource } from '../discovery/propose-sources.ts';
import { warningsOf } from '../discovery/warnings.ts';
import { type Paint, paintWith, rule, wrapped } from '../reports/terminal.ts';
import { visibleText } from '../reports/visible-text.ts';
import type { SourceError } from '../sources/errors.ts';

interface Layout {
  readonly columns: number;
  readonly colour: boolean;
}

interface Page {
  readonly columns: number;
  readonly paint: Paint;
}

/** Most places that are named for one refusal. */
const namedPlaces = 5;

/** A bucket that was found, and the source that is proposed for it. */
export interface Proposal {
  readonly found: FoundBucket;
  readonly source: ProposedSource;
}

/** What a look through the account showed: bucket by bucket, the environments, what may not be read. */
export function discoveryText(
  discovery: Discovery,
  proposals: readonly Proposal[],
  environments: readonly EnvironmentShare[],
  { columns, colour }: Layout,
): string {
  const page: Page = { columns: Math.max(columns, 40), paint: paintWith(colour) };
  const sections = [
    ...proposals.map((proposal) => bucketLines(proposal, page)),
    environmentLines(discovery, environments, page),
    refusedLines(discovery.refused, page),
    summaryLines(discovery, page),
  ];
  const texts = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

function bucketLines({ found, source }: Proposal, page: Page): readonly string[] {
  const { columns, paint } = page;
  const { bucket, region, keys, settings } = found;
  const heading = [
    paint.bold(bucket),
    region ?? 'region unknown',
    counted(keys.stateKeys.length, 'state', keys.complete),
  ];
  const { versioning, encryption, notifications } = settings;
  const facts: readonly (readonly [string, string | null])[] = [
    ['prefix', source.prefix === undefined ? null : visibleText(source.prefix)],
    ['versioning', 'value' in versioning ? versioning.value : unseen(versioning.unreadable)],
    [
      'encryption',
      'value' in encryption ? encryptionWords(encryption.value.kind, source) : unseen(encryption.unreadable),
    ],
    [
      'EventBridge',
      'value' in notifications ? (notifications.value.eventBridge ? 'on' : 'off') : unseen(notifications.unreadable),
    ],
    ['lock table', source.lockTable ?? null],
    ['keys', keysWords(keys)],
  ];
  return [
    ...rule(heading.join(' · '), columns, paint),
    ...facts.flatMap(([name, value]) => (value === null ? [] : fact(name, value, page))),
    ...source.notes.flatMap((note) => wrapped(note, columns, '  ')),
    ...warningsOf(found).flatMap(({ text, command }) => [
      ...wrapped(`${paint.warning('Warning:')} ${text} To mend it:`, columns, '  '),
      `      ${paint.command(command)}`,
    ]),
  ];
}

function fact(name: string, value: string, { columns, paint }: Page): readonly string[] {
  const label = `  ${name.padEnd(13)}`;
  const [first = '', ...rest] = wrapped(value, columns, ' '.repeat(label.length));
  return [`${paint.dim(label)}${first.trimStart()}`, ...rest];
}

function unseen({ permission }: SourceError): string {
  return permission === null ? 'not seen' : `not seen: ${permission} is not allowed`;
}

function encryptionWords(kind: string, { kmsKeyArn }: ProposedSource): string {
  if (kmsKeyArn !== undefined) return `KMS, ${kmsKeyArn}`;
  if (kind === 's3') return 'S3 (AES256)';
  if (kind === 'none') return 'none';
  return kind === 'aws-key' ? "KMS, AWS's own key" : 'KMS';
}

function keysWords({ otherKeys, complete, listRequests }: FoundBucket['keys']): string {
  const requests = `${counted(listRequests, 'list request')}`;
  const others = counted(otherKeys, 'other key');
  return complete
    ? `all seen, ${others} (${requests})`
    : `seen in part, ${others} so far (${requests}): there may be more states`;
}

function environmentLines(
  { buckets }: Discovery,
  environments: readonly EnvironmentShare[],
  page: Page,
): readonly string[] {
  const total = buckets.reduce((sum, { keys }) => sum + keys.stateKeys.length, 0);
  if (total === 0) return [];
  const rest = total - environments.reduce((sum, { states }) => sum + states, 0);
  const line = (name: string, states: number, globs: string) =>
    fact(name, `${counted(states, 'state')}, ${Math.round((100 * states) / total)} %${globs}`, page);
  return [
    ...rule(page.paint.bold('environments'), page.columns, page.paint),
    ...environments.flatMap(({ name, states, match }) => line(name, states, `: ${match.join(', ')}`)),
    ...(rest === 0 ? [] : line('(none)', rest, '')),
  ];
}

/** What may not be read, each cause once with the places it holds for. */
function refusedLines(refused: readonly SourceError[], { columns, paint }: Page): readonly string[] {
  const causes = new Map<string, { readonly places: Set<string>; readonly action: string }>();
  for (const { message, location, action } of refused) {
    const reason = message.slice(location.length + 2);
    const cause = causes.get(reason) ?? { places: new Set<string>(), action };
    cause.places.add(visibleText(location));
    causes.set(reason, cause);
  }
  if (causes.size === 0) return [];
  return [
    ...rule(paint.warning('not seen'), columns, paint),
    ...[...causes].flatMap(([reason, { places, action }]) => {
      const named = [...places].slice(0, namedPlaces).join(', ');
      const more = places.size > namedPlaces ? ` and ${places.size - namedPlaces} more` : '';
      return [
        ...wrapped(paint.bold(reason), columns, '  '),
        ...wrapped(`${named}${more}`, columns, '    '),
        ...wrapped(action, columns, '    '),
      ];
    }),
  ];
}

function summaryLines(
  { bucketsLookedAt, notLookedAt, requests, tables, everyBucketListed }: Discovery,
  page: Page,
): readonly string[] {
  const partly = tables.filter(({ complete }) => !complete).map(({ region }) => region);
  const gaps = [
    notLookedAt.length === 0 ? '' : ` ${counted(notLookedAt.length, 'bucket')} not looked at: name them with --bucket.`,
    everyBucketListed ? '' : ' Not every bucket of the account was listed.',
    partly.length === 0
      ? ''
      : ` Not every DynamoDB table was looked at${partly.join('') === '' ? '' : ` in ${partly.join(', ')}`}.`,
  ];
  const bound = `at most ${mostListsPerBucket} list requests a bucket, ${mostLists.toLocaleString('en-US')} in all`;
  const text = `Looked at ${counted(bucketsLookedAt, 'bucket')} with ${counted(requests, 'request')} (${bound}). Nothing was changed.${gaps.join('')}`;
  return [page.paint.dim('─'.repeat(page.columns)), ...wrapped(text, page.columns)];
}

function counted(count: number, word: string, exact = true): string {
  return `${exact ? '' : 'at least '}${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`;
}
