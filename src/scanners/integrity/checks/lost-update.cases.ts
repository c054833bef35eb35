import type { CheckCases } from '../../scanner.ts';
import type { IntegrityFacts } from '../facts.ts';
import { contents, contentsOf, encrypted, gone, none, past, remembered, snapshot, subnets } from '../samples.ts';

const other = 'd'.repeat(64);
const lineage = '1c56c266-9c5b-c274-2d65-ffb8d0fb456d';

export const cases: CheckCases<IntegrityFacts> = {
  fires: [
    {
      name: 'two applies at the same time, without a lock',
      facts: {
        snapshot: snapshot(),
        contents: contents(),
        holds: none,
        history: { value: [past({ versionId: 'v12a', serial: 12, sha256: other }), remembered()] },
      },
      expect: [
        {
          location: `${lineage} serial 12`,
          message: 'Two different versions have serial 12: what the older one recorded is lost.',
          evidence: {
            serial: 12,
            lineage,
            versions: [
              { versionId: 'v12', modifiedAt: '2026-11-20T11:00:00.000Z', locked: null },
              { versionId: 'v12a', modifiedAt: '2026-11-20T10:00:00.000Z', locked: null },
            ],
          },
        },
      ],
    },
    {
      name: 'two applies, one of which did not use the lock file',
      facts: {
        snapshot: snapshot(),
        contents: contents(),
        history: { value: [past({ versionId: 'v12a', serial: 12, sha256: other }), remembered()] },
        holds: { value: { holds: [{ from: '2026-11-20T10:55:00.000Z', to: '2026-11-20T11:01:00.000Z' }] } },
      },
      expect: [
        {
          location: `${lineage} serial 12`,
          message:
            'Two different versions have serial 12: what the older one recorded is lost. One of them was written without the lock file.',
          evidence: {
            serial: 12,
            lineage,
            versions: [
              { versionId: 'v12', modifiedAt: '2026-11-20T11:00:00.000Z', locked: true },
              { versionId: 'v12a', modifiedAt: '2026-11-20T10:00:00.000Z', locked: false },
            ],
          },
        },
      ],
    },
    {
      name: 'still to be told one write later',
      facts: {
        snapshot: snapshot(),
        contents: contents(),
        holds: none,
        history: {
          value: [past(), remembered({ versionId: 'v11a', modifiedAt: '2026-11-20T09:00:00.000Z', sha256: other })],
        },
      },
      expect: [
        {
          location: `${lineage} serial 11`,
          evidence: {
            serial: 11,
            lineage,
            versions: [
              { versionId: 'v11', modifiedAt: '2026-11-20T10:00:00.000Z', locked: null },
              { versionId: 'v11a', modifiedAt: '2026-11-20T09:00:00.000Z', locked: null },
            ],
          },
        },
      ],
    },
    {
      name: 'state and backup file of one serial that hold different resources',
      facts: {
        snapshot: snapshot({ terraformVersion: '1.12.0' }),
        contents: contentsOf(6),
        holds: none,
        history: { value: [past({ serial: 12, managedAddresses: subnets(8), backupFile: true })] },
      },
      expect: [
        {
          location: `${lineage} serial 12`,
          evidence: {
            serial: 12,
            lineage,
            versions: [
              { versionId: 'v12', modifiedAt: '2026-11-20T11:00:00.000Z', locked: null },
              { versionId: 'v11', modifiedAt: '2026-11-20T10:00:00.000Z', locked: null },
            ],
          },
        },
      ],
    },
  ],
  quiet: [
    {
      name: 'one version per serial',
      facts: { holds: none, snapshot: snapshot(), contents: contents(), history: { value: [past()] } },
    },
    {
      name: 'a file that was copied: same bytes, another version id',
      facts: {
        snapshot: snapshot(),
        contents: contents(),
        holds: none,
        history: { value: [remembered({ versionId: 'touched', serial: 12, sha256: 'c'.repeat(64) })] },
      },
    },
    {
      name: 'a backup file that a newer Terraform wrote anew: other bytes, same resources',
      facts: {
        snapshot: snapshot({ terraformVersion: '1.10.0' }),
        contents: contents(),
        holds: none,
        history: { value: [past({ serial: 12, terraformVersion: '1.11.4', backupFile: true })] },
      },
    },
    {
      name: 'a serial reached again after an old version was restored, which state/serial-regressed told of',
      facts: {
        snapshot: snapshot(),
        contents: contents(),
        holds: none,
        history: {
          value: [
            past({ serial: 11 }),
            remembered({ versionId: 'v12a', modifiedAt: '2026-11-18T10:00:00.000Z', serial: 12, sha256: other }),
          ],
        },
      },
    },
    {
      name: 'an earlier version that was encrypted: its bytes change with each write',
      facts: {
        snapshot: snapshot(),
        contents: contents(),
        holds: none,
        history: { value: [remembered({ serial: 12, sha256: other, managedInstances: null })] },
      },
    },
    {
      name: 'a state that was deleted',
      facts: { holds: none, snapshot: gone, contents: gone, history: { value: [] } },
    },
  ],
  notEvaluable: [
    {
      name: 'an encrypted state',
      facts: { holds: none, snapshot: snapshot(), contents: encrypted, history: { value: [] } },
    },
  ],
};
