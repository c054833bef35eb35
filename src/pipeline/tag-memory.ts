import pMap from 'p-map';
import * as z from 'zod';
import type { ActivityLog } from '../findings/activity.ts';
import type { TagMemory, TagReading } from '../git/repository.ts';

const damagedSchema = z.object({ oid: z.string(), damage: z.string() });
const tagSchema = z.object({
  oid: z.string(),
  objectOid: z.string(),
  objectType: z.enum(['commit', 'tree', 'blob', 'tag']),
  name: z.string(),
  tagger: z.object({ name: z.string(), email: z.string(), at: z.string() }).nullable(),
  message: z.string(),
  trailers: z.array(z.object({ key: z.string(), value: z.string() })),
  signature: z
    .object({
      kind: z.enum(['ssh', 'gpg', 'x509']),
      valid: z.boolean().nullable(),
      why: z.string().nullable(),
      key: z.string().nullable(),
    })
    .nullable(),
  get nested(): z.ZodType<TagReading | null> {
    return readingSchema.nullable();
  },
});
const readingSchema: z.ZodType<TagReading> = z.union([damagedSchema, tagSchema]);
const detailsSchema = z.object({ tag: z.string() });

/** Requests at the same time. */
const atOnce = 8;
/** Characters: an item of DynamoDB holds 400 KB. */
const longest = 100_000;

/**
 * Tag objects that were read before, in the log of activity: an object never changes, whichever repository it is read from. What is
 * damaged or very long is not kept, and read again.
 * @param log of the findings store
 * @param now time of the reading
 */
export function tagMemory(log: Pick<ActivityLog, 'record' | 'activity'>, now: () => Date): TagMemory {
  return {
    async get(oids) {
      const found = await pMap(new Set(oids), (oid) => recorded(log, oid), { concurrency: atOnce });
      return found.filter((tag) => tag !== null);
    },
    async put(tags) {
      const at = now().toISOString();
      const texts = tags.flatMap((tag) => ('damage' in tag ? [] : [{ oid: tag.oid, text: JSON.stringify(tag) }]));
      await pMap(
        texts.filter(({ text }) => text.length <= longest),
        ({ oid, text }) => log.record({ kind: 'tag-object', id: oid, ...placeOf(oid), at, details: { tag: text } }),
        { concurrency: atOnce },
      );
    },
  };
}

async function recorded(log: Pick<ActivityLog, 'activity'>, oid: string): Promise<TagReading | null> {
  for await (const { details } of log.activity({ kind: 'tag-object', ...placeOf(oid) })) {
    return readingSchema.parse(JSON.parse(detailsSchema.parse(details).tag));
  }
  return null;
}

function placeOf(oid: string) {
  return { source: 'git', targetId: oid };
}
