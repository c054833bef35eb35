import { Document, type Node, stringify } from 'yaml';
import { visibleText } from '../reports/visible-text.ts';
import type { ProposedEnvironment } from './environments.ts';
import type { ProposedSource } from './propose-sources.ts';

/** An entry keeps its line, and a text its quotes. */
const layout = { lineWidth: 0, blockQuote: false, flowCollectionPadding: true } as const;

/** What a configuration is written from. */
export interface Draft {
  readonly environments: readonly (ProposedEnvironment & { readonly owner: string })[];
  readonly sources: readonly ProposedSource[];
  /** Mail addresses. */
  readonly page: readonly string[];
  readonly ticket: readonly string[];
}

/**
 * The text of a configuration file, with comments for who reads it first.
 * @param schema where the editor finds the JSON Schema, seen from the file
 */
export function configurationText(draft: Draft, schema: string): string {
  const sections = [
    [
      `# yaml-language-server: $schema=${schema}`,
      '# Written by `statewarden init`. What is left out has a default; `statewarden config validate` checks this file.',
    ],
    environmentsSection(draft.environments),
    sourcesSection(draft.sources),
    alertsSection(draft),
  ];
  return `${sections.map((lines) => lines.join('\n').trimEnd()).join('\n\n')}\n`;
}

function environmentsSection(environments: Draft['environments']): readonly string[] {
  const about = ['# Environments, by the keys of states; the first entry that matches a state wins.'];
  if (environments.length === 0) {
    return [
      ...about,
      '# Without entries, folders and names such as prod, staging and dev decide.',
      '# environments:',
      '#   - { name: production, match: ["prod/**"], criticality: production, owner: platform }',
    ];
  }
  const entries = environments.map(({ name, match, criticality, owner }) => ({
    value: { name, match, criticality, ...(owner === '' ? {} : { owner }) },
    notes: [],
    onOneLine: true,
  }));
  return [
    ...about,
    '# Only where the criticality is production do critical and high findings page someone.',
    list('environments', entries),
  ];
}

function sourcesSection(sources: readonly ProposedSource[]): readonly string[] {
  const entries = sources.map(({ notes, ...source }) => ({ value: source, notes, onOneLine: false }));
  return ['# Places that hold states.', list('sources', entries)];
}

function alertsSection({ page, ticket }: Draft): readonly string[] {
  const about = ['# Where alerts go, beside the SNS topics. AWS asks each address to confirm once.'];
  if (page.length + ticket.length === 0) {
    return [
      ...about,
      '# alerts:',
      '#   page: { email: [oncall@example.com] }',
      '#   ticket: { email: [platform@example.com] }',
    ];
  }
  const routes = {
    ...(page.length > 0 && { page: { email: page } }),
    ...(ticket.length > 0 && { ticket: { email: ticket } }),
  };
  return [...about, stringify({ alerts: routes }, layout)];
}

/** A section that is a list, each entry with its notes above it. */
function list(
  name: string,
  entries: readonly { readonly value: object; readonly notes: readonly string[]; readonly onOneLine: boolean }[],
): string {
  const document = new Document({ [name]: [] });
  for (const { value, notes, onOneLine } of entries) {
    const node: Node = document.createNode(value, { flow: onOneLine });
    if (notes.length > 0) node.commentBefore = notes.map((note) => ` ${visibleText(note)}`).join('\n');
    document.addIn([name], node);
  }
  return document.toString(layout);
}
