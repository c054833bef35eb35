import * as z from 'zod';

// What we read of GitHub's answers. Source: docs.github.com, REST API, version 2022-11-28; the pages stand with each.

/** "REST API endpoints for branches", "Get a branch". */
export const branchSchema = z.object({ protected: z.boolean() });

const enabled = z.object({ enabled: z.boolean() });

/** "REST API endpoints for protected branches", "Get branch protection". */
export const protectionSchema = z.object({
  required_pull_request_reviews: z.object({ required_approving_review_count: z.int().default(0) }).optional(),
  allow_force_pushes: enabled.optional(),
});

/** "REST API endpoints for rules", "Get rules for a branch". Rules of types that we don't know have parameters that we don't read. */
export const branchRulesSchema = z.array(
  z.object({
    type: z.string(),
    ruleset_id: z.int().optional(),
    ruleset_source: z.string().optional(),
    parameters: z.object({ required_approving_review_count: z.int().optional() }).optional().catch(undefined),
  }),
);

/** "REST API endpoints for rules", "Get all repository rulesets". */
export const rulesetsSchema = z.array(
  z.object({ id: z.int(), target: z.string().optional(), enforcement: z.string() }),
);

/** "REST API endpoints for rules", "Get a repository ruleset". */
export const rulesetSchema = z.object({
  name: z.string(),
  conditions: z
    .object({ ref_name: z.object({ include: z.array(z.string()), exclude: z.array(z.string()) }).optional() })
    .nullish(),
  rules: z.array(z.object({ type: z.string() })).default([]),
});

/** "REST API endpoints for commits", "Compare two commits". */
export const comparisonSchema = z.object({ status: z.enum(['identical', 'ahead', 'behind', 'diverged']) });

/** "REST API endpoints for repository contents", "Get repository content": a folder is a list, anything else an object. */
export const contentsSchema = z.union([
  z.array(z.object({ name: z.string(), type: z.string() })),
  z.object({ type: z.string(), size: z.int(), encoding: z.string().optional(), content: z.string().optional() }),
]);
