import {
  BackupClient,
  ListRecoveryPointsByBackupVaultCommand,
  type RecoveryPointByBackupVault,
} from '@aws-sdk/client-backup';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSource } from '../../../src/sources/open-source.ts';
import { never } from '../../support/fake-io.ts';

// No emulator knows recovery points of buckets: the client's answers are made here, after its types.

const backup = mockClient(BackupClient);
beforeEach(() => backup.reset());
afterEach(() => backup.reset());

const settings = { name: 'main', bucket: 'acme-tfstate', prefix: '', awsBackup: { vault: 'nightly', maximumAge: 1 } };
const newest = () => openSource(settings, {}).awsBackup?.newest(never);

function point(day: string, changes: Partial<RecoveryPointByBackupVault> = {}): RecoveryPointByBackupVault {
  return {
    RecoveryPointArn: `arn:aws:backup:us-east-1:111122223333:recovery-point:${day}`,
    Status: 'COMPLETED',
    CreationDate: new Date(`${day}T02:00:00Z`),
    CompletionDate: new Date(`${day}T03:00:00Z`),
    ...changes,
  };
}

describe('recovery points of AWS Backup', () => {
  it('are asked for by the bucket, page by page, and the newest that is whole counts', async () => {
    backup
      .on(ListRecoveryPointsByBackupVaultCommand)
      .resolvesOnce({ RecoveryPoints: [point('2026-11-18'), point('2026-11-19')], NextToken: 'more' })
      .resolvesOnce({
        RecoveryPoints: [point('2026-11-20', { Status: 'PARTIAL' }), point('2026-11-17', { Status: 'EXPIRED' })],
      });
    expect(await newest()).toEqual({ completedAt: '2026-11-19T03:00:00.000Z' });
    const [first, second] = backup.commandCalls(ListRecoveryPointsByBackupVaultCommand);
    expect(first?.args[0].input).toMatchObject({
      BackupVaultName: 'nightly',
      ByResourceArn: 'arn:aws:s3:::acme-tfstate',
    });
    expect(second?.args[0].input).toMatchObject({ NextToken: 'more' });
  });

  it('of a continuous backup count as of now, until it is stopped', async () => {
    const RecoveryPointArn = 'arn:aws:backup:us-east-1:111122223333:recovery-point:continuous:acme-tfstate-1a2b';
    const continuous = point('2026-01-01', { RecoveryPointArn, Status: 'AVAILABLE' });
    backup.on(ListRecoveryPointsByBackupVaultCommand).resolves({ RecoveryPoints: [continuous] });
    expect(await newest()).toEqual({ completedAt: null });
    backup
      .on(ListRecoveryPointsByBackupVaultCommand)
      .resolves({ RecoveryPoints: [{ ...continuous, Status: 'STOPPED' }] });
    expect(await newest()).toBeNull();
  });

  it('that may not be listed are an error that names the permission', async () => {
    const denied = Object.assign(new Error('not authorized'), {
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 403 },
    });
    backup.on(ListRecoveryPointsByBackupVaultCommand).rejects(denied);
    await expect(newest()).rejects.toThrow('backup:ListRecoveryPointsByBackupVault');
  });

  it('are asked for only where a vault is named', () => {
    expect(openSource({ name: 'main', bucket: 'acme-tfstate', prefix: '' }, {}).awsBackup).toBeNull();
  });
});
