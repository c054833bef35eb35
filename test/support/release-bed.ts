import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfiguration } from '../../src/config/load.ts';
import { openEmbeddedStore } from '../../src/findings/embedded.ts';
import { openOutside } from '../../src/pipeline/open-outside.ts';
import { scanEstate } from '../../src/pipeline/scan-estate.ts';
import type { ReportedFinding, ScanReport } from '../../src/reports/report.ts';
import { scanners } from '../../src/scanners/index.ts';
import type { Outside } from '../../src/scanners/outside.ts';
import { s3Source } from '../../src/sources/s3/s3-source.ts';
import type { Source } from '../../src/sources/source.ts';
import { TestRepository } from './git.ts';
import { type GitServer, startGitServer } from './git-server.ts';
import { type S3Server, startS3 } from './s3-server.ts';

interface DeployedState {
  /** By name. */
  readonly outputs?: Readonly<Record<string, string | { readonly value: string; readonly sensitive: true }>>;
  readonly resources?: readonly object[];
  readonly tags?: string;
  readonly serial?: number;
}

/** A repository on a git server, environments in a bucket, and a clock that both are told of. */
export class ReleaseBed {
  readonly repository: TestRepository;
  readonly git: GitServer;
  readonly s3: S3Server;
  readonly store: Awaited<ReturnType<typeof openEmbeddedStore>>;
  readonly #folder: string;
  /** Of the scanner, as JSON. */
  repositorySettings: Record<string, unknown> = {};
  deployment: Record<string, unknown> = { version: [{ output: 'version' }] };
  options: Record<string, unknown> = {};
  now = Date.parse('2026-11-20T12:00:00Z');
  #serial = 0;

  private constructor(parts: Pick<ReleaseBed, 'repository' | 'git' | 's3' | 'store'>, folder: string) {
    this.repository = parts.repository;
    this.git = parts.git;
    this.s3 = parts.s3;
    this.store = parts.store;
    this.#folder = folder;
  }

  static async start(): Promise<ReleaseBed> {
    const folder = await mkdtemp(join(tmpdir(), 'releases-'));
    const repository = await TestRepository.create(folder, 'infra');
    await repository.git(['config', 'uploadpack.allowFilter', 'true']);
    const [git, s3, store] = await Promise.all([startGitServer(folder), startS3(), openEmbeddedStore()]);
    return new ReleaseBed({ repository, git, s3, store }, folder);
  }

  async close(): Promise<void> {
    await Promise.all([this.git.close(), this.s3.close(), this.store.close()]);
    await rm(this.#folder, { recursive: true });
  }

  /** Commits and tags as the pipeline does. @returns the commit */
  async release(tag: string, message = `Release ${tag}\n`): Promise<string> {
    const commit = await this.repository.commit({ 'main.tf': `# ${tag}\n` });
    await this.repository.tag(tag, commit, message);
    return commit;
  }

  later(time: { readonly minutes?: number; readonly hours?: number; readonly days?: number }): void {
    const { minutes = 0, hours = 0, days = 0 } = time;
    this.now += ((days * 24 + hours) * 60 + minutes) * 60_000;
  }

  /** Writes the state of an environment, as an apply at this time does. */
  deploy(
    environment: string,
    version: string | null,
    { outputs = {}, resources = [], tags, serial }: DeployedState = {},
  ) {
    this.s3.setTime(new Date(this.now).toISOString());
    this.#serial++;
    const all: NonNullable<DeployedState['outputs']> = { ...(version === null ? {} : { version }), ...outputs };
    const state = {
      version: 4,
      terraform_version: '1.11.4',
      serial: serial ?? this.#serial,
      lineage: '3f8a2c5e-6f0b-4a57-9a55-2f6f0d1f8c11',
      outputs: Object.fromEntries(
        Object.entries(all).map(([name, output]) => [
          name,
          typeof output === 'string'
            ? { value: output, type: 'string' }
            : { value: output.value, sensitive: true, type: 'string' },
        ]),
      ),
      resources,
      check_results: null,
    };
    const headers: Record<string, string> = tags === undefined ? {} : { 'x-amz-tagging': tags };
    this.s3.put(keyOf(environment), JSON.stringify(state), headers);
  }

  /** Goes on by an hour, as if no deployment were under way. */
  settle(): void {
    this.later({ hours: 1 });
  }

  source(): Source {
    return s3Source({ name: 'main', bucket: this.s3.bucket, prefix: '', client: this.s3.client() });
  }

  configuration() {
    const releases = {
      repositories: [{ name: 'infra', url: `${this.git.url}/infra.git`, ...this.repositorySettings }],
      deployments: [{ match: ['*/**'], repository: 'infra', ...this.deployment }],
      ...this.options,
    };
    const environments = ['production', 'staging', 'development'].map((name) => ({
      name,
      match: [`${name}/**`],
      criticality: name,
    }));
    const text = JSON.stringify({ environments, scanners: { releases } });
    return parseConfiguration(text, { scanners, file: 'of the test', baseFolder: this.#folder });
  }

  outside(): Outside {
    return openOutside({
      store: this.store.store,
      environment: {},
      baseFolder: this.#folder,
      clock: () => new Date(this.now),
    });
  }

  async scan(outside: Outside = this.outside()): Promise<ScanReport> {
    return await scanEstate({
      sources: [this.source()],
      scanners: scanners.filter(({ name }) => name === 'releases'),
      configuration: this.configuration(),
      store: this.store.store,
      outside,
      clock: () => new Date(this.now),
      signal: new AbortController().signal,
    });
  }
}

export function keyOf(environment: string): string {
  return `${environment}/net/terraform.tfstate`;
}

/** Findings of a report by their checks. */
export function byCheck({
  findings,
}: Pick<ScanReport, 'findings'>): Readonly<Record<string, readonly ReportedFinding[]>> {
  const checks: Record<string, ReportedFinding[]> = {};
  for (const finding of findings) checks[finding.checkId] = [...(checks[finding.checkId] ?? []), finding];
  return checks;
}
