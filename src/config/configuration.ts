import type { Severity } from '../findings/observation.ts';
import type { Baseline } from './baseline.ts';
import type { EnvironmentRule } from './environments.ts';
import type { SourceSettings } from './source-settings.ts';
import type { SuppressionRule } from './suppressions.ts';
import type { VaultSettings } from './vault.ts';

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

/** A subscriber that takes only some alerts of a route. */
interface FilteredSubscription {
  readonly route: 'page' | 'ticket';
  /** See `protocolOf`. A path may hold a token: never printed. */
  readonly to: string;
  /** Message attributes of an alert with the values it takes. */
  readonly only: Readonly<Partial<Record<'severity' | 'environment' | 'owner' | 'checkId', readonly string[]>>>;
}

/** What a deployed function gets. */
export interface FunctionSettings {
  /** Bytes, whole MiB. */
  readonly memory: number;
  /** Milliseconds, whole seconds. */
  readonly timeout: number;
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
  /** Deployed: unchanged states that one sweep looks at again because the rules changed. */
  readonly rescansPerSweep: number;
}

/** `statewarden.yaml`, validated, defaults filled in. */
export interface Configuration {
  /** First match wins: see `classify`. */
  readonly environments: readonly EnvironmentRule[];
  readonly sources: readonly SourceSettings[];
  /** By scanner name; every known scanner is there. */
  readonly scanners: Readonly<Record<string, ScannerSettings>>;
  /** First match wins, and before the baseline. */
  readonly suppressions: readonly SuppressionRule[];
  readonly baseline: Baseline | null;
  /** Absolute path of the file that the baseline is read from; null where none is named. */
  readonly baselineFile: string | null;
  /** Null: none. */
  readonly vault: VaultSettings | null;
  readonly alerts: {
    readonly page: AlertTargets;
    readonly ticket: AlertTargets;
    readonly subscriptions: readonly FilteredSubscription[];
  };
  readonly limits: Limits;
  readonly functions: {
    readonly dispatch: FunctionSettings;
    readonly scan: FunctionSettings & {
      /** Copies that run at the same time. */
      readonly concurrency: number;
      /** Times that a message is tried before it goes to the dead-letter queue. */
      readonly tries: number;
    };
    readonly alert: FunctionSettings;
  };
  readonly retention: {
    /** Days that resolved findings and their history are kept. */
    readonly days: number;
    /** Days that the logs of the functions are kept. */
    readonly logDays: number;
  };
}
