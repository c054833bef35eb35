import type { Bench, BenchTable } from './bench.ts';
import { costTable, type MeasuredUse } from './cost.ts';
import { openCountedEstate, type Requests } from './counted-estate.ts';

const columns = [
  '',
  'S3 list',
  'S3 get',
  'DynamoDB reads',
  'read units',
  'DynamoDB writes',
  'write units',
  'SQS requests',
  'findings written',
];

/** What sweeps of estates of different sizes ask of the services, and what that costs. */
export const bench: Bench = {
  name: 'requests',
  page: 'cost',
  async run() {
    const rows: string[][] = [];
    let largest: MeasuredUse | undefined;
    for (const states of [100, 1_000, 10_000]) {
      const estate = await openCountedEstate(states);
      try {
        const unchanged = await estate.sweepAfter(0);
        rows.push(row(`${states.toLocaleString('en')} states, none changed`, unchanged));
        rows.push(row('... 1 % changed', await estate.sweepAfter(states / 100)));
        rows.push(row('... all changed', await estate.sweepAfter(states)));
        const apply = await estate.applyOnce();
        const drills = await estate.drillAll();
        largest = { states, unchanged, apply, drills };
        if (states === 10_000) {
          rows.push(row('one apply with its lock, as it happens', apply));
          rows.push(row('10,000 states drilled, a week after they were looked at', drills));
        }
      } finally {
        await estate.close();
      }
    }
    if (largest === undefined) throw new TypeError('nothing was measured');
    const requests: BenchTable = {
      title: 'Requests of one sweep',
      note: 'Of one scanner, with everything that follows from it: the scan of each state that changed is by all scanners at once. Counted at the wire, every attempt, by `test/bench/counted-estate.ts`: a versioned bucket, one open finding for each ten states, records of full size (ten versions each). Aims for 10,000 unchanged states: at most 10 lists, 25 DynamoDB reads, no object read, no finding written.',
      columns,
      rows,
    };
    return [requests, ...costTable(largest)];
  },
};

function row(name: string, use: Requests): string[] {
  const sqs = use.sends + use.receives + use.deletes + use.visibilities + use.backlogs;
  const counts = [
    use.lists,
    use.gets + use.heads,
    use.readRequests,
    use.readUnits,
    use.writeRequests,
    use.writeUnits,
    sqs,
    use.findingsWritten,
  ];
  return [name, ...counts.map((count) => Math.ceil(count).toLocaleString('en'))];
}
