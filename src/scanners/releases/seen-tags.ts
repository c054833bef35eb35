import * as z from 'zod';
import type { ActivityRecord } from '../../findings/activity.ts';
import type { Io } from '../scanner.ts';

/** Records of a repository belong to no source: another source may answer for it tomorrow. */
export const repositorySource = 'git';

/** A tag as it was when it was seen first. */
export interface SeenTag {
  readonly oid: string;
  /** ISO 8601. */
  readonly at: string;
}

const detailsSchema = z.object({ tags: z.array(z.tuple([z.string(), z.string()])) });

/** Tags by name, as they were seen first. @param target place of the repository @throws errors of the store */
export async function seenTags(target: string, io: Pick<Io, 'activity'>): Promise<ReadonlyMap<string, SeenTag>> {
  const seen = new Map<string, SeenTag>();
  for await (const { at, details } of io.activity({ kind: 'tags', source: repositorySource, targetId: target })) {
    for (const [tag, oid] of detailsSchema.parse(details).tags) {
      if (!seen.has(tag)) seen.set(tag, { oid, at });
    }
  }
  return seen;
}

/** DynamoDB holds 400 KB in an item, and a tag takes 300 bytes at most. */
const tagsInRecord = 1000;

/** What is to be recorded of tags that are seen for the first time. */
export function seenTagRecords(
  target: string,
  fresh: ReadonlyMap<string, string>,
  at: string,
): readonly ActivityRecord[] {
  const tags = [...fresh];
  return Array.from({ length: Math.ceil(tags.length / tagsInRecord) }, (_, index) => ({
    kind: 'tags',
    id: String(index),
    source: repositorySource,
    targetId: target,
    at,
    details: { tags: tags.slice(index * tagsInRecord, (index + 1) * tagsInRecord) },
  }));
}
