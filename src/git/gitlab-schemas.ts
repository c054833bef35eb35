import * as z from 'zod';

// What we read of GitLab's answers. Source: docs.gitlab.com, REST API v4; the pages stand with each.

const levels = z.array(z.object({ access_level: z.int().nullish() })).default([]);

/** "Branches API", "Get single repository branch". */
export const branchSchema = z.object({ name: z.string(), protected: z.boolean() });

/** "Protected branches API", "List protected branches". Names may hold `*`. */
export const protectedBranchesSchema = z.array(
  z.object({ name: z.string(), push_access_levels: levels, allow_force_push: z.boolean().default(false) }),
);

/** "Merge request approvals API", "Get all approval rules for project": only in Premium and Ultimate. */
export const approvalRulesSchema = z.array(
  z.object({
    name: z.string(),
    rule_type: z.string().optional(),
    approvals_required: z.int(),
    applies_to_all_protected_branches: z.boolean().default(false),
    protected_branches: z.array(z.object({ name: z.string() })).default([]),
  }),
);

/** "Protected tags API", "List protected tags". Names may hold `*`. */
export const protectedTagsSchema = z.array(z.object({ name: z.string() }));

/** "Repositories API", "Merge base". */
export const mergeBaseSchema = z.object({ id: z.string() });

/** "Repositories API", "List repository tree". */
export const treeSchema = z.array(z.object({ name: z.string(), type: z.string(), mode: z.string() }));
