import { S3Client } from '@aws-sdk/client-s3';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';

/** Where and as whom a client calls; the standard chain of the SDK decides what is left out. */
export interface ClientSettings {
  readonly region?: string;
  /** Role to assume for every call. */
  readonly roleArn?: string;
  readonly externalId?: string;
}

/**
 * An S3 client that backs off as the service asks (adaptive retries). AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_S3 are
 * honoured; then buckets stand in the path, as names of emulators on loopback resolve to nothing.
 * @param environment the process's environment variables
 */
export function makeS3Client(
  { region, roleArn, externalId }: ClientSettings,
  environment: Readonly<Record<string, string | undefined>>,
): S3Client {
  const hasEndpoint = (environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL ?? '') !== '';
  return new S3Client({
    retryMode: 'adaptive',
    maxAttempts: 5,
    forcePathStyle: hasEndpoint,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000 },
    ...(region === undefined ? {} : { region }),
    ...(roleArn === undefined
      ? {}
      : {
          credentials: fromTemporaryCredentials({
            params: {
              RoleArn: roleArn,
              RoleSessionName: 'statewarden',
              ...(externalId === undefined ? {} : { ExternalId: externalId }),
            },
          }),
        }),
  });
}
