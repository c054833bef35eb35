import type { Check } from '../../scanner.ts';
import type { ReleaseFacts } from '../facts.ts';
import { behind } from './behind.ts';
import { checksumMismatch } from './checksum-mismatch.ts';
import { checksumMissing } from './checksum-missing.ts';
import { commitNotOnBranch } from './commit-not-on-branch.ts';
import { downgraded } from './downgraded.ts';
import { flapping } from './flapping.ts';
import { forcePushAllowed } from './force-push-allowed.ts';
import { layout } from './layout.ts';
import { lightweightTag } from './lightweight-tag.ts';
import { mutableImage } from './mutable-image.ts';
import { noCodeowners } from './no-codeowners.ts';
import { notSemver } from './not-semver.ts';
import { outOfOrder } from './out-of-order.ts';
import { prereleaseInProduction } from './prerelease-in-production.ts';
import { reviewsNotRequired } from './reviews-not-required.ts';
import { sourcesDisagree } from './sources-disagree.ts';
import { tagDeleted } from './tag-deleted.ts';
import { tagMoved } from './tag-moved.ts';
import { tagUnprotected } from './tag-unprotected.ts';
import { unprotectedBranch } from './unprotected-branch.ts';
import { unsignedTag } from './unsigned-tag.ts';
import { untagged } from './untagged.ts';
import { untrustedTagger } from './untrusted-tagger.ts';
import { unverifiedRollback } from './unverified-rollback.ts';
import { versionUnknown } from './version-unknown.ts';

/** Every check of the releases scanner. */
export const checks: readonly Check<ReleaseFacts>[] = [
  behind,
  checksumMismatch,
  checksumMissing,
  commitNotOnBranch,
  downgraded,
  flapping,
  forcePushAllowed,
  layout,
  lightweightTag,
  mutableImage,
  noCodeowners,
  notSemver,
  outOfOrder,
  prereleaseInProduction,
  reviewsNotRequired,
  sourcesDisagree,
  tagDeleted,
  tagMoved,
  tagUnprotected,
  unprotectedBranch,
  unsignedTag,
  untagged,
  untrustedTagger,
  unverifiedRollback,
  versionUnknown,
];
