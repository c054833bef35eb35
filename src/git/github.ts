import type * as z from 'zod';
import { orNull, parsedAnswer } from './api.ts';
import { conditional } from './conditional.ts';
import { RepositoryError } from './errors.ts';
import {
  branchRulesSchema,
  branchSchema,
  comparisonSchema,
  contentsSchema,
  protectionSchema,
  rulesetSchema,
  rulesetsSchema,
} from './github-schemas.ts';
import type { HttpClient } from './http.ts';
import type { Identity } from './identity.ts';
import { causeOf, githubApi, octokitOver } from './octokit.ts';
import {
  type BranchProtection,
  type CommitReader,
  longestFile,
  longestListing,
  type ProtectionReader,
  type TagRule,
  type TreeEntry,
} from './repository.ts';

/** Rights of a fine-grained token or an app, in GitHub's words. */
const contents = 'Contents: read';
const metadata = 'Metadata: read';
const administration = 'Administration: read';

const inPage = 100;

/** What GitHub's API tells of one repository: github.com, data residency (ghe.com) and Enterprise Server. */
export class GitHub implements CommitReader, ProtectionReader {
  readonly kind = 'github';
  /** Source: docs.github.com "About code owners", "CODEOWNERS file location". */
  readonly codeOwnersPaths = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];
  readonly #api: string;
  readonly #repository: { readonly owner: string; readonly repo: string };
  readonly #http: HttpClient;
  readonly #identity: Identity;

  constructor(url: string, http: HttpClient, identity: Identity) {
    const [owner = '', repo = ''] = new URL(url).pathname.replace(/^\/|(\.git)?\/*$/g, '').split('/');
    this.#api = githubApi(url);
    this.#repository = { owner, repo };
    this.#http = conditional(http);
    this.#identity = identity;
  }

  /** Compared with the branch as base, a commit on it adds nothing: the answer is short. */
  async reaches(branch: string, commit: string, signal: AbortSignal): Promise<boolean> {
    const route = 'GET /repos/{owner}/{repo}/compare/{basehead}';
    const parameters = { basehead: `${branch}...${commit}`, per_page: 1 };
    try {
      const { status } = await this.#ask(route, parameters, comparisonSchema, contents, signal);
      return status === 'identical' || status === 'behind';
    } catch (error) {
      if (error instanceof RepositoryError && /no common ancestor/i.test(error.said ?? '')) return false;
      throw error;
    }
  }

  async entries(at: string, folder: string, signal: AbortSignal): Promise<readonly TreeEntry[] | null> {
    const found = await orNull(this.#contents(at, folder, signal));
    if (!Array.isArray(found)) return null;
    return found.slice(0, longestListing).map(({ name, type }) => ({ name, kind: kindOf(type) }));
  }

  async text(at: string, path: string, signal: AbortSignal): Promise<string | null> {
    const found = await orNull(this.#contents(at, path, signal));
    if (found === null || Array.isArray(found) || found.type !== 'file') return null;
    if (found.encoding === 'base64' && found.size <= longestFile)
      return Buffer.from(found.content ?? '', 'base64').toString('utf8');
    throw new RepositoryError({
      location: this.#location(path),
      failure: 'too-large',
      detail: `the file is larger than ${longestFile / 1024 / 1024} MiB`,
      action: 'Make the file smaller.',
    });
  }

  async branch(name: string, signal: AbortSignal): Promise<BranchProtection> {
    const branch = { branch: name };
    const found = await this.#ask(
      'GET /repos/{owner}/{repo}/branches/{branch}',
      branch,
      branchSchema,
      contents,
      signal,
    );
    const rules = await this.#pages(
      'GET /repos/{owner}/{repo}/rules/branches/{branch}',
      branch,
      branchRulesSchema,
      metadata,
      signal,
    );
    const classic = found.protected ? await this.#classicProtection(name, signal) : null;
    const types = new Set(rules.map(({ type }) => type));
    const reviewsByRule = Math.max(
      0,
      ...rules.map(({ parameters }) => parameters?.required_approving_review_count ?? 0),
    );
    const isForceBlocked = types.has('non_fast_forward') || types.has('update');
    const rulesets = new Set(
      rules.map((rule) => `ruleset ${rule.ruleset_id ?? ''} of ${rule.ruleset_source ?? 'the host'}`),
    );
    const common = { branch: name, protected: found.protected || rules.length > 0 };
    if (classic === 'denied') {
      const sentence = `Whether branch protection asks for more than the rulesets do is not told: the credential lacks ${administration}.`;
      return {
        ...common,
        requiredApprovals: reviewsByRule > 0 ? reviewsByRule : null,
        forcePushAllowed: isForceBlocked ? false : null,
        rules: [...rulesets],
        unknown: [sentence],
      };
    }
    const reviews = classic?.required_pull_request_reviews?.required_approving_review_count ?? 0;
    return {
      ...common,
      requiredApprovals: Math.max(reviews, reviewsByRule),
      forcePushAllowed: !isForceBlocked && (classic === null || classic.allow_force_pushes?.enabled === true),
      rules: [...(classic === null ? [] : ['branch protection']), ...rulesets],
      unknown: [],
    };
  }

  async tagRules(signal: AbortSignal): Promise<readonly TagRule[]> {
    const route = 'GET /repos/{owner}/{repo}/rulesets';
    const all = await this.#pages(route, { includes_parents: true }, rulesetsSchema, metadata, signal);
    const rules: TagRule[] = [];
    for (const { id, target, enforcement } of all) {
      if (target !== 'tag' || enforcement !== 'active') continue;
      const detail = 'GET /repos/{owner}/{repo}/rulesets/{ruleset_id}';
      const {
        name,
        conditions,
        rules: listed,
      } = await this.#ask(detail, { ruleset_id: id }, rulesetSchema, metadata, signal);
      const types = new Set(listed.map(({ type }) => type));
      rules.push({
        name: `ruleset ${name}`,
        include: (conditions?.ref_name?.include ?? []).map(patternOf),
        exclude: (conditions?.ref_name?.exclude ?? []).map(patternOf),
        starCrossesSlash: false,
        blocksMoving: types.has('update') || types.has('non_fast_forward'),
        blocksDeletion: types.has('deletion'),
      });
    }
    return rules;
  }

  /**
   * Null: there is none. GitHub says 404 both where there is none and where we may not know; only its words tell them apart.
   * Source: docs.github.com "Troubleshooting the REST API", "404 Not Found".
   */
  async #classicProtection(
    branch: string,
    signal: AbortSignal,
  ): Promise<z.output<typeof protectionSchema> | null | 'denied'> {
    const route = 'GET /repos/{owner}/{repo}/branches/{branch}/protection';
    try {
      return await this.#ask(route, { branch }, protectionSchema, administration, signal);
    } catch (error) {
      if (!(error instanceof RepositoryError)) throw error;
      if (error.failure === 'not-found') return /not protected/i.test(error.said ?? '') ? null : 'denied';
      if (error.failure === 'denied') return 'denied';
      throw error;
    }
  }

  #contents(at: string, path: string, signal: AbortSignal) {
    return this.#ask(
      'GET /repos/{owner}/{repo}/contents/{+path}',
      { path: escaped(path), ref: at },
      contentsSchema,
      contents,
      signal,
    );
  }

  async #pages<T>(
    route: string,
    parameters: object,
    schema: z.ZodType<T[]>,
    permission: string,
    signal: AbortSignal,
  ): Promise<readonly T[]> {
    const all: T[] = [];
    for (let page = 1; ; page++) {
      const items = await this.#ask(route, { ...parameters, per_page: inPage, page }, schema, permission, signal);
      all.push(...items);
      if (items.length < inPage) return all;
    }
  }

  async #ask<T>(
    route: string,
    parameters: object,
    schema: z.ZodType<T>,
    permission: string,
    signal: AbortSignal,
  ): Promise<T> {
    const login = await this.#identity.login(signal);
    const request = await octokitOver(this.#http, this.#api, login !== null, permission);
    const authorization = login === null ? {} : { authorization: `Bearer ${login.token.reveal()}` };
    try {
      const { data } = await request(route, {
        ...this.#repository,
        ...parameters,
        headers: authorization,
        request: { signal },
      });
      return parsedAnswer(schema, data, this.#location(route.replace(/^GET /, '')));
    } catch (error) {
      const cause = causeOf(error);
      if (cause instanceof RepositoryError && cause.failure === 'expired') this.#identity.forget();
      throw cause;
    }
  }

  #location(path: string): string {
    const { owner, repo } = this.#repository;
    return `${this.#api}/repos/${owner}/${repo} (${path})`;
  }
}

/** The parts of a path, escaped, with the slashes between them. */
function escaped(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function kindOf(type: string): TreeEntry['kind'] {
  if (type === 'dir') return 'folder';
  if (type === 'symlink') return 'link';
  return type === 'submodule' ? 'submodule' : 'file';
}

/** Source: docs.github.com "REST API endpoints for rules": `~ALL` is every tag. */
function patternOf(pattern: string): string {
  return pattern === '~ALL' ? '**' : pattern.replace(/^refs\/tags\//, '');
}
