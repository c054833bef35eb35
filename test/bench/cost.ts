import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { StatewardenStack } from '../../lib/statewarden-stack.ts';
import type { Configuration } from '../../src/config/configuration.ts';
import { parseConfiguration } from '../../src/config/load.ts';
import { scanners } from '../../src/scanners/index.ts';
import type { BenchTable } from './bench.ts';
import type { Requests } from './counted-estate.ts';

/** What an estate of a known size was counted to ask for. */
export interface MeasuredUse {
  readonly states: number;
  /** A sweep that finds nothing changed. */
  readonly unchanged: Requests;
  /** One apply, as it happens. */
  readonly apply: Requests;
  /** Drills of all states. */
  readonly drills: Requests;
}

/**
 * List prices in US dollars of us-east-1, without free tiers. Source: the pricing pages of the services, November 2026; storage of
 * DynamoDB is with point-in-time recovery. Of S3 events on EventBridge sources disagree: the dearer price stands here.
 */
const prices = {
  listRequest: 0.005 / 1e3,
  getRequest: 0.0004 / 1e3,
  readUnit: 0.125 / 1e6,
  writeUnit: 0.625 / 1e6,
  tableGigabyteMonth: 0.25 + 0.2,
  sqsRequest: 0.4 / 1e6,
  s3Event: 1 / 1e6,
  schedulerRun: 1 / 1e6,
  lambdaRequest: 0.2 / 1e6,
  lambdaGigabyteSecond: 0.0000133334,
  logGigabyte: 0.5,
  trace: 5 / 1e6,
  kmsRequest: 0.03 / 1e4,
  keyMonth: 1,
  alarmMonth: 0.1,
  metricMonth: 0.3,
} as const;

const daysInMonth = 30;
const appliesPerMonth = (2 * daysInMonth) / 7;

/** Each state between half of `drillEvery` (a week) and all of it, less often where it was looked at for another reason. */
const drillsPerMonth = daysInMonth / (0.75 * 7);

/** Of one request within a region, and of one for a whole page; requests are taken to be made one after the other. */
const requestSeconds = 0.02;
const pageSeconds = 0.1;

/** Of a run beside its requests: the start, now and then, of a new instance, and the reading and judging of one state. */
const dispatchSeconds = 1;
const scanSeconds = 0.1;

/** A log line of the run, those that Lambda writes, and the metrics. */
const logBytesPerRun = 2000;

/** Records with ten versions and one finding for each ten states, with their copies in the indexes. */
const tableBytesPerState = 4000;

/** Lambda asks an idle queue with five pollers for 20 seconds each: AWS Lambda developer guide, "Using Lambda with Amazon SQS". */
const idlePolls = 5 * (60 / 20) * 60 * 24 * daysInMonth;

/** `SweepCompleted` of each scanner, `StatesLocked`, `TargetsScanned`, `TargetsIncomplete`, `AlertsPublished` of both routes, `AlertsFailed`, `DrillSuccess`, `DrillDuration`. */
const metrics = scanners.length + 8;

const configurationText = 'sources: [{ bucket: acme-tfstate }]';

/** @returns the bill of a month by service for estates of four sizes */
export function costTable(measured: MeasuredUse): readonly BenchTable[] {
  const configuration = parseConfiguration(configurationText, { scanners, file: 'of the bench', baseFolder: '/' });
  const sizes = [100, 1_000, 10_000, 50_000];
  const fixed = countedParts();
  const bills = sizes.map((states) => billOf(states, measured, configuration, fixed));
  const services = Object.keys(bills[0] ?? {});
  const rows = services.map((service) => [service, ...bills.map((bill) => dollars(bill[service] ?? 0))]);
  const totals = bills.map((bill) => Object.values(bill).reduce((sum, amount) => sum + amount, 0));
  return [
    {
      title: 'US dollars a month',
      note: 'us-east-1, list prices without free tiers, the intervals of an empty configuration. Each state is applied twice a week.',
      columns: ['', ...sizes.map((states) => `${states.toLocaleString('en')} states`)],
      rows: [...rows, ['**all**', ...totals.map(dollars)]],
    },
  ];
}

function billOf(
  states: number,
  { states: measuredStates, unchanged, apply, drills: all }: MeasuredUse,
  { scanners: settings, functions }: Configuration,
  { alarms, keys }: { readonly alarms: number; readonly keys: number },
): Readonly<Record<string, number>> {
  const sweeps = Object.values(settings).reduce((sum, { every }) => sum + (daysInMonth * 86_400_000) / every, 0);
  const applies = states * appliesPerMonth;
  const perSweep = scaled(unchanged, states / measuredStates);
  const drills = multiplied(all, (states / measuredStates) * drillsPerMonth);
  const runs = sweeps + applies * apply.receives + drills.receives;
  const events = applies * apply.receives;
  const gigabytes = (memory: number) => memory / 1024 ** 3;
  const gigabyteSeconds =
    sweeps * (dispatchSeconds + requestsOf(perSweep) * pageSeconds) * gigabytes(functions.dispatch.memory) +
    (applies * (apply.receives * scanSeconds + requestsOf(apply) * requestSeconds) +
      drills.receives * scanSeconds +
      requestsOf(drills) * requestSeconds) *
      gigabytes(functions.scan.memory);
  return {
    DynamoDB:
      (sweeps * perSweep.readUnits + applies * apply.readUnits + drills.readUnits) * prices.readUnit +
      (applies * apply.writeUnits + drills.writeUnits) * prices.writeUnit +
      ((states * tableBytesPerState) / 1e9) * prices.tableGigabyteMonth,
    S3:
      (sweeps * perSweep.lists + applies * apply.lists + drills.lists) * prices.listRequest +
      (applies * (apply.gets + apply.heads) + drills.gets) * prices.getRequest,
    Lambda: runs * prices.lambdaRequest + gigabyteSeconds * prices.lambdaGigabyteSecond,
    'SQS, EventBridge':
      (idlePolls +
        applies * (apply.receives + apply.deletes) +
        drills.sends +
        drills.receives +
        drills.deletes +
        events) *
        prices.sqsRequest +
      events * prices.s3Event +
      sweeps * prices.schedulerRun,
    'CloudWatch, X-Ray':
      alarms * prices.alarmMonth +
      metrics * prices.metricMonth +
      ((runs * logBytesPerRun) / 1e9) * prices.logGigabyte +
      runs * prices.trace,
    KMS:
      keys * prices.keyMonth +
      (applies * (apply.gets + apply.receives) + drills.gets + drills.receives) * prices.kmsRequest,
  };
}

function multiplied(use: Requests, factor: number): Requests {
  const counts = Object.entries(use).map(([name, count]) => [name, count * factor] as const);
  return { ...use, ...Object.fromEntries(counts) };
}

/** Lists and pages come in whole numbers. */
function scaled(use: Requests, factor: number): Pick<Requests, 'lists' | 'readRequests' | 'readUnits'> {
  return {
    lists: Math.ceil(use.lists * factor),
    readRequests: Math.ceil(use.readRequests * factor),
    readUnits: use.readUnits * factor,
  };
}

function requestsOf(use: Partial<Requests>): number {
  const { lists = 0, gets = 0, heads = 0, readRequests = 0, writeRequests = 0, sends = 0 } = use;
  return lists + gets + heads + readRequests + writeRequests + sends;
}

/** What is billed whether anything happens or not, counted in the template. */
function countedParts() {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  const configuration = { sources: [{ bucket: 'acme-tfstate' }] };
  const template = Template.fromStack(new StatewardenStack(app, 'Cost', { configuration }));
  const count = (type: string) => Object.keys(template.findResources(type)).length;
  return { alarms: count('AWS::CloudWatch::Alarm'), keys: count('AWS::KMS::Key') };
}

function dollars(amount: number): string {
  return amount.toFixed(2);
}
