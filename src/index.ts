/** What a program of one's own needs to scan an estate and to read what was found. */

export type { Configuration } from './config/configuration.ts';
export { type ConfigurationError, ConfigurationInvalidError, type Mistake } from './config/errors.ts';
export { loadConfiguration } from './config/load.ts';
export type { SourceSettings } from './config/source-settings.ts';
export { dynamoDbStore } from './findings/dynamodb-store.ts';
export { openEmbeddedStore } from './findings/embedded.ts';
export type { Finding } from './findings/finding.ts';
export type { Severity } from './findings/observation.ts';
export type { FindingsStore } from './findings/store.ts';
export { openOutside } from './pipeline/open-outside.ts';
export { scanEstate } from './pipeline/scan-estate.ts';
export { reportFormats } from './reports/index.ts';
export type { ScanReport } from './reports/report.ts';
export { scanners } from './scanners/index.ts';
export { openSource, parseLocation } from './sources/open-source.ts';
export type { Source } from './sources/source.ts';
export { readState, type StateReading } from './state/read-state.ts';
export { resolveSensitivePaths } from './state/sensitive.ts';
export { walkPart } from './state/walk.ts';
export { version } from './version.ts';
