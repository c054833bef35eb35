import picomatch from 'picomatch';
import * as z from 'zod';
import { durationSchema } from '../../config/duration.ts';
import { repositorySchema } from '../../git/settings.ts';
import { keyNamedBy } from '../../git/trusted-key.ts';

const globs = z.array(z.string().min(1)).min(1);
const globless = z.array(z.string().regex(/^[^*?[\]\s]+$/, { error: 'write names of branches, no patterns' })).min(1);
const name = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]{0,99}$/, { error: 'write letters, digits, ., _ and -, such as infrastructure' })
  .describe('Name of the repository, unique, as findings and deployments call it.');

/** Of a tag, a bucket object or an output: short, and one line. */
const key = z.string().min(1).max(512);

const secretArn = z.string().regex(/^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[\w/+=.@-]+$/, {
  error: 'write the whole ARN of a secret in Secrets Manager, with the six characters at its end',
});

/** `s3://bucket/manifests/{version}.txt`. */
const manifestAddress = z.string().regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/[^*?]+$/, {
  error: 'write the address of an object, such as s3://acme-manifests/network/{version}.txt',
});

const layoutSchema = z.strictObject({
  environments: globs.describe('Folders that have to be there, one for each environment: environments/production.'),
  modules: globs.exactOptional().describe('Folders of shared modules that have to be there: modules.'),
});

const promotionSchema = z.strictObject({
  order: z.array(z.string().min(1)).min(2).describe('Environments in the order in which a release reaches them.'),
  minimumTime: durationSchema.prefault('1h').describe('How long a release has to have run in the one before.'),
});

const pattern = (example: string) =>
  z.string().regex(/^[^*\s]*\*[^*\s]*$/, { error: `write a pattern with one *, such as ${example}` });

const releasesRepositorySchema = repositorySchema.safeExtend({
  name,
  credentials: secretArn
    .exactOptional()
    .describe('ARN of the secret in Secrets Manager with the token or the GitHub App that reads the repository.'),
  branches: globless.prefault(['main']).describe('Protected branches that releases are made from.'),
  tagPattern: pattern("'v*' or 'network/v*'")
    .prefault('v*')
    .describe('Tags that are releases; * stands for the version and crosses no /.'),
  verifiedTag: pattern("'verified/*'")
    .exactOptional()
    .describe('Tag that marks a release as verified; * stands for the tag of the release: verified/*.'),
  trustedTaggers: globs
    .exactOptional()
    .describe('E-mail addresses, or globs over them, of those who may tag releases. Anybody by default.'),
  trustedKeys: z
    .array(
      z.string().refine((line) => keyNamedBy(line) !== null, {
        error:
          'write SHA256:... as ssh-keygen -lf prints it, a public key without options, or the fingerprint of a GPG key',
      }),
    )
    .min(1)
    .exactOptional()
    .describe(
      'Keys that sign releases: SHA256:... or the public key of SSH, or the fingerprint of a GPG key. Not asked by default.',
    ),
  maximumAge: durationSchema
    .prefault('30d')
    .describe('How long an environment may run a release after a newer one was tagged.'),
  promotion: promotionSchema.exactOptional().describe('Environments that each release passes one after the other.'),
  layout: layoutSchema.exactOptional().describe('Folders of the repository that have to be there.'),
  acceptedTags: z
    .record(z.string(), z.union([z.literal('deleted'), z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/)]))
    .prefault({})
    .describe('Tags that were moved or deleted on purpose: the object id that each points to now, or deleted.'),
});

const versionSchema = z.union([
  z.strictObject({ output: key }),
  z.strictObject({ objectTag: key }),
  z.strictObject({ ssmParameter: z.string().regex(/^\/?[\w./-]{1,1010}$/) }),
  z.strictObject({ resourceTag: key }),
  z.strictObject({ moduleSource: key }),
  z.strictObject({ image: key }),
  z.strictObject({ helmChart: key }),
]);

const deploymentSchema = z.strictObject({
  match: globs.describe('Globs over the keys of states.'),
  repository: z.string().min(1).describe('Name of the repository that these states are deployed from.'),
  version: z
    .array(versionSchema)
    .min(1)
    .describe(
      'Where the deployed version stands: output, objectTag, ssmParameter, resourceTag, moduleSource, image or helmChart.',
    ),
  manifest: z
    .union([z.strictObject({ output: key }), z.strictObject({ s3: manifestAddress })])
    .exactOptional()
    .describe('Where the manifest of the deployment stands: its checksum in an output, or the file itself in S3.'),
  deployedBy: key.exactOptional().describe('Output that says who deployed.'),
});

/** What the scanner is told: nothing by default, and then it looks at nothing. */
export const options = z.object({
  repositories: z
    .array(releasesRepositorySchema)
    .prefault([])
    .superRefine((repositories, context) => {
      const names = repositories.map((repository) => repository.name);
      const twice = names.find((one, index) => names.indexOf(one) !== index);
      if (twice === undefined) return;
      context.addIssue({ code: 'custom', message: `two repositories are called ${twice}`, input: repositories });
    })
    .describe('Repositories whose tags are releases.'),
  deployments: z
    .array(deploymentSchema)
    .prefault([])
    .describe('Which states are deployed from which repository, and where their version stands; the first match wins.'),
  graceTime: durationSchema
    .prefault('10m')
    .describe('How long after a change of a state nothing is said of it: the deployment may still go on.'),
});

export type ReleaseOptions = z.output<typeof options>;
export type ReleasesRepository = z.output<typeof releasesRepositorySchema>;
export type DeploymentSettings = z.output<typeof deploymentSchema>;
export type VersionPlace = z.output<typeof versionSchema>;

/** What was written, with defaults. Parsed once for each configuration: states are many. */
export function optionsOf(written: unknown): ReleaseOptions {
  if (typeof written !== 'object' || written === null) return options.parse(written);
  const known = parsed.get(written);
  if (known !== undefined) return known;
  const made = options.parse(written);
  parsed.set(written, made);
  return made;
}

const parsed = new WeakMap<object, ReleaseOptions>();

/** How a state is deployed, and from which repository. */
export interface DeploymentRule extends DeploymentSettings {
  readonly from: ReleasesRepository;
}

/** The entry for a state; undefined where none matches, or its repository is not configured. */
export function deploymentOf(
  stateKey: string,
  { deployments, repositories }: ReleaseOptions,
): DeploymentRule | undefined {
  const rule = deployments.find(({ match }) => matches(match, stateKey));
  const from = repositories.find((repository) => repository.name === rule?.repository);
  return rule === undefined || from === undefined ? undefined : { ...rule, from };
}

type Matcher = (text: string) => boolean;
const matchers = new WeakMap<readonly string[], Matcher>();

/** Whether one of some globs matches. They are compiled once for each list: keys are many. */
export function matches(patterns: readonly string[], text: string): boolean {
  const matcher = matchers.get(patterns) ?? matcherOf(patterns);
  matchers.set(patterns, matcher);
  return matcher(text);
}

/** `windows: false`: keys have `/` on every system, and a backslash in a glob escapes. */
export function matcherOf(patterns: readonly string[]): Matcher {
  return picomatch([...patterns], { dot: true, windows: false, flags: 's' });
}
