import * as z from 'zod';

/** Name of a bucket. Source: Amazon S3 user guide, "General purpose bucket naming rules". */
export const bucketName = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
  error: 'write only the name of the bucket, such as acme-tfstate; the path below it is the prefix',
});

export const kmsKeyArn = z.string().regex(/^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key\/[A-Za-z0-9-]+$/, {
  error: 'write the ARN of a key, such as arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
});

/** Where a bucket is, and as whom it is read. */
export const bucketAccess = {
  region: z
    .string()
    .regex(/^[a-z]{2,}(-[a-z]+)+-[0-9]+$/, { error: 'write the code of an AWS region, such as us-east-1' })
    .exactOptional()
    .describe('Region of the bucket. By default the one of the AWS configuration.'),
  roleArn: z
    .string()
    .regex(/^arn:[a-z-]+:iam::[0-9]{12}:role\/.+$/, {
      error: 'write the ARN of a role, such as arn:aws:iam::123456789012:role/statewarden-reader',
    })
    .exactOptional()
    .describe('Role to assume, to read a bucket of another account.'),
  externalId: z.string().min(2).exactOptional().describe('External id that the role asks for.'),
} as const;

/** An external id that nobody would send. */
export const externalIdAlone = 'an external id is only sent when a role is assumed: add roleArn';
