import * as z from 'zod';
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

const gone: Meaning = {
  failure: 'gone',
  detail: 'the object was replaced or deleted while it was scanned',
  action: 'Nothing has to be done: the next scan reads what is there then.',
};
const credentials: Meaning = {
  failure: 'denied',
  detail: 'there are no valid AWS credentials',
  action: 'Sign in (aws sso login, AWS_PROFILE, a role), check the clock of this machine, and scan again.',
};
const throttled: Meaning = {
  failure: 'throttled',
  detail: 'AWS asked to slow down, also after retries',
  action: 'Scan again later, or with a lower limits.concurrency.',
};
const keyUnusable: Meaning = {
  failure: 'denied',
  detail: 'the KMS key that encrypts the object is disabled or deleted',
  action: 'Enable the key again, or cancel its deletion: without it nobody can read this state.',
};
const otherRegion: Meaning = {
  failure: 'invalid',
  detail: 'the bucket is in another region',
  action: 'Set region of the source, or AWS_REGION, to the region of the bucket.',
};
const unreachable: Meaning = {
  failure: 'unavailable',
  detail: 'AWS could not be reached',
  action: 'Check the network, the region and AWS_ENDPOINT_URL, then scan again.',
};

/**
 * Sources: boto/botocore, botocore/data/s3 (API model); Amazon S3 API reference, "Error responses"; names of the SDK's own
 * errors: aws/aws-sdk-js-v3 and smithy-lang/smithy-typescript.
 */
const meanings: ReadonlyMap<string, Meaning> = new Map([
  ...each(['NoSuchKey', 'NoSuchVersion', 'NotFound', 'PreconditionFailed', 'MethodNotAllowed'], gone),
  ...each(['CredentialsProviderError', 'ExpiredToken', 'ExpiredTokenException', 'InvalidAccessKeyId'], credentials),
  ...each(['InvalidToken', 'InvalidClientTokenId', 'UnrecognizedClientException'], credentials),
  ...each(['SignatureDoesNotMatch', 'RequestTimeTooSkewed', 'TokenRefreshRequired'], credentials),
  ...each(['SlowDown', 'Throttling', 'ThrottlingException', 'RequestLimitExceeded'], throttled),
  ...each(['TooManyRequestsException', 'RequestThrottled', 'RequestThrottledException'], throttled),
  ...each(['KMS.DisabledException', 'KMS.NotFoundException', 'KMS.KMSInvalidStateException'], keyUnusable),
  ...each(['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException'], otherRegion),
  [
    'NoSuchBucket',
    {
      failure: 'not-found',
      detail: 'there is no such bucket',
      action: 'Check the name of the bucket, and the account and region it is in.',
    },
  ],
  [
    'InvalidObjectState',
    {
      failure: 'archived',
      detail: 'the version is archived (Glacier) and can not be read at once',
      action: 'Restore the version from the archive (aws s3api restore-object), or leave it out with exclude.',
    },
  ],
  // Its name is only Error.
  [
    'Region is missing',
    {
      failure: 'invalid',
      detail: 'no AWS region is set',
      action: 'Set region of the source, or AWS_REGION.',
    },
  ],
]);

/** What S3 answers for an object that only the customer's own key opens. */
const customerKey: Meaning = {
  failure: 'invalid',
  detail: 'the object is encrypted with a key that S3 does not keep (SSE-C)',
  action: 'Statewarden is given no such keys: leave the state out with exclude, or encrypt it with KMS.',
};

/** Of Node and its TLS: nobody answered, or nobody to trust. */
const networkCode =
  /^(E(CONN(REFUSED|RESET|ABORTED)|TIMEDOUT|NOTFOUND|PIPE|HOSTUNREACH|NETUNREACH|AI_AGAIN|PROTO)|ERR_(TLS|SSL)_.*|ERR_STREAM_PREMATURE_CLOSE|.*CERT.*|UNABLE_TO_.*)$/;
const networkNames: ReadonlySet<string> = new Set(['TimeoutError', 'NetworkingError']);

const thrown = z.object({
  name: z.string(),
  message: z.string(),
  code: z.string().optional(),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).optional(),
});

/**
 * Makes the source error of what an AWS client threw, after its own retries. The service's own words are left out, but for the
 * permission they name.
 * @returns the error itself where it is an abort or no error of AWS or the network
 */
export function sourceErrorFrom(error: unknown, { location, permission }: AwsCall): unknown {
  const parsed = thrown.safeParse(error);
  if (!parsed.success || error instanceof SourceError) return error;
  const { name, message, code = '', $metadata } = parsed.data;
  const status = $metadata?.httpStatusCode;
  const told = (meaning: Meaning, missing?: string) =>
    new SourceError(
      { location, ...meaning, ...(missing === undefined ? {} : { permission: missing }) },
      { cause: error },
    );

  const known = meanings.get(name) ?? meanings.get(message);
  if (known !== undefined) return told(known, known === keyUnusable ? 'kms:Decrypt' : undefined);
  if (networkNames.has(name) || networkCode.test(code)) {
    return told({ ...unreachable, detail: `AWS could not be reached (${code === '' ? name : code})` });
  }
  if (status === undefined) return error;
  if (status === 403 || name.startsWith('AccessDenied')) {
    const missing = missingPermission(message) ?? permission;
    return told(
      {
        failure: 'denied',
        detail: `${missing} is not allowed`,
        action: `Allow ${missing} to the identity that scans.`,
      },
      missing,
    );
  }
  if (status === 429 || status === 503) return told(throttled);
  if (status === 404 || status === 405 || status === 412) return told(gone);
  if (status === 301 || status === 307) return told(otherRegion);
  if (status === 400 && /server side encryption/i.test(message)) return told(customerKey);
  const action = 'Scan again; if it stays, look up this answer in the documentation of the service.';
  return told({
    failure: status < 500 ? 'invalid' : 'unavailable',
    detail: `AWS answered ${name} (${status})`,
    action,
  });
}

/** The permission that a refusal speaks of. KMS refuses in the name of S3, sometimes without naming the action. */
function missingPermission(message: string): string | undefined {
  const named = /not authorized to perform: ([\w-]+:\w+)/.exec(message)?.[1];
  return named ?? (/\bkms\b|customer master key/i.test(message) ? 'kms:Decrypt' : undefined);
}

function each(names: readonly string[], meaning: Meaning): readonly (readonly [string, Meaning])[] {
  return names.map((name) => [name, meaning]);
}
