import { describe, expect, test } from 'vitest';
import { cases as stateDeleted } from '../../../src/scanners/backups/checks/state-deleted.cases.ts';
import { scanners } from '../../../src/scanners/index.ts';
import { cases as lineageChanged } from '../../../src/scanners/integrity/checks/lineage-changed.cases.ts';
import { cases as resourceCollapse } from '../../../src/scanners/integrity/checks/resource-collapse.cases.ts';
import { cases as serialRegressed } from '../../../src/scanners/integrity/checks/serial-regressed.cases.ts';
import { cases as unreadable } from '../../../src/scanners/integrity/checks/unreadable.cases.ts';
import { cases as digestOrphaned } from '../../../src/scanners/locks/checks/digest-orphaned.cases.ts';
import { restoreCommand, restorePlaceOf } from '../../../src/scanners/restore-command.ts';

test('names the bucket of a source, whatever its prefix, or the folder', () => {
  const bucket = restorePlaceOf({ kind: 's3', location: 's3://acme-tfstate/prod/' }, 'prod/net.tfstate');
  expect(restoreCommand(bucket)).toBe('statewarden restore s3://acme-tfstate prod/net.tfstate');
  const folder = restorePlaceOf({ kind: 'folder', location: '/srv/my states' }, 'a b.tfstate');
  expect(restoreCommand(folder, { serial: 3 })).toBe("statewarden restore '/srv/my states' 'a b.tfstate' --serial 3");
});

test('runs nothing that stands in a key or an id', () => {
  const command = restoreCommand({ place: 's3://acme', key: '$(reboot)' }, { versionId: '`reboot`' });
  expect(command).toBe("statewarden restore s3://acme '$(reboot)' --version '`reboot`'");
});

interface Cases {
  readonly fires: readonly { readonly facts: unknown; readonly options?: unknown }[];
}

const withCommand: readonly (readonly [string, Cases, string])[] = [
  ['backup/state-deleted', stateDeleted, '`statewarden restore s3://acme-tfstate prod/net.tfstate --serial 12`'],
  [
    'state/resource-collapse',
    resourceCollapse,
    '`statewarden restore s3://acme-tfstate net/terraform.tfstate --serial ',
  ],
  ['state/serial-regressed', serialRegressed, '`statewarden restore s3://acme-tfstate net/terraform.tfstate --serial '],
  ['state/lineage-changed', lineageChanged, '`statewarden restore s3://acme-tfstate net/terraform.tfstate --version '],
  ['state/unreadable', unreadable, '`statewarden restore s3://acme-tfstate net/terraform.tfstate`'],
  ['lock/digest-orphaned', digestOrphaned, '`statewarden restore s3://acme-tfstate '],
];

describe('the findings that a restore mends name its command', () => {
  const environment = { name: 'production', criticality: 'production', owner: 'platform' } as const;
  test.each(withCommand)('%s', (id, { fires }, command) => {
    const check = scanners.flatMap(({ checks }) => checks).find((each) => each.id === id);
    const [first] = fires;
    const now = new Date('2026-11-20T12:00:00Z');
    const outcome = check?.run(first?.facts as never, (first?.options ?? {}) as never, { now, environment });
    const [observation] = outcome?.evaluated === true ? outcome.observations : [];
    expect(observation?.remediation).toContain(command);
    expect(check?.remediation).toContain('`statewarden restore`');
  });
});
