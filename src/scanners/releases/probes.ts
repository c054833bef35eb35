import { isJsonObject, type JsonObject, type JsonValue } from '../../state/json.ts';
import type { InstancePart, OutputPart, Probe, ProbeRun } from '../../state/part.ts';
import { walkPart } from '../../state/walk.ts';
import type { MutableReference } from './facts.ts';
import { imagesOf, isMutable, launchTemplatesOf } from './images.ts';
import { matcherOf, optionsOf, type ReleaseOptions } from './options.ts';

/** A version that a resource tells. */
export interface Telling {
  readonly address: string;
  readonly text: string;
}

/** What a state tells of versions: only of places that the options name. */
export interface StateVersions {
  /** Outputs of the root module, by name; `text` null where it is no text and no number. */
  readonly outputs: ReadonlyMap<string, { readonly text: string | null; readonly sensitive: boolean }>;
  /** By name of the tag. */
  readonly tags: ReadonlyMap<string, readonly Telling[]>;
  /** By glob over sources of modules. */
  readonly modules: ReadonlyMap<string, readonly Telling[]>;
  /** By glob over names of images. */
  readonly images: ReadonlyMap<string, readonly Telling[]>;
  /** By name of the chart or of the release. */
  readonly charts: ReadonlyMap<string, readonly Telling[]>;
  readonly mutable: readonly MutableReference[];
}

/** Tellings that are kept of one place, and references that are named. */
const most = 20_000;
const mostMutable = 200;

/** Longer texts are no versions. */
const longest = 512;

const probes = new WeakMap<ReleaseOptions, Probe<StateVersions>>();

/** The same probe for the same options, so that what it found can be asked for. */
export function versionsProbe(options: ReleaseOptions): Probe<StateVersions> {
  const probe = probes.get(options) ?? { name: 'deployed versions', begin: () => begin(options) };
  probes.set(options, probe);
  return probe;
}

/** Without a deployment nothing is asked of any state. */
export function probesFor(written: unknown): readonly Probe<unknown>[] {
  const options = optionsOf(written);
  return options.deployments.length === 0 ? [] : [versionsProbe(options)];
}

/** What the options of all deployments ask for, each once. */
function askedFor({ deployments }: ReleaseOptions) {
  const places = deployments.flatMap(({ version }) => version);
  const named = (kind: string) =>
    new Set(places.flatMap((place) => Object.entries(place).flatMap(([name, text]) => (name === kind ? [text] : []))));
  const manifests = deployments.flatMap(({ manifest }) =>
    manifest !== undefined && 'output' in manifest ? [manifest.output] : [],
  );
  const deployers = deployments.flatMap(({ deployedBy }) => deployedBy ?? []);
  return {
    outputs: new Set([...named('output'), ...manifests, ...deployers]),
    tags: named('resourceTag'),
    modules: withMatchers(named('moduleSource')),
    images: withMatchers(named('image')),
    charts: named('helmChart'),
  };
}

function withMatchers(globs: ReadonlySet<string>): ReadonlyMap<string, (text: string) => boolean> {
  return new Map([...globs].map((glob) => [glob, matcherOf([glob])]));
}

function begin(options: ReleaseOptions): ProbeRun<StateVersions> {
  const asked = askedFor(options);
  const outputs = new Map<string, { text: string | null; sensitive: boolean }>();
  const tags = new Tellings();
  const modules = new Tellings();
  const images = new Tellings();
  const charts = new Tellings();
  const mutable: MutableReference[] = [];

  function instance(part: InstancePart): void {
    if (part.deposed !== null) return;
    if (asked.modules.size > 0) moduleSources(part, part.address);
    if (part.resource.mode !== 'managed' || part.attributes === null) return;
    for (const name of asked.tags) {
      const text = tagOf(part.attributes, name);
      if (text !== null && !isSensitive(part, 'tags', 'tags_all', 'labels')) tags.add(name, part.address, text);
    }
    for (const { name, tag, reference } of imagesOf(part)) {
      for (const [glob, isMeant] of asked.images) {
        if (tag !== null && isMeant(name)) images.add(glob, part.address, tag);
      }
      const because = isMutable(reference);
      if (because !== null && mutable.length < mostMutable)
        mutable.push({ address: part.address, kind: 'image', reference, because });
    }
    for (const { reference, because } of launchTemplatesOf(part)) {
      if (mutable.length < mostMutable)
        mutable.push({ address: part.address, kind: 'launch-template', reference, because });
    }
    if (part.resource.type === 'helm_release') chart(part, part.attributes.value);
  }

  function chart(part: InstancePart, { chart: path, name, version }: JsonObject): void {
    if (typeof version !== 'string' || isSensitive(part, 'version')) return;
    const names = [typeof path === 'string' ? path.slice(path.lastIndexOf('/') + 1) : null, name];
    for (const one of asked.charts) if (names.includes(one)) charts.add(one, part.address, version);
  }

  function moduleSources(part: InstancePart | OutputPart, address: string): void {
    if (part.kind === 'output' && part.sensitive) return;
    walkPart(part, (cursor) => {
      const { value } = cursor;
      if (typeof value !== 'string' || value.length > longest || !value.includes('ref=')) return;
      const [, source = '', version = ''] =
        /^(?:git::)?([^?\s]+)\?(?:[^&\s]*&)*ref=([^&\s]+)(?:&\S*)?$/.exec(value) ?? [];
      if (version === '' || (part.kind === 'instance' && isSensitive(part, cursor.step(1)))) return;
      // Without scheme and user: a user may hold a token.
      const place = source.replace(/^[a-z+]+:\/\//, '').replace(/^[^@/]*@/, '');
      for (const [glob, isMeant] of asked.modules) if (isMeant(place)) modules.add(glob, address, version);
    });
  }

  return {
    part(part) {
      if (part.kind === 'instance') instance(part);
      if (part.kind !== 'output') return;
      if (asked.modules.size > 0) moduleSources(part, part.address);
      if (!asked.outputs.has(part.name) || part.address !== `output.${part.name}`) return;
      outputs.set(part.name, { text: part.sensitive ? null : outputText(part), sensitive: part.sensitive });
    },
    end: () => ({
      outputs,
      tags: tags.all,
      modules: modules.all,
      images: images.all,
      charts: charts.all,
      mutable,
    }),
  };
}

class Tellings {
  readonly all = new Map<string, Telling[]>();

  add(name: string, address: string, text: string): void {
    const known = this.all.get(name) ?? [];
    if (known.length < most && text.length <= longest) known.push({ address, text });
    this.all.set(name, known);
  }
}

function outputText({ value: output }: OutputPart): string | null {
  const value = isJsonObject(output) ? output.value : null;
  return typeof value === 'string' && value.length <= longest ? value : null;
}

function tagOf({ value, flat }: NonNullable<InstancePart['attributes']>, name: string): string | null {
  const found: readonly (JsonValue | undefined)[] = flat
    ? [value[`tags.${name}`]]
    : [value.tags, value.tags_all, value.labels].map((tags) => (isJsonObject(tags) ? tags[name] : undefined));
  const text = found.find((one) => typeof one === 'string');
  return typeof text === 'string' ? text : null;
}

/** Whether the writer marked one of these attributes, or something below it. */
function isSensitive({ sensitivePaths }: InstancePart, ...attributes: readonly (string | number | null)[]): boolean {
  return sensitivePaths.some(([first]) => first === undefined || attributes.includes(first));
}
