import type { Severity } from '../findings/observation.ts';
import type { EnvironmentRule } from './environments.ts';
import type { SourceSettings } from './source-settings.ts';

/** What a configuration says of one check; what is absent was not written. */
export interface CheckSettings {
  readonly enabled: boolean;
  /** In place of the check's own severity, and of the severity of each observation. */
  readonly severity?: Severity;
}

/** What a configuration says of one scanner, defaults filled in. */
interface ScannerSettings {
  readonly enabled: boolean;
  /** Time between two scheduled runs, in milliseconds: whole minutes. */
  readonly every: number;
  /**
   * Options of the scanner and of all its checks side by side, validated, but **as the user wrote them** (`30m`, and
   * nothing where a default holds): each check and each collect parses its own by its own schema.
   */
  readonly options: Readonly<Record<string, unknown>>;
  /** By check id (never by stem or former id), only checks that the configuration names. */
  readonly checks: Readonly<Record<string, CheckSettings>>;
}

/** Where alerts of one route go. */
interface AlertTargets {
  readonly email: readonly string[];
  /** HTTPS endpoints. Their paths may hold a token: never printed. */
  readonly https: readonly string[];
  /** ARNs of SQS queues. */
  readonly sqs: readonly string[];
  /** ARNs of Lambda functions. */
  readonly lambda: readonly string[];
}

/** How much one scan takes on; sizes in bytes. */
export interface Limits {
  /** States larger than this are read as a stream, with bounded memory. */
  readonly streamAbove: number;
  /** States larger than this are not read, and reported as too large. */
  readonly largestState: number;
  /** A single part (an output, an instance) larger than this makes a streamed state unreadable. */
  readonly largestValue: number;
  /** States read at the same time. */
  readonly concurrency: number;
}

/** `statewarden.yaml`, validated, defaults filled in. */
export interface Configuration {
  /** First match wins: see `classify`. */
  readonly environments: readonly EnvironmentRule[];
  readonly sources: readonly SourceSettings[];
  /** By scanner name; every known scanner is there. */
  readonly scanners: Readonly<Record<string, ScannerSettings>>;
  readonly alerts: { readonly page: AlertTargets; readonly ticket: AlertTargets };
  readonly limits: Limits;
  /** Days that resolved findings and their history are kept. */
  readonly retention: { readonly days: number };
}
