import type { FoundBucket } from './discover.ts';

/** Something about a bucket that should be mended, with the command that would do it. It is for people to run. */
export interface Warning {
  readonly text: string;
  readonly command: string;
}

/** What is not as it should be in a bucket that holds states. Of what could not be read nothing is said here. */
export function warningsOf({ bucket, region, settings }: FoundBucket): readonly Warning[] {
  const { versioning, encryption, notifications } = settings;
  const command = (action: string, option: string, value: string) =>
    `aws s3api ${action} --bucket ${quoted(bucket)}${region === null ? '' : ` --region ${quoted(region)}`} --${option} ${quoted(value)}`;
  const warnings: Warning[] = [];
  if ('value' in versioning && versioning.value !== 'enabled') {
    warnings.push({
      text:
        versioning.value === 'suspended'
          ? 'Versioning is suspended: each write overwrites the last state, nothing can be restored.'
          : 'Versioning is off: a state that is overwritten or deleted is lost.',
      command: command('put-bucket-versioning', 'versioning-configuration', 'Status=Enabled'),
    });
  }
  if ('value' in encryption && encryption.value.kind === 'none') {
    const rule = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] };
    warnings.push({
      text: 'There is no default encryption.',
      command: command('put-bucket-encryption', 'server-side-encryption-configuration', JSON.stringify(rule)),
    });
  }
  if ('value' in notifications && !notifications.value.eventBridge) {
    // S3 replaces all notifications of a bucket: those that are there have to be said again.
    const all = { ...notifications.value.others, EventBridgeConfiguration: {} };
    warnings.push({
      text: 'Events are not sent to EventBridge: once deployed, a change is seen by the next sweep, not within seconds.',
      command: command('put-bucket-notification-configuration', 'notification-configuration', JSON.stringify(all)),
    });
  }
  return warnings;
}

/** For a POSIX shell. */
function quoted(word: string): string {
  return /^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
