import type * as z from 'zod';
import { fromJson } from '../json-text.ts';
import { matchesWildcard } from '../wildcard.ts';
import { errorOfStatus, locationOf } from './answers.ts';
import { orNull, parsedAnswer } from './api.ts';
import { conditional } from './conditional.ts';
import { RepositoryError } from './errors.ts';
import {
  approvalRulesSchema,
  branchSchema,
  mergeBaseSchema,
  protectedBranchesSchema,
  protectedTagsSchema,
  treeSchema,
} from './gitlab-schemas.ts';
import type { HttpAnswer, HttpClient } from './http.ts';
import type { Identity } from './identity.ts';
import {
  type BranchProtection,
  type CommitReader,
  longestFile,
  longestListing,
  type ProtectionReader,
  type TagRule,
  type TreeEntry,
} from './repository.ts';

/** What a token needs, in GitLab's words: protected branches are told to maintainers only. */
const readApi = 'the scope read_api';
const maintainer = 'the scope read_api and the role Maintainer';

const inPage = 100;

/** What GitLab's API tells of one project, on gitlab.com or on a server of one's own. */
export class GitLab implements CommitReader, ProtectionReader {
  readonly kind = 'gitlab';
  /** Source: docs.gitlab.com "Code Owners", "CODEOWNERS file". */
  readonly codeOwnersPaths = ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];
  readonly #project: string;
  readonly #http: HttpClient;
  readonly #identity: Identity;

  constructor(url: string, http: HttpClient, identity: Identity) {
    const { origin, pathname } = new URL(url);
    const path = pathname.replace(/^\/|(\.git)?\/*$/g, '');
    this.#project = `${origin}/api/v4/projects/${encodeURIComponent(path)}`;
    this.#http = conditional(http);
    this.#identity = identity;
  }

  /** Source: docs.gitlab.com "Repositories API", "Merge base": 404 where the two share no commit, 400 where one of them is not there. */
  async reaches(branch: string, commit: string, signal: AbortSignal): Promise<boolean> {
    const path = `/repository/merge_base?refs[]=${encodeURIComponent(branch)}&refs[]=${encodeURIComponent(commit)}`;
    try {
      return (await this.#ask(path, mergeBaseSchema, readApi, signal)).id === commit;
    } catch (error) {
      if (error instanceof RepositoryError && /merge base not found/i.test(error.said ?? '')) return false;
      if (!(error instanceof RepositoryError) || !/could not find ref/i.test(error.said ?? '')) throw error;
      throw new RepositoryError(
        {
          location: locationOf(`${this.#project}/repository/merge_base`),
          failure: 'not-found',
          detail: `there is no branch ${branch}, or no commit ${commit}`,
          action: 'Write the name of a branch that is there; a tagged commit that was thrown away counts as not there.',
        },
        { cause: error },
      );
    }
  }

  async entries(at: string, folder: string, signal: AbortSignal): Promise<readonly TreeEntry[] | null> {
    const query = `ref=${encodeURIComponent(at)}&path=${encodeURIComponent(folder)}&pagination=keyset`;
    const found = await orNull(this.#pages(`/repository/tree?${query}`, treeSchema, readApi, signal, longestListing));
    // Before GitLab 17.7 a folder that is not there is empty; git keeps no empty folders.
    if (found === null || (found.length === 0 && folder !== '')) return null;
    return found.map(({ name, type, mode }) => ({ name, kind: kindOf(type, mode) }));
  }

  async text(at: string, path: string, signal: AbortSignal): Promise<string | null> {
    const address = `/repository/files/${encodeURIComponent(path)}/raw?ref=${encodeURIComponent(at)}`;
    const answer = await orNull(this.#send(`${this.#project}${address}`, readApi, signal));
    if (answer === null) return null;
    if (answer.body.length <= longestFile) return answer.body.toString('utf8');
    throw new RepositoryError({
      location: locationOf(`${this.#project}${address}`),
      failure: 'too-large',
      detail: `the file is larger than ${longestFile / 1024 / 1024} MiB`,
      action: 'Make the file smaller.',
    });
  }

  /** Of several rules for one branch the most permissive counts. Source: docs.gitlab.com "Protection rules and permissions". */
  async branch(name: string, signal: AbortSignal): Promise<BranchProtection> {
    const path = `/repository/branches/${encodeURIComponent(name)}`;
    const { protected: isProtected } = await this.#ask(path, branchSchema, readApi, signal);
    if (!isProtected) {
      return { branch: name, protected: false, requiredApprovals: 0, forcePushAllowed: true, rules: [], unknown: [] };
    }
    const listed = await this.#toldTo(this.#pages('/protected_branches', protectedBranchesSchema, maintainer, signal));
    const matching = listed?.filter((rule) => matchesWildcard(rule.name, name)) ?? [];
    const unknown: string[] = [];
    // A rule of a group does not stand in the project's list.
    if (matching.length === 0)
      unknown.push(`What the protection of ${name} says is not told: the credential needs ${maintainer}.`);
    const { approvals, why } = await this.#approvals(name, signal);
    if (why !== null) unknown.push(why);
    return {
      branch: name,
      protected: true,
      // Whoever may push needs no merge request, and so nobody's approval.
      requiredApprovals: matching.length === 0 ? null : matching.some(isOpen) ? 0 : approvals,
      forcePushAllowed: matching.length === 0 ? null : matching.some(({ allow_force_push }) => allow_force_push),
      rules: matching.map(nameOf),
      unknown,
    };
  }

  /** Nobody moves or deletes a protected tag over git. Source: docs.gitlab.com "Protected tags". */
  async tagRules(signal: AbortSignal): Promise<readonly TagRule[]> {
    const tags = await this.#pages('/protected_tags', protectedTagsSchema, maintainer, signal);
    return tags.map(({ name }) => ({
      name: `protected tag ${name}`,
      include: [name],
      exclude: [],
      starCrossesSlash: true,
      blocksMoving: true,
      blocksDeletion: true,
    }));
  }

  async #approvals(branch: string, signal: AbortSignal): Promise<{ approvals: number | null; why: string | null }> {
    const rules = await this.#toldTo(this.#pages('/approval_rules', approvalRulesSchema, readApi, signal));
    if (rules === null)
      return {
        approvals: null,
        why: 'How many approvals a merge request needs is not told: that is a feature of GitLab Premium.',
      };
    const binding = rules.filter(
      ({ applies_to_all_protected_branches, protected_branches }) =>
        applies_to_all_protected_branches ||
        protected_branches.length === 0 ||
        protected_branches.some(({ name }) => matchesWildcard(name, branch)),
    );
    return { approvals: Math.max(0, ...binding.map(({ approvals_required }) => approvals_required)), why: null };
  }

  /** Null where the host keeps it from us, or has no such feature. */
  async #toldTo<T>(asked: Promise<T>): Promise<T | null> {
    try {
      return await asked;
    } catch (error) {
      if (error instanceof RepositoryError && (error.failure === 'denied' || error.failure === 'not-found'))
        return null;
      throw error;
    }
  }

  /** All pages of a list, by the address of the next one in `Link`. Source: docs.gitlab.com "REST API", "Pagination". */
  async #pages<T>(
    path: string,
    schema: z.ZodType<T[]>,
    permission: string,
    signal: AbortSignal,
    most = Number.POSITIVE_INFINITY,
  ): Promise<readonly T[]> {
    const all: T[] = [];
    let next: string | null = `${this.#project}${path}${path.includes('?') ? '&' : '?'}per_page=${inPage}`;
    while (next !== null && all.length < most) {
      const answer = await this.#send(next, permission, signal);
      all.push(...parsedAnswer(schema, fromJson(answer.body.toString('utf8')), locationOf(next)));
      next = this.#nextPage(next, answer);
    }
    return all.slice(0, most);
  }

  /** Only of the same host: the credential goes along. */
  #nextPage(current: string, { headers }: HttpAnswer): string | null {
    const next = /<([^>]+)>; *rel="next"/.exec(headers.link ?? '')?.[1];
    if (next === undefined || !URL.canParse(next)) return null;
    const { origin, pathname, search } = new URL(next);
    return origin === new URL(current).origin && pathname === new URL(current).pathname
      ? `${origin}${pathname}${search}`
      : null;
  }

  async #ask<T>(path: string, schema: z.ZodType<T>, permission: string, signal: AbortSignal): Promise<T> {
    const url = `${this.#project}${path}`;
    const { body } = await this.#send(url, permission, signal);
    return parsedAnswer(schema, fromJson(body.toString('utf8')), locationOf(url));
  }

  async #send(url: string, permission: string, signal: AbortSignal): Promise<HttpAnswer> {
    const login = await this.#identity.login(signal);
    const authorization = login === null ? {} : { authorization: `Bearer ${login.token.reveal()}` };
    const answer = await this.#http(
      { method: 'GET', url, headers: { 'user-agent': 'statewarden', ...authorization } },
      signal,
    );
    if (answer.status === 200) return answer;
    if (answer.status === 401) this.#identity.forget();
    throw errorOfStatus(locationOf(url), answer, { authenticated: login !== null, permission });
  }
}

type ProtectedBranch = z.output<typeof protectedBranchesSchema>[number];

/** Some role, person, group or deploy key may push without a merge request. */
function isOpen({ push_access_levels }: ProtectedBranch): boolean {
  return push_access_levels.some(({ access_level }) => access_level !== 0);
}

function nameOf(rule: ProtectedBranch): string {
  return `protected branch ${rule.name}${isOpen(rule) ? ', which lets some push without a merge request' : ''}`;
}

function kindOf(type: string, mode: string): TreeEntry['kind'] {
  if (type === 'tree') return 'folder';
  if (type === 'commit') return 'submodule';
  return mode === '120000' ? 'link' : 'file';
}
