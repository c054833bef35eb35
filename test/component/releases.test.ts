import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RepositoryError } from '../../src/git/errors.ts';
import type { Repository } from '../../src/git/repository.ts';
import type { ScanReport } from '../../src/reports/report.ts';
import type { Outside } from '../../src/scanners/outside.ts';
import { bucketChecks } from '../support/bucket-checks.ts';
import { byCheck, keyOf, ReleaseBed } from '../support/release-bed.ts';

// The releases scanner from a git server and a bucket to findings.

const fired = new Set<string>();
afterAll(() => {
  const expected = bucketChecks.filter((id) => /^(release|repo)\//.test(id));
  expect([...fired].sort()).toEqual(expected);
});

let bed: ReleaseBed;
beforeEach(async () => {
  bed = await ReleaseBed.start();
});
afterEach(() => bed.close());

async function scan(outside?: Outside): Promise<ScanReport> {
  const report = await bed.scan(outside);
  for (const { checkId } of report.findings) fired.add(checkId);
  return report;
}

const checksOf = ({ findings }: Pick<ScanReport, 'findings'>) => findings.map(({ checkId }) => checkId).sort();
const manifestOf = (text: string) => createHash('sha256').update(text).digest('hex');

test('v1.0.0, v1.1.0, a rollback, and a change by hand: findings appear and resolve', async () => {
  bed.deployment = { version: [{ output: 'version' }], manifest: { output: 'manifest' }, deployedBy: 'deployed_by' };
  const [first, second] = [manifestOf('first'), manifestOf('second')];
  await bed.release('v1.0.0', `Release 1.0.0\n\nManifest-SHA256: ${first}\n`);
  bed.deploy('production', 'v1.0.0', { outputs: { manifest: first, deployed_by: 'pipeline' } });
  bed.settle();
  expect(checksOf(await scan())).toEqual([]);

  await bed.release('v1.1.0', `Release 1.1.0\n\nManifest-SHA256: ${second}\n`);
  bed.deploy('production', '1.1.0', { outputs: { manifest: second } });
  bed.settle();
  expect(checksOf(await scan())).toEqual([]);

  bed.deploy('production', 'v1.0.0', { outputs: { manifest: first } });
  bed.settle();
  const rolledBack = await scan();
  expect(checksOf(rolledBack)).toEqual(['release/downgraded']);
  expect(byCheck(rolledBack)['release/downgraded']?.[0]).toMatchObject({
    environment: 'production',
    evidence: { from: '1.1.0', to: 'v1.0.0', serial: 3 },
  });

  // Somebody deploys a working copy.
  bed.deploy('production', '1.1.0-dirty', { outputs: { manifest: manifestOf('by hand') } });
  bed.settle();
  expect(checksOf(await scan())).toEqual(['release/prerelease-in-production', 'release/untagged']);

  // The release again, from other files than were tagged.
  bed.deploy('production', 'v1.1.0', { outputs: { manifest: manifestOf('by hand') } });
  bed.settle();
  const changed = await scan();
  expect(checksOf(changed)).toEqual(['release/checksum-mismatch']);
  expect(changed.findings[0]).toMatchObject({ severity: 'critical', evidence: { tagged: second } });

  bed.deploy('production', 'v1.1.0', { outputs: { manifest: second } });
  bed.settle();
  const mended = await scan();
  expect(checksOf(mended)).toEqual([]);
  expect(mended.resolved.map(({ checkId }) => checkId)).toEqual(['release/checksum-mismatch']);

  const lineage = [];
  const query = { kind: 'deployment', source: 'main', targetId: keyOf('production') } as const;
  for await (const { details } of bed.store.store.activity(query)) lineage.push([details.from, details.to, details.by]);
  expect(lineage).toEqual([
    [null, 'v1.0.0', 'pipeline'],
    ['v1.0.0', '1.1.0', null],
    ['1.1.0', 'v1.0.0', null],
    ['v1.0.0', '1.1.0-dirty', null],
    ['1.1.0-dirty', 'v1.1.0', null],
  ]);
});

test('a tag that is moved, deleted, put back, or accepted where it is', async () => {
  const first = await bed.release('v1.0.0');
  const object = await bed.repository.git(['rev-parse', 'refs/tags/v1.0.0']);
  expect(checksOf(await scan())).toEqual([]);

  const second = await bed.repository.commit({ 'main.tf': 'another' });
  const moved = await bed.repository.tag('v1.0.0', second, 'Release\n');
  const report = await scan();
  expect(checksOf(report)).toEqual(['release/tag-moved']);
  expect(report.findings[0]).toMatchObject({
    severity: 'critical',
    stateKey: 'git://infra',
    evidence: { tag: 'v1.0.0', was: object, now: moved, firstSeenAt: '2026-11-20T12:00:00.000Z' },
  });

  await bed.repository.git(['update-ref', '-d', 'refs/tags/v1.0.0']);
  expect(checksOf(await scan())).toEqual(['release/tag-deleted']);

  await bed.repository.git(['update-ref', 'refs/tags/v1.0.0', object]);
  expect(checksOf(await scan())).toEqual([]);

  await bed.repository.git(['update-ref', 'refs/tags/v1.0.0', first]);
  expect(checksOf(await scan())).toEqual(['release/tag-moved']);
  bed.repositorySettings = { acceptedTags: { 'v1.0.0': first } };
  expect(checksOf(await scan())).toEqual([]);
});

test('what a tag lacks: an annotation, a checksum, the pipeline, a signature', async () => {
  bed.repositorySettings = { trustedTaggers: ['releases@ci.example.com'], trustedKeys: [`SHA256:${'A'.repeat(43)}`] };
  const commit = await bed.repository.commit({ 'main.tf': '' });
  await bed.repository.git(['tag', 'v1.0.0', commit]);
  await bed.repository.tag('v1.1.0', commit, 'Release\n');
  bed.deploy('production', 'v1.0.0');
  const twice = [manifestOf('one'), manifestOf('two')].map((sum) => `Manifest-SHA256: ${sum}\n`);
  await bed.repository.tag('v1.2.0', commit, `Release\n\n${twice.join('')}`);
  bed.deploy('staging', 'v1.1.0');
  bed.deploy('development', 'v1.2.0');
  bed.settle();
  const report = await scan();
  expect(
    byCheck(report)
      ['release/checksum-missing']?.map(({ evidence }) => evidence.problem)
      .sort(),
  ).toEqual(['damaged', 'missing']);
  const of = (environment: string) =>
    checksOf({ findings: report.findings.filter((one) => one.environment === environment) });
  expect(of('production')).toEqual(['release/lightweight-tag']);
  expect(of('staging')).toEqual(['release/checksum-missing', 'release/unsigned-tag', 'release/untrusted-tagger']);
});

test('versions that are none: none at all, a date, a branch, a whole commit', async () => {
  const commit = await bed.release('v1.0.0', `Release\n\nManifest-SHA256: ${manifestOf('')}\n`);
  await bed.release('v2026.01.02', `Release\n\nManifest-SHA256: ${manifestOf('')}\n`);
  bed.deploy('production', null);
  bed.deploy('staging', 'v2026.01.02');
  bed.deploy('development', commit);
  bed.settle();
  const report = await scan();
  expect(report.findings.map(({ environment, checkId }) => [environment, checkId])).toEqual([
    ['production', 'release/version-unknown'],
    ['staging', 'release/not-semver'],
  ]);
});

test('a value that is marked as sensitive, or is no version, stays out of findings', async () => {
  const secret = ['correct', 'horse', 'battery'].join(' ');
  bed.deploy('production', null, { outputs: { version: { value: secret, sensitive: true } } });
  bed.deploy('staging', secret);
  bed.settle();
  const report = await scan();
  expect(checksOf(report)).toEqual(['release/version-unknown', 'release/version-unknown']);
  expect(JSON.stringify(report)).not.toContain(secret);
});

test('places that disagree, and resources that were left behind', async () => {
  await bed.release('v1.0.0', `Release\n\nManifest-SHA256: ${manifestOf('')}\n`);
  await bed.release('v1.1.0', `Release\n\nManifest-SHA256: ${manifestOf('')}\n`);
  bed.deployment = {
    version: [
      { output: 'version' },
      { objectTag: 'Release' },
      { resourceTag: 'Version' },
      { ssmParameter: '/acme/version' },
    ],
  };
  bed.deploy('production', 'v1.1.0', {
    tags: 'Release=1.0.0',
    resources: ['v1.1.0', 'v1.1.0', 'v1.0.0'].map((version, index) =>
      instance('aws_instance', `web${index}`, { tags: { Version: version } }),
    ),
  });
  bed.settle();
  const report = await scan({ ...bed.outside(), parameter: async () => '1.1.0' });
  expect(checksOf(report)).toEqual(['release/sources-disagree']);
  expect(report.findings[0]?.evidence).toEqual({
    repository: 'infra',
    places: [
      { place: 'output version', version: 'v1.1.0' },
      { place: 'object tag Release', version: '1.0.0' },
      { place: 'resource tag Version', version: 'v1.1.0' },
      { place: 'parameter /acme/version', version: '1.1.0' },
    ],
    outliers: [{ address: 'aws_instance.web2', version: 'v1.0.0' }],
  });
});

test('images, charts and modules tell versions, and images without a digest may change', async () => {
  await bed.release('v1.1.0', `Release\n\nManifest-SHA256: ${manifestOf('')}\n`);
  bed.deployment = {
    version: [{ image: '*.example.com/api' }, { helmChart: 'api' }, { moduleSource: 'git.example.com/modules/*' }],
  };
  const digest = `sha256:${'0'.repeat(64)}`;
  bed.deploy('production', null, {
    outputs: { network: 'git::https://git.example.com/modules/network?ref=v1.1.0' },
    resources: [
      instance('aws_ecs_task_definition', 'api', {
        container_definitions: JSON.stringify([
          { image: `registry.example.com/api:1.1.0@${digest}` },
          { image: 'registry.example.com/proxy' },
        ]),
      }),
      instance('helm_release', 'api', { name: 'release', chart: 'charts/api', version: '1.1.0' }),
      instance('aws_autoscaling_group', 'web', { launch_template: [{ id: 'lt-1', version: '$Latest' }] }),
    ],
  });
  bed.settle();
  const report = await scan();
  expect(report.findings.map(({ checkId, evidence }) => [checkId, evidence.reference])).toEqual([
    ['release/mutable-image', '$Latest'],
    ['release/mutable-image', 'registry.example.com/proxy'],
  ]);
});

test('an environment that falls behind, and one that runs what the one before never ran', async () => {
  const message = `Release\n\nManifest-SHA256: ${manifestOf('')}\n`;
  bed.repositorySettings = { promotion: { order: ['staging', 'production'], minimumTime: '2h' } };
  await bed.release('v1.0.0', message);
  bed.deploy('staging', 'v1.0.0');
  bed.deploy('production', 'v1.0.0');
  bed.settle();
  expect(checksOf(await scan())).toEqual([]);

  await bed.release('v1.1.0', message);
  bed.deploy('production', 'v1.1.0');
  bed.settle();
  const skipped = await scan();
  expect(byCheck(skipped)['release/out-of-order']?.map(({ evidence }) => evidence.ranMinutes)).toEqual([null]);

  // Nineteen days after the tag an environment may wait, thirty-one days after it not.
  expect(checksOf(skipped)).toEqual(['release/out-of-order']);
  bed.later({ days: 12 });
  const behind = byCheck(await scan())['release/behind'];
  expect(behind?.map(({ environment, evidence }) => [environment, evidence.releases, evidence.latest])).toEqual([
    ['staging', 1, 'v1.1.0'],
  ]);

  bed.deploy('staging', 'v1.1.0');
  bed.settle();
  expect(byCheck(await scan())['release/behind']).toBeUndefined();
});

test('a release that ran long enough before, or not', async () => {
  const message = `Release\n\nManifest-SHA256: ${manifestOf('')}\n`;
  bed.repositorySettings = { promotion: { order: ['staging', 'production'], minimumTime: '2h' } };
  for (const version of ['v1.0.0', 'v1.1.0']) await bed.release(version, message);
  bed.deploy('staging', 'v1.0.0');
  bed.deploy('production', 'v1.0.0');
  bed.settle();
  await scan();
  bed.deploy('staging', 'v1.1.0');
  bed.settle();
  await scan();
  bed.deploy('production', 'v1.1.0');
  bed.settle();
  const early = byCheck(await scan())['release/out-of-order'];
  expect(early?.map(({ evidence }) => evidence.ranMinutes)).toEqual([60]);

  bed.later({ hours: 3 });
  bed.deploy('production', 'v1.0.0');
  bed.settle();
  await scan();
  bed.deploy('production', 'v1.1.0');
  bed.settle();
  expect(byCheck(await scan())['release/out-of-order']).toBeUndefined();
});

test('deployments back and forth between two looks are known from the versions of the state', async () => {
  const message = `Release\n\nManifest-SHA256: ${manifestOf('')}\n`;
  bed.repositorySettings = { verifiedTag: 'verified/*' };
  for (const version of ['v1.0.0', 'v1.1.0']) await bed.release(version, message);
  bed.deploy('production', 'v1.0.0');
  bed.settle();
  await scan();
  for (const version of ['v1.1.0', 'v1.0.0', 'v1.1.0', 'v1.0.0']) {
    bed.later({ minutes: 3 });
    bed.deploy('production', version);
  }
  bed.settle();
  const report = await scan();
  expect(checksOf(report)).toEqual(['release/downgraded', 'release/flapping', 'release/unverified-rollback']);
  expect(byCheck(report)['release/flapping']?.[0]?.evidence).toMatchObject({ deployments: 4, returns: 3 });

  await bed.repository.tag('verified/v1.0.0', 'v1.1.0^{}', 'Verified, but another commit\n');
  expect(checksOf(await scan())).toContain('release/unverified-rollback');
  await bed.repository.tag('verified/v1.0.0', 'v1.0.0^{}', 'Verified\n');
  expect(checksOf(await scan())).toEqual(['release/downgraded', 'release/flapping']);
  bed.later({ days: 1, hours: 2 });
  expect(checksOf(await scan())).toEqual(['release/downgraded']);
});

test('a deployment under way raises nothing, and resolves nothing', async () => {
  await bed.release('v1.0.0', `Release\n\nManifest-SHA256: ${manifestOf('')}\n`);
  bed.deploy('production', '0.9.0');
  expect(checksOf(await scan())).toEqual([]);
  bed.settle();
  expect(checksOf(await scan())).toEqual(['release/untagged']);

  bed.deploy('production', 'v1.0.0');
  bed.s3.put(`${keyOf('production')}.tflock`, '{}');
  bed.settle();
  expect(checksOf(await scan())).toEqual(['release/untagged']);

  bed.s3.remove(`${keyOf('production')}.tflock`);
  const report = await scan();
  expect(checksOf(report)).toEqual([]);
  expect(report.resolved.map(({ checkId }) => checkId)).toEqual(['release/untagged']);
});

describe('what it costs and where it stops', () => {
  test('a run without news is one request for the repository, and none for states', async () => {
    for (const version of ['v1.0.0', 'v1.1.0']) await bed.release(version);
    for (const environment of ['production', 'staging', 'development']) bed.deploy(environment, 'v1.1.0');
    bed.settle();
    await scan();
    const [asked, read] = [bed.git.traffic.requests.length, bed.s3.requests.length];
    // Branches, and tags that are no releases, move all day.
    const commit = await bed.repository.commit({ 'main.tf': 'work' });
    await bed.repository.git(['tag', 'nightly-1', commit]);
    bed.later({ minutes: 15 });
    const { summary } = await scan();
    expect(bed.git.traffic.requests.length - asked).toBe(1);
    expect(bed.s3.requests.slice(read).map(({ operation }) => operation)).toEqual(['ListObjectsV2']);
    expect(summary.coverage).toMatchObject({ found: 3, unchanged: 3 });
  });

  test('a tag object is read once, however often its release is looked at', async () => {
    await bed.release('v1.0.0');
    bed.deploy('production', 'v1.0.0');
    bed.settle();
    await scan();
    bed.deploy('production', 'v1.0.0');
    bed.settle();
    const asked = bed.git.traffic.requests.length;
    await scan();
    expect(bed.git.traffic.requests.length - asked).toBe(1);
  });

  test('a host that is down is told, its findings stay, and other states are looked at all the same', async () => {
    await bed.release('v1.0.0');
    bed.deploy('production', '1.1.1');
    bed.settle();
    expect(checksOf(await scan())).toEqual(['release/untagged']);
    bed.git.manners.instead = () => ({ status: 503 });
    bed.deploy('production', 'v1.0.0');
    bed.settle();
    const report = await scan();
    expect(report.errors.map(({ code }) => code)).toEqual(['unavailable']);
    expect(checksOf(report)).toEqual(['release/untagged']);
  });

  test('nothing is configured: nothing is asked', async () => {
    bed.options = { repositories: [], deployments: [] };
    bed.deploy('production', '1.1.1');
    bed.settle();
    expect(bed.configuration().scanners.releases?.enabled).toBe(false);
    expect(checksOf(await scan())).toEqual([]);
    expect(bed.git.traffic.requests).toEqual([]);
  });

  test('a deployment from a repository that is not configured is an error that says so', async () => {
    bed.deployment = { repository: 'ifra', version: [{ output: 'version' }] };
    bed.deploy('production', '1.1.1');
    bed.settle();
    const { errors } = await scan();
    expect(errors.map(({ message }) => message)).toEqual([
      'scanners.releases.deployments: there is no repository ifra',
    ]);
  });

  test('a state that is gone, or taken out of the configuration, resolves its findings', async () => {
    await bed.release('v1.0.0');
    bed.deploy('production', '1.1.1');
    bed.deploy('staging', '1.1.1');
    bed.settle();
    expect(checksOf(await scan())).toEqual(['release/untagged', 'release/untagged']);
    bed.s3.remove(keyOf('production'));
    bed.settle();
    expect(checksOf(await scan())).toEqual(['release/untagged']);
    bed.deployment = { match: ['production/**'], version: [{ output: 'version' }] };
    bed.settle();
    expect(checksOf(await scan())).toEqual([]);
  });
});

describe('a repository', () => {
  /** What a host would tell, in place of a real one. */
  function hosted(changes: Partial<Repository>): Outside {
    const outside = bed.outside();
    return { ...outside, repository: async (settings) => ({ ...(await outside.repository(settings)), ...changes }) };
  }

  const branch = {
    branch: 'main',
    protected: true,
    requiredApprovals: 1,
    forcePushAllowed: false,
    rules: ['ruleset main'],
    unknown: [],
  };
  const rule = {
    name: 'ruleset releases',
    include: ['v*'],
    exclude: [],
    starCrossesSlash: false,
    blocksMoving: true,
    blocksDeletion: true,
  };
  const reader = (changes: Partial<typeof branch>, rules = [rule]): Partial<Repository> => ({
    protection: { kind: 'github', branch: async () => ({ ...branch, ...changes }), tagRules: async () => rules },
  });

  beforeEach(async () => {
    await bed.release('v1.0.0');
  });

  test('whose branches and tags are protected has no findings', async () => {
    expect(checksOf(await scan(hosted(reader({}))))).toEqual([]);
  });

  test('without any rule', async () => {
    const report = await scan(hosted(reader({ protected: false, rules: [] }, [])));
    expect(checksOf(report)).toEqual(['repo/tag-unprotected', 'repo/unprotected-branch']);
  });

  test('with rules that ask for too little', async () => {
    const report = await scan(hosted(reader({ requiredApprovals: 0, forcePushAllowed: true })));
    expect(checksOf(report)).toEqual(['repo/force-push-allowed', 'repo/reviews-not-required']);
  });

  test('what the host does not tell is not judged, and told', async () => {
    const unknown = ['Administration: read is missing.'];
    const report = await scan(hosted(reader({ forcePushAllowed: null as never, unknown: unknown as never })));
    expect(checksOf(report)).toEqual([]);
    expect(report.errors.map(({ code, message }) => [code, message])).toEqual([
      ['denied', 'branch main: Administration: read is missing.'],
    ]);
  });

  test('that the host hides is not taken for unprotected', async () => {
    const hidden = async () => {
      const action = 'Check that the credential has Contents: read.';
      throw new RepositoryError({
        location: 'https://api.github.com',
        failure: 'not-found',
        detail: 'nothing is there',
        action,
      });
    };
    const report = await scan(hosted({ protection: { kind: 'github', branch: hidden, tagRules: async () => [rule] } }));
    expect(checksOf(report)).toEqual([]);
    expect(report.errors.map(({ code }) => code)).toEqual(['not-found']);
  });

  test('its code owners and folders, in a clone', async () => {
    bed.repositorySettings = {
      url: undefined,
      path: 'infra.git',
      layout: { environments: ['environments/production', 'environments/staging'], modules: ['modules'] },
    };
    await bed.repository.commit({ 'environments/production/main.tf': '', 'modules/network/main.tf': '' });
    const report = await scan();
    expect(report.findings.map(({ checkId, evidence }) => [checkId, evidence.folder ?? null])).toEqual([
      ['repo/layout', 'environments/staging'],
      ['repo/no-codeowners', null],
    ]);
    await bed.repository.commit({ CODEOWNERS: '* @acme/platform\n', 'environments/staging/main.tf': '' });
    bed.settle();
    expect(checksOf(await scan())).toEqual([]);
  });

  test('a release from a branch that was never merged, in a clone', async () => {
    bed.repositorySettings = { url: undefined, path: 'infra.git' };
    await bed.repository.commit({ CODEOWNERS: '* @acme/platform\n' });
    const commit = await bed.repository.commit({ 'main.tf': 'hotfix' }, 'hotfix');
    await bed.repository.tag('v1.0.1', commit, `Release\n\nManifest-SHA256: ${manifestOf('')}\n`);
    bed.deploy('production', 'v1.0.1');
    bed.settle();
    const report = await scan();
    expect(checksOf(report)).toEqual(['release/commit-not-on-branch']);
    expect(report.findings[0]?.evidence).toMatchObject({ tag: 'v1.0.1', commit, branches: ['main'] });

    await bed.repository.git(['update-ref', 'refs/heads/main', commit]);
    expect(checksOf(await scan())).toEqual(['release/commit-not-on-branch']);
    bed.settle();
    expect(checksOf(await scan())).toEqual(['repo/no-codeowners']);
  });
});

/** A managed resource of the root module with one instance. */
function instance(type: string, name: string, attributes: object) {
  return {
    mode: 'managed',
    type,
    name,
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: [{ schema_version: 0, attributes }],
  };
}
