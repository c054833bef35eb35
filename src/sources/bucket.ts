/** Versioning of a bucket. `suspended`: each write overwrites the one before it. */
export interface Versioning {
  readonly status: 'enabled' | 'suspended' | 'off';
  readonly mfaDelete: boolean;
}

/** Which objects a rule of a bucket applies to. All of it has to hold. */
export interface RuleFilter {
  readonly prefix: string;
  /** It applies only to objects with tags. */
  readonly tagged: boolean;
  /** Bytes; null: no limit. */
  readonly largerThan: number | null;
  readonly smallerThan: number | null;
}

/** A rule that is enabled. Source: botocore/data/s3, `LifecycleRule`. */
export interface LifecycleRule {
  readonly id: string;
  readonly filter: RuleFilter;
  /** Days after which a current version is deleted (a delete marker is put on it); 0 for a rule with a date; null: never. */
  readonly expiresAfterDays: number | null;
  /** Earlier versions go when both hold: so many days as one, and so many newer earlier ones. Null: never. */
  readonly earlierVersions: { readonly days: number; readonly newer: number } | null;
}

/** Source: botocore/data/s3, `ReplicationRule`. */
export interface ReplicationRule {
  readonly id: string;
  readonly enabled: boolean;
  readonly filter: Pick<RuleFilter, 'prefix' | 'tagged'>;
  /** Name of the bucket that it copies to. */
  readonly to: string;
  /** A deletion is copied too. */
  readonly deleteMarkers: boolean;
  /** Objects that are encrypted with a KMS key are copied too. */
  readonly kmsObjects: boolean;
}

export interface PublicAccess {
  /** All four ways are blocked on the bucket itself. */
  readonly blocked: boolean;
  /** S3 judges the policy to be public. */
  readonly isPublic: boolean;
}

export interface BucketEncryption {
  readonly algorithm: string | null;
  /** As the bucket names it: an ARN, an id or an alias; null for S3's own, or the one that AWS manages. */
  readonly key: string | null;
}

/** A recovery point of a whole bucket. */
export interface RecoveryPoint {
  /** ISO 8601; null for a continuous backup, which goes on. */
  readonly completedAt: string | null;
}

/** The vault of AWS Backup that has to hold recovery points of a bucket. */
export interface AwsBackup {
  readonly vault: string;
  /** Milliseconds that the newest may be old. */
  readonly maximumAge: number;
  /** Null where it holds none. @throws SourceError */
  newest(signal: AbortSignal): Promise<RecoveryPoint | null>;
}

/** Settings of a bucket, each read by itself: one that may not be read keeps no other back. Every method throws SourceError. */
export interface BucketSettings {
  readonly name: string;
  versioning(signal: AbortSignal): Promise<Versioning>;
  lifecycle(signal: AbortSignal): Promise<readonly LifecycleRule[]>;
  objectLock(signal: AbortSignal): Promise<boolean>;
  replication(signal: AbortSignal): Promise<readonly ReplicationRule[]>;
  publicAccess(signal: AbortSignal): Promise<PublicAccess>;
  encryption(signal: AbortSignal): Promise<BucketEncryption>;
  /** As JSON; null where there is none. */
  policy(signal: AbortSignal): Promise<string | null>;
  /** Whether S3 logs who reads and writes. */
  accessLogging(signal: AbortSignal): Promise<boolean>;
}
