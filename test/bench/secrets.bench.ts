import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { documentedState } from '../support/documented-secrets.ts';
import { generateState } from '../support/generate-state.ts';
import { type LabelledState, type Layer, labelledState } from '../support/labelled-secrets.ts';
import { inLines } from '../support/lines-of.ts';
import { smallState } from '../support/small-state.ts';
import type { Bench, BenchTable } from './bench.ts';
import { type Hit, type OtherScanner, otherScanners, runOnOneCore } from './other-scanners.ts';

const largeBytes = 20_000_000;
const layers: readonly Layer[] = ['declared', 'by its shape', 'in a text', 'by its name'];

const reportSchema = z.object({ findings: z.array(z.object({ checkId: z.string(), pointer: z.string().nullable() })) });

/** Ours, through its command line like the others. */
function statewarden(linesOf: (pointer: string) => Hit): OtherScanner {
  const cli = resolve(import.meta.dirname, '../../bin/cli.ts');
  return {
    name: 'statewarden',
    command: (file) => [
      process.execPath,
      cli,
      ...['scan', file, '--scanner', 'secrets', '--format', 'json', '--fail-on', 'none'],
    ],
    async hits(output) {
      const { findings } = reportSchema.parse(JSON.parse(output));
      return findings.flatMap(({ checkId, pointer }) =>
        // A name that may be a secret itself is told as *: then what holds it is taken.
        pointer === null || !checkId.startsWith('secret/') ? [] : [linesOf(pointer.replace(/\/\*.*$/, ''))],
      );
    },
  };
}

/** How well scanners for secrets do on states, and how fast. */
export const bench: Bench = {
  name: 'secrets',
  page: 'performance',
  async run(folder) {
    const others = await otherScanners((line) => console.error(line));
    return [
      await judged(folder, others, 'made from names and values', labelledState(1, 16)),
      await judged(folder, others, "made from the examples of providers' documentation", documentedState(1)),
      await timed(folder, others),
    ];
  },
};

async function judged(
  folder: string,
  others: readonly OtherScanner[],
  title: string,
  { document, labels }: LabelledState,
): Promise<BenchTable> {
  const { text, linesOf } = inLines(document);
  const file = join(folder, 'labelled.tfstate');
  await writeFile(file, text);
  const secrets = labels
    .filter(({ isSecret }) => isSecret)
    .map((label) => ({ ...label, lines: linesOf(label.pointer) }));
  const present = layers.filter((layer) => secrets.some((secret) => secret.layer === layer));
  const rows: string[][] = [];
  for (const scanner of [statewarden(linesOf), ...others]) {
    const report = join(folder, 'report');
    const { output } = await runOnOneCore(scanner.command(file, report), folder);
    const hits = distinct(await scanner.hits(output, report, text));
    const found = secrets.filter(({ lines }) => hits.some((hit) => meet(hit, lines)));
    const right = hits.filter((hit) => secrets.some(({ lines }) => meet(hit, lines)));
    const share = (part: number, whole: number) => (whole === 0 ? '' : (part / whole).toFixed(3));
    const perLayer = present.map((layer) => {
      const all = secrets.filter((secret) => secret.layer === layer);
      return share(found.filter((secret) => secret.layer === layer).length, all.length);
    });
    rows.push([
      scanner.name,
      ...perLayer,
      share(found.length, secrets.length),
      hits.length === 0 ? 'nothing found' : share(right.length, hits.length),
      String(hits.length),
    ]);
  }
  const misses = labels.length - secrets.length;
  const counts = `${secrets.length} secrets${misses === 0 ? '' : ` and ${misses} places that nearly look like one`}, in ${new Set(labels.map(({ type }) => type)).size} types of ${new Set(labels.map(({ provider }) => provider)).size} providers`;
  const ofEach = present
    .map((layer) => `${secrets.filter((secret) => secret.layer === layer).length} ${layer}`)
    .join(', ');
  return {
    title: `Secrets in states ${title}`,
    note: `${counts}: ${ofEach}. Recall for each way in which a secret can be told, recall of all, and precision, by place: a line of the state. Everything else in the state is no secret.`,
    columns: ['', ...present, 'recall', 'precision', 'told'],
    rows,
  };
}

/** Whether two ranges of lines have one in common. */
function meet([from, to]: Hit, [first, last]: Hit): boolean {
  return from <= last && to >= first;
}

function distinct(hits: readonly Hit[]): readonly Hit[] {
  return [...new Map(hits.map((hit) => [hit.join(), hit])).values()];
}

async function timed(folder: string, others: readonly OtherScanner[]): Promise<BenchTable> {
  const [small, large] = [join(folder, 'small.tfstate'), join(folder, 'large.tfstate')];
  const bytes = generateState({ bytes: largeBytes, seed: 1 });
  await writeFile(small, smallState());
  await writeFile(large, bytes);
  const rows: string[][] = [];
  let ours = 0;
  for (const scanner of [statewarden(() => [0, 0]), ...others]) {
    const report = join(folder, 'report');
    const start = await runOnOneCore(scanner.command(small, report), folder);
    const { seconds } = await runOnOneCore(scanner.command(large, report), folder);
    const speed = bytes.length / 1e6 / (seconds - start.seconds);
    if (ours === 0) ours = speed;
    rows.push([
      scanner.name,
      start.seconds.toFixed(2),
      seconds.toFixed(2),
      speed.toFixed(1),
      (ours / speed).toFixed(1),
    ]);
  }
  return {
    title: 'Speed of scanners for secrets',
    note: `Processor time of the whole command on one core (GOMAXPROCS=1), of a state of one resource and of one of ${(bytes.length / 1e6).toFixed(0)} MB; MB/s is of what the large one takes more. Ours parses, checks, records and reports. Aims: 5 times gitleaks, 10 times trufflehog.`,
    columns: ['', 'small state (s)', 'large state (s)', 'MB/s', 'statewarden is ... times as fast'],
    rows,
  };
}
