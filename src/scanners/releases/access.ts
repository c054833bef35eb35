import { codeCommitOf } from '../../git/codecommit.ts';
import type { Access } from '../scanner.ts';
import { optionsOf } from './options.ts';

/** The AWS calls behind {@link collect} on the states themselves. */
export const access: readonly Access[] = [
  { action: 's3:ListBucket', on: 'bucket', reason: 'list the states and their lock files' },
  { action: 's3:ListBucketVersions', on: 'bucket', reason: 'find the versions that were deployed between two looks' },
  { action: 's3:GetObject', on: 'state-objects', reason: 'read which version the state says is deployed' },
  { action: 's3:GetObjectVersion', on: 'state-objects', reason: 'read which version was deployed before' },
  { action: 's3:GetObjectTagging', on: 'state-objects', reason: 'read the version from the tags of a state' },
  { action: 'kms:Decrypt', on: 'kms-key', reason: 'read states that S3 encrypts with a KMS key' },
  { action: 'dynamodb:Scan', on: 'lock-table', reason: 'leave out states that somebody works on' },
  { action: 'dynamodb:GetItem', on: 'lock-table', reason: 'leave out a state that somebody works on' },
];

/** What the options name: secrets of repositories, parameters, manifests. */
export function accessFor(written: unknown): readonly Access[] {
  const { repositories, deployments } = optionsOf(written);
  const secrets = repositories.flatMap(({ credentials }) => credentials ?? []);
  const inCodeCommit = repositories.flatMap(({ url, credentials }) =>
    url === undefined || credentials !== undefined ? [] : (codeCommitOf(url) ?? []),
  );
  const parameters = deployments.flatMap(({ version }) =>
    version.flatMap((place) => ('ssmParameter' in place ? [place.ssmParameter] : [])),
  );
  const manifests = deployments.flatMap(({ manifest }) =>
    manifest !== undefined && 's3' in manifest ? [manifest.s3] : [],
  );
  return [
    ...secrets.map(
      (secret): Access => ({
        action: 'secretsmanager:GetSecretValue',
        on: { secret },
        reason: 'sign in to the host of the repository',
      }),
    ),
    ...inCodeCommit.map(
      ({ region, name }): Access => ({
        action: 'codecommit:GitPull',
        on: { codeCommitRepository: name, region },
        reason: 'read the tags of the repository',
      }),
    ),
    ...parameters.map(
      (parameter): Access => ({ action: 'ssm:GetParameter', on: { parameter }, reason: 'read the deployed version' }),
    ),
    ...manifests.map(
      (address): Access => ({
        action: 's3:GetObject',
        on: { object: address.replaceAll(/\{[a-z]+\}/g, '*') },
        reason: 'hold the deployed manifest against the checksum in the tag',
      }),
    ),
  ];
}
