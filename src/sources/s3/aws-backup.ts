import { type ClientSettings, makeBackupClient } from '../../aws/clients.ts';
import { sourceErrorFrom } from '../../aws/errors.ts';
import type { AwsBackup, RecoveryPoint } from '../bucket.ts';

interface AwsBackupSettings {
  readonly bucket: string;
  readonly vault: string;
  readonly maximumAge: number;
  readonly access: ClientSettings;
}

/** Recovery points that AWS Backup keeps of a bucket in one of its vaults. */
export function awsBackup({ bucket, vault, maximumAge, access }: AwsBackupSettings): AwsBackup {
  return {
    vault,
    maximumAge,
    async newest(signal) {
      const location = `AWS Backup vault ${vault}`;
      try {
        // Large, and hardly ever asked.
        const { paginateListRecoveryPointsByBackupVault } = await import('@aws-sdk/client-backup');
        const client = await makeBackupClient(access);
        const pages = paginateListRecoveryPointsByBackupVault(
          { client },
          { BackupVaultName: vault, ByResourceArn: `arn:aws:s3:::${bucket}` },
          { abortSignal: signal },
        );
        let newest: RecoveryPoint | null = null;
        for await (const { RecoveryPoints = [] } of pages) {
          for (const { RecoveryPointArn = '', Status = '', CompletionDate, CreationDate } of RecoveryPoints) {
            if (!usable.has(Status)) continue;
            // It goes on until it is stopped, and its dates are those of its beginning.
            if (RecoveryPointArn.includes(':continuous:')) return { completedAt: null };
            const completedAt = (CompletionDate ?? CreationDate)?.toISOString() ?? '';
            if (newest === null || completedAt > (newest.completedAt ?? '')) newest = { completedAt };
          }
        }
        return newest;
      } catch (error) {
        signal.throwIfAborted();
        throw sourceErrorFrom(error, { location, permission: 'backup:ListRecoveryPointsByBackupVault' });
      }
    },
  };
}

/** Source: AWS Backup developer guide, `DescribeRecoveryPoint`, "Status". */
const usable: ReadonlySet<string> = new Set(['COMPLETED', 'AVAILABLE']);
