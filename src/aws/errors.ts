import { SourceError, type SourceFailure } from '../sources/errors.ts';

/** What was asked of AWS, to tell people which permission or place is meant. */
export interface AwsCall {
  /** `s3://bucket/key`. */
  readonly location: string;
  /** Action that IAM checks: `s3:GetObjectVersion`. */
  readonly permission: string;
}

interface Meaning {
  readonly failure: SourceFailure;
  readonly detail: string;
  readonly action: string;
}

const meanings: Readonly<Record<string, Meaning>> = {
  NoSuchBucket: {
    failure: 'not-found',
    detail: 'there is no such bucket',
    action: 'Check the name of the bucket and the account and region it is in.',
  },
  NoSuchKey: {
    failure: 'gone',
    detail: 'the object is gone',
    action: 'Nothing has to be done: the next scan sees it.',
  },
  NoSuchVersion: {
    failure: 'gone',
    detail: 'the version is gone',
    action: 'Nothing has to be done: the next scan sees it.',
  },
  PreconditionFailed: {
    failure: 'gone',
    detail: 'the object was replaced while it was scanned',
    action: 'Nothing has to be done: the next scan reads the new version.',
  },
  InvalidObjectState: {
    failure: 'archived',
    detail: 'the version is archived (Glacier) and can not be read at once',
    action: 'Restore the version from the archive, or exclude it.',
  },
};

const denied = new Set([
  'AccessDenied',
  'AllAccessDisabled',
  'AccessDeniedException',
  'Forbidden',
  'KMS.AccessDeniedException',
]);
const noCredentials = new Set([
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'TokenRefreshRequired',
]);
const throttled = new Set([
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'RequestThrottled',
]);

/**
 * Makes the source error of what an AWS client threw, after its own retries.
 * Source for names and codes: boto/botocore, botocore/data/s3 (API model), Amazon S3 API reference "Error responses".
 * @returns the error itself where it is an abort or no error of AWS or the network
 */
export function sourceErrorFrom(error: unknown, { location, permission }: AwsCall): unknown {
  if (!(error instanceof Error) || error instanceof SourceError || error.name === 'AbortError') return error;
  const status = statusOf(error);
  const told = (meaning: Meaning, missing?: string) =>
    new SourceError(
      { location, ...meaning, ...(missing === undefined ? {} : { permission: missing }) },
      { cause: error },
    );

  const known = meanings[error.name];
  if (known !== undefined) return told(known);
  if (noCredentials.has(error.name)) {
    const action = 'Sign in (aws sso login, AWS_PROFILE, a role) and scan again.';
    return told({ failure: 'denied', detail: 'there are no valid AWS credentials', action });
  }
  if (throttled.has(error.name) || status === 503) {
    return told({
      failure: 'throttled',
      detail: 'AWS asked to slow down',
      action: 'Scan again later, or with a lower limits.concurrency.',
    });
  }
  if (denied.has(error.name) || status === 403) {
    // The message names the key's ARN and the caller; only the mention of KMS is taken from it.
    const missing = /kms/i.test(error.message) ? 'kms:Decrypt' : permission;
    return told(
      {
        failure: 'denied',
        detail: `${missing} is not allowed`,
        action: `Allow ${missing} to the identity that scans.`,
      },
      missing,
    );
  }
  if (status === 404 || status === 412) {
    return told({
      failure: 'gone',
      detail: 'the object is gone',
      action: 'Nothing has to be done: the next scan sees it.',
    });
  }
  const detail =
    status === undefined ? `AWS could not be reached (${error.name})` : `AWS answered ${error.name} (${status})`;
  return told({ failure: 'unavailable', detail, action: 'Check network, region and endpoint, then scan again.' });
}

function statusOf(error: Error): number | undefined {
  if (!('$metadata' in error) || typeof error.$metadata !== 'object' || error.$metadata === null) return undefined;
  const metadata = error.$metadata;
  return 'httpStatusCode' in metadata && typeof metadata.httpStatusCode === 'number'
    ? metadata.httpStatusCode
    : undefined;
}
