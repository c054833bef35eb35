import type { TagMemory, TagReading } from '../../src/git/repository.ts';

/** Remembers tags for one test. */
export function makeTagMemory(): TagMemory & { readonly known: ReadonlyMap<string, TagReading> } {
  const known = new Map<string, TagReading>();
  return {
    known,
    get: async (oids) => oids.flatMap((oid) => known.get(oid) ?? []),
    put: async (tags) => {
      for (const tag of tags) known.set(tag.oid, tag);
    },
  };
}
