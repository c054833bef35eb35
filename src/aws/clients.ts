import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';

/** Where and as whom a client calls; the standard chain of the SDK decides what is left out. */
export interface ClientSettings {
  readonly region?: string;
  /** Role to assume for every call. */
  readonly roleArn?: string;
  readonly externalId?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * An S3 client that backs off as the service asks (adaptive retries) and finds a bucket's region by itself.
 * AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_S3 are honoured; then buckets stand in the path, because the names of emulators'
 * buckets resolve to nothing.
 * @param environment the process's environment variables
 */
export function makeS3Client(settings: ClientSettings, environment: Environment): S3Client {
  return new S3Client({
    retryMode: 'adaptive',
    maxAttempts: 5,
    followRegionRedirects: true,
    forcePathStyle: hasEndpoint(environment),
    // A checksum of the whole object would need kms:GenerateDataKey beside kms:Decrypt; TLS and the length guard the way.
    responseChecksumValidation: 'WHEN_REQUIRED',
    // No limit for a whole answer: a large state takes its time. A connection that is silent for long is dead.
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000 },
    logger: silent,
    ...whereAndAsWhom(settings),
  });
}

const nothing = () => undefined;
/** The SDK writes on the console that it does not send a stream twice: what failed is thrown, and told by whoever catches it. */
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

function whereAndAsWhom({ region, roleArn, externalId }: ClientSettings) {
  const inRegion = region === undefined ? {} : { region };
  if (roleArn === undefined) return inRegion;
  const params = {
    RoleArn: roleArn,
    RoleSessionName: 'statewarden',
    ...(externalId === undefined ? {} : { ExternalId: externalId }),
  };
  const clientConfig = region === undefined ? {} : { clientConfig: { region } };
  return { ...inRegion, credentials: fromTemporaryCredentials({ params, ...clientConfig }) };
}

/** Source: aws/aws-sdk-js-v3, AWS SDKs and Tools reference guide, "Service-specific endpoints". */
function hasEndpoint(environment: Environment): boolean {
  if (environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true') return false;
  return (environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL ?? '') !== '';
}

/** Backs off as the service asks; a connection that is silent is given up long before a function's time is. */
const patient = {
  retryMode: 'adaptive',
  maxAttempts: 8,
  requestHandler: { connectionTimeout: 5_000, socketTimeout: 20_000 },
} as const;

/** A client for the findings table of a deployment, or for the lock tables of a region. */
export function makeDynamoDbClient(settings: ClientSettings = {}): DynamoDBClient {
  return new DynamoDBClient({ ...patient, ...whereAndAsWhom(settings) });
}

/** A client for the scan queue of a deployment. */
export function makeSqsClient(): SQSClient {
  return new SQSClient(patient);
}

/** A client of AWS Backup. Loaded only where it is needed: few name a vault. */
export async function makeBackupClient(settings: ClientSettings) {
  const { BackupClient } = await import('@aws-sdk/client-backup');
  return new BackupClient({ ...patient, ...whereAndAsWhom(settings) });
}
