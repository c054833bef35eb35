import { betterleaks } from './sources.ts';
import type { TokenService } from './token-format.ts';

/** What builds, tests, checks and delivers software and infrastructure. */
export const delivery: readonly TokenService[] = [
  {
    service: 'HCP Terraform',
    source: 'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
    tokens: [{ id: 'terraform-api-token', title: 'API token', shape: '<base62:14>.atlasv1.<url-value:60-70>' }],
  },
  {
    service: 'Scalr',
    source: betterleaks('scalr-api-access-token'),
    names: ['scalr'],
    tokens: [
      {
        id: 'scalr-api-token',
        title: 'API token',
        shape: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.<base64url:40-120>.<base64url:43>',
        named: true,
      },
    ],
  },
  {
    service: 'Pulumi',
    source: 'https://www.pulumi.com/docs/administration/access-identity/access-tokens/',
    tokens: [{ id: 'pulumi-access-token', title: 'access token', shape: 'pul-<hex:40>' }],
  },
  {
    service: 'Infracost',
    source: betterleaks('infracost-api-token'),
    tokens: [{ id: 'infracost-api-key', title: 'API key', shape: 'ico-<base62:32>' }],
  },
  {
    service: 'CircleCI',
    source: betterleaks('circleci-personal-token'),
    names: ['circleci', 'circle'],
    tokens: [
      { id: 'circleci-personal-token', title: 'personal API token', shape: 'CCIPAT_<base62:22>_<hex:40>' },
      { id: 'circleci-new-project-token', title: 'project API token', shape: 'CCIPRJ_<base62:22>_<hex:40>' },
      {
        id: 'circleci-project-token',
        title: 'project API token',
        shape: '<hex:40>',
        named: true,
        source: betterleaks('circleci-project-token'),
      },
    ],
  },
  {
    service: 'Buildkite',
    source: 'https://buildkite.com/docs/platform/security/tokens',
    tokens: [
      {
        id: 'buildkite-user-token',
        title: 'user access token',
        shape: 'bkua_<lower:40>',
        source: betterleaks('buildkite-user-access-token'),
      },
      { id: 'buildkite-long-user-token', title: 'user access token', shape: 'bkua_<lower:53>' },
      {
        id: 'buildkite-agent-access-token',
        title: 'agent access token',
        shape: 'bkaa_<base64url:75>',
        source: betterleaks('buildkite-service-token'),
      },
      { id: 'buildkite-job-token', title: 'job token', shape: 'bkaj_<base64url:333>' },
      { id: 'buildkite-agent-registration-token', title: 'agent registration token', shape: 'bkar_<base64url:73>' },
      { id: 'buildkite-cluster-token', title: 'cluster token', shape: 'bkct_<base64url:73>' },
      { id: 'buildkite-packages-token', title: 'packages token', shape: 'bkpt_<base64url:199>' },
      { id: 'buildkite-portal-token', title: 'portal token', shape: 'bkpat_<base64url:54>' },
      { id: 'buildkite-portal-secret', title: 'portal secret', shape: 'bkps_<base64url:64>' },
    ],
  },
  {
    service: 'Bitrise',
    source: betterleaks('bitrise-access-token'),
    names: ['bitrise'],
    tokens: [{ id: 'bitrise-access-token', title: 'access token', shape: '<base64url:60-120>', named: true }],
  },
  {
    service: 'Codecov',
    source: betterleaks('codecov-access-token'),
    names: ['codecov'],
    tokens: [
      { id: 'codecov-upload-token', title: 'upload token', shape: '<uuid>', named: true },
      { id: 'codecov-access-token', title: 'access token', shape: '<lower:32>', named: true },
    ],
  },
  {
    service: 'Coveralls',
    source: betterleaks('coveralls-personal-api-token'),
    names: ['coveralls'],
    tokens: [
      { id: 'coveralls-api-token', title: 'personal API token', shape: '<base64url:37>', named: true },
      { id: 'coveralls-repo-token', title: 'repository token', shape: '<base62:33>', named: true },
    ],
  },
  {
    service: 'Drone CI',
    source: betterleaks('droneci-access-token'),
    names: ['drone', 'droneci'],
    tokens: [{ id: 'drone-ci-token', title: 'access token', shape: '<base62:32>', named: true }],
  },
  {
    service: 'Travis CI',
    source: betterleaks('travisci-access-token'),
    names: ['travis', 'travisci'],
    tokens: [{ id: 'travis-ci-token', title: 'access token', shape: '<base64url:22>', named: true }],
  },
  {
    service: 'Jenkins',
    source: 'jenkinsci/jenkins core/src/main/java/jenkins/security/apitoken/ApiTokenStore.java',
    names: ['jenkins'],
    tokens: [{ id: 'jenkins-api-token', title: 'API token', shape: '11<hex:32>', named: true }],
  },
  {
    service: 'Harness',
    source: betterleaks('harness-api-key'),
    tokens: [
      {
        id: 'harness-personal-token',
        title: 'personal access token',
        shape: 'pat.<base64url:22>.<base62:24>.<base62:20>',
      },
      {
        id: 'harness-service-token',
        title: 'service account token',
        shape: 'sat.<base64url:22>.<hex:24>.<base62:20>',
      },
    ],
  },
  {
    service: 'Octopus Deploy',
    source: 'https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key',
    tokens: [{ id: 'octopus-deploy-api-key', title: 'API key', shape: 'API-<upper:26>' }],
  },
  {
    service: 'NATS',
    source: 'https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth',
    tokens: [
      { id: 'nats-user-seed', title: 'seed of a user', shape: 'SUA<upper:55>' },
      { id: 'nats-account-seed', title: 'seed of an account', shape: 'SAA<upper:55>' },
      { id: 'nats-operator-seed', title: 'seed of an operator', shape: 'SOA<upper:55>' },
    ],
  },
  {
    service: 'Rancher',
    source:
      'https://ranchermanager.docs.rancher.com/reference-guides/rancher-manager-architecture/communicating-with-downstream-user-clusters',
    tokens: [
      {
        id: 'rancher-api-token',
        title: 'API token',
        shape: 'token-<lower:5>:<lower:54>',
        source: 'https://ranchermanager.docs.rancher.com/reference-guides/user-settings/api-keys',
      },
      {
        id: 'rancher-registration-address',
        title: 'registration address of a cluster',
        shape: 'v3/import/<lower:54>_c-<lower-url:5-12>.yaml',
      },
    ],
  },
  {
    service: 'LaunchDarkly',
    source: 'https://launchdarkly.com/docs/home/account/api',
    names: ['launchdarkly', 'launch_darkly'],
    tokens: [
      { id: 'launchdarkly-api-token', title: 'API access token', shape: 'api-<uuid>', named: true },
      { id: 'launchdarkly-mobile-key', title: 'mobile key', shape: 'mob-<uuid>' },
      { id: 'launchdarkly-sdk-key', title: 'server-side SDK key', shape: 'sdk-<uuid>', named: true },
      {
        id: 'launchdarkly-relay-key',
        title: 'Relay Proxy configuration key',
        shape: 'rel-<uuid>',
        source: 'https://launchdarkly.com/docs/sdk/relay-proxy/automatic-configuration',
      },
      {
        id: 'launchdarkly-access-token',
        title: 'access token',
        shape: '<base64url:40>',
        named: true,
        source: betterleaks('launchdarkly-access-token'),
      },
    ],
  },
  {
    service: 'ConfigCat',
    source: betterleaks('configcat-sdk-key'),
    names: ['configcat'],
    tokens: [
      { id: 'configcat-sdk-key', title: 'SDK key', shape: 'configcat-sdk-1/<base64url:22>/<base64url:22>' },
      { id: 'configcat-classic-sdk-key', title: 'SDK key', shape: '<base64url:22>/<base64url:22>', named: true },
    ],
  },
  {
    service: 'DevCycle',
    source: betterleaks('devcycle-server-sdk-key'),
    tokens: [{ id: 'devcycle-server-key', title: 'server SDK key', shape: 'dvc_server_<base62:16-32>' }],
  },
  {
    service: 'SonarQube',
    source: 'https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens/',
    names: ['sonar', 'sonarqube', 'sonarcloud'],
    tokens: [
      { id: 'sonarqube-user-token', title: 'user token', shape: 'squ_<hex:40>' },
      { id: 'sonarqube-project-token', title: 'project analysis token', shape: 'sqp_<hex:40>' },
      { id: 'sonarqube-global-token', title: 'global analysis token', shape: 'sqa_<hex:40>' },
      {
        id: 'sonarqube-classic-token',
        title: 'token',
        shape: '<hex:40>',
        named: true,
        source: betterleaks('sonar-api-token'),
      },
    ],
  },
  {
    service: 'Snyk',
    source: betterleaks('snyk-api-token'),
    names: ['snyk'],
    tokens: [{ id: 'snyk-api-token', title: 'API token', shape: '<uuid>', named: true }],
  },
  {
    service: 'Aikido',
    source: betterleaks('aikido-client-secret'),
    tokens: [
      { id: 'aikido-client-secret', title: 'client secret', shape: 'AIK_SECRET_<base62:64>' },
      {
        id: 'aikido-ci-token',
        title: 'CI token',
        shape: 'AIK_CI_<base62:20-44>',
        source: betterleaks('aikido-ci-token'),
      },
    ],
  },
  {
    service: 'Endor Labs',
    source: betterleaks('endorlabs-api-secret'),
    tokens: [{ id: 'endor-labs-api-key', title: 'API key or secret', shape: 'endr+<base64url:16>' }],
  },
  {
    service: 'Wiz',
    source: betterleaks('wiz-client-secret'),
    names: ['wiz'],
    tokens: [{ id: 'wiz-client-secret', title: 'client secret', shape: '<base62:64>', named: true }],
  },
  {
    service: 'BrowserStack',
    source: betterleaks('browserstack-access-key'),
    names: ['browserstack'],
    tokens: [{ id: 'browserstack-access-key', title: 'access key', shape: '<base62:20>', named: true }],
  },
  {
    service: 'Postman',
    source: betterleaks('postman-api-token'),
    tokens: [
      { id: 'postman-api-key', title: 'API key', shape: 'PMAK-<hex:24>-<hex:34>' },
      {
        id: 'postman-collection-key',
        title: 'collection access key',
        shape: 'PMAT-<upper:26>',
        source: 'https://learning.postman.com/docs/collaborating-in-postman/sharing/',
      },
    ],
  },
  {
    service: 'ReadMe',
    source: betterleaks('readme-api-token'),
    tokens: [{ id: 'readme-api-key', title: 'API key', shape: 'rdme_<lower:70>' }],
  },
  {
    service: 'Prefect',
    source: betterleaks('prefect-api-token'),
    tokens: [
      { id: 'prefect-api-key', title: 'API key', shape: 'pnu_<base62:36>' },
      { id: 'prefect-service-key', title: 'API key of a service account', shape: 'pnb_<base62:36>' },
    ],
  },
  {
    service: 'Temporal Cloud',
    source: betterleaks('temporal-cloud-api-key'),
    names: ['temporal'],
    tokens: [
      {
        id: 'temporal-cloud-api-key',
        title: 'API key',
        shape: 'eyJ<base64url:10-200>.<base64url:60-1000>.<base64url:40-700>',
        named: true,
      },
    ],
  },
  {
    service: 'Ionic',
    source: betterleaks('ionic-personal-access-token'),
    tokens: [{ id: 'ionic-personal-access-token', title: 'personal access token', shape: 'ion_<base62:42>' }],
  },
  {
    service: 'Sidekiq',
    source: betterleaks('sidekiq-secret'),
    names: ['contribsys'],
    tokens: [
      { id: 'sidekiq-credentials', title: 'gem server credentials', shape: '<hex:8>:<hex:8>', named: true },
      {
        id: 'sidekiq-address',
        title: 'gem server credentials in an address',
        shape: '<hex:8>:<hex:8>@gems.contribsys.com',
        source: betterleaks('sidekiq-sensitive-url'),
      },
      {
        id: 'sidekiq-enterprise-address',
        title: 'gem server credentials in an address',
        shape: '<hex:8>:<hex:8>@enterprise.contribsys.com',
        source: betterleaks('sidekiq-sensitive-url'),
      },
    ],
  },
  {
    service: 'Intra 42',
    source: betterleaks('intra42-client-secret'),
    tokens: [
      { id: 'intra42-student-secret', title: 'client secret', shape: 's-s4t2ud-<hex:64>' },
      { id: 'intra42-staff-secret', title: 'client secret', shape: 's-s4t2af-<hex:64>' },
    ],
  },
  {
    service: 'SettleMint',
    source: betterleaks('settlemint-application-access-token'),
    tokens: [
      { id: 'settlemint-application-token', title: 'application access token', shape: 'sm_aat_<base62:16>' },
      { id: 'settlemint-personal-token', title: 'personal access token', shape: 'sm_pat_<base62:16>' },
      { id: 'settlemint-service-token', title: 'service access token', shape: 'sm_sat_<base62:16>' },
    ],
  },
  {
    service: 'Block Protocol',
    source: 'betterleaks/betterleaks cmd/generate/config/rules/blockprotocol.go',
    tokens: [{ id: 'block-protocol-api-key', title: 'API key', shape: 'b10ck5.<base62:32>.<base62:36>' }],
  },
];
