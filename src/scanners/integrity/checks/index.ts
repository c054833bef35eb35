import type { Check } from '../../scanner.ts';
import type { IntegrityFacts } from '../facts.ts';
import { checkFailed } from './check-failed.ts';
import { deposed } from './deposed.ts';
import { empty } from './empty.ts';
import { errored } from './errored.ts';
import { lineageChanged } from './lineage-changed.ts';
import { lostUpdate } from './lost-update.ts';
import { outdatedTerraform } from './outdated-terraform.ts';
import { oversized } from './oversized.ts';
import { resourceCollapse } from './resource-collapse.ts';
import { serialRegressed } from './serial-regressed.ts';
import { tainted } from './tainted.ts';
import { unreadable } from './unreadable.ts';
import { unsupportedVersion } from './unsupported-version.ts';

/** Every check of the integrity scanner. */
export const checks: readonly Check<IntegrityFacts>[] = [
  unreadable,
  unsupportedVersion,
  serialRegressed,
  lineageChanged,
  lostUpdate,
  resourceCollapse,
  tainted,
  deposed,
  oversized,
  empty,
  outdatedTerraform,
  errored,
  checkFailed,
];
