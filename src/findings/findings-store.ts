import { activityLogOf } from './activity-log.ts';
import { commitScan } from './commit.ts';
import type { FindingsTable } from './findings-table.ts';
import { findingById, historyOf, listTargets, openFindings, targetById, transitionsSince } from './queries.ts';
import type { FindingsStore } from './store.ts';

/**
 * The findings store on a table.
 *
 * Once `targets(source)` was read to its end, this store takes a target it did not show for new and saves itself a read.
 * Errors are those of the table, and those in `errors.ts`.
 */
export function findingsStore(table: FindingsTable): FindingsStore {
  const inTurn = turns();
  const listed = new Map<string, Set<string>>();
  return {
    async *targets(source) {
      const seen = new Set<string>();
      for await (const memory of listTargets(table, source)) {
        seen.add(memory.id);
        yield memory;
      }
      listed.set(source, seen);
    },
    target: (source, targetId) => targetById(table, source, targetId),
    async commit(scan) {
      const seen = listed.get(scan.source);
      const unseen = seen !== undefined && !seen.has(scan.targetId);
      seen?.add(scan.targetId);
      const commit = () => commitScan(table, scan, unseen);
      return table.writers === 'many'
        ? await commit()
        : await inTurn(JSON.stringify([scan.source, scan.targetId]), commit);
    },
    open: (query) => openFindings(table, query),
    finding: (findingId) => findingById(table, findingId),
    history: (findingId) => historyOf(table, findingId),
    changesSince: (since) => transitionsSince(table, since),
    ...activityLogOf(table),
  };
}

/** Runs what has the same name one after the other, failed or not. */
function turns(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return async (name, work) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(work, work);
    last.set(name, turn);
    try {
      return await turn;
    } finally {
      if (last.get(name) === turn) last.delete(name);
    }
  };
}
