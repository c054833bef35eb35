import { htmlFormat } from './html.ts';
import { jsonFormat } from './json.ts';
import type { ReportFormat } from './report.ts';
import { sarifFormat } from './sarif.ts';
import { tableFormat } from './table.ts';

/** Every output format; the first is the default. */
export const reportFormats: readonly ReportFormat[] = [tableFormat, jsonFormat, sarifFormat, htmlFormat];
