import { bucketOf } from '../../places.ts';
import { shellWord } from '../../plain-text.ts';
import type { EarlierSecret, EarlierSecrets } from './earlier-secrets.ts';

/** What S3 calls a version; anything else is never put into a command. Source: Amazon S3 user guide, "Version IDs": UTF-8, URL-ready, opaque. */
const versionId = /^[\w.~+/=-]{1,1024}$/;

/**
 * How to make a secret unreadable in earlier versions: paste-ready, from the first step on.
 * @param copies names of the buckets to which versions are copied
 */
export function purge(
  secret: EarlierSecret,
  { key, sourceLocation, bucket, copiedTo }: EarlierSecrets,
  copies: readonly string[],
): string {
  const first = 'Change the secret first, if that was not done: whoever read an earlier version still has it.';
  const files = secret.versions.filter(({ s3VersionId }) => s3VersionId === null);
  if (bucket === null) {
    const paths = [...new Set(files.map(({ path }) => shellWord(`${sourceLocation}/${path}`)))];
    return `${first} Then remove the file: \`rm ${paths.join(' ')}\`. It is the way back to the state as it was before: make sure that nobody needs it.`;
  }
  const ids = secret.versions.flatMap(({ s3VersionId }) => (s3VersionId === null ? [] : [s3VersionId]));
  const safe = ids.filter((id) => versionId.test(id));
  const commands = [bucket, ...copies].map((name) => `\`${command(name, key, safe)}\``);
  const copied = 'Removing a version is never copied: the bucket that has the copy needs the same.';
  return [
    `${first} Then remove the versions, with the rights of an administrator (s3:DeleteObjectVersion): ${commands[0] ?? ''}.`,
    ...(copies.length === 0 ? [] : [`${copied} ${commands.slice(1).join(' ')}.`]),
    ...copiedTo.map((place) => {
      const name = bucketOf(place);
      const prefix = place.slice(`s3://${name}/`.length);
      return `Copies in ${place} have versions with ids of their own: \`aws s3api list-object-versions --bucket ${shellWord(name)} --prefix ${shellWord(`${prefix}${key}`)}\` names them. Where they are locked, they stay until the lock ends.`;
    }),
    'They are the way back to the state as it was before: make sure that nobody needs them.',
  ].join(' ');
}

function command(bucket: string, key: string, ids: readonly string[]): string {
  const target = `aws s3api delete-object --bucket ${shellWord(bucket)} --key ${shellWord(key)} --version-id`;
  const [only = 'ID', ...others] = ids;
  if (others.length === 0) return `${target} ${shellWord(only)}`;
  return `for version in ${ids.map(shellWord).join(' ')}; do ${target} "$version"; done`;
}
