import { crc32InBase36, crc32InBase62 } from './checksums.ts';
import { betterleaks } from './sources.ts';
import type { TokenService } from './token-format.ts';

const routable = 'gitlabhq/gitlabhq lib/authn/token_field/generator/routable_token.rb';

/** Where source code is kept and worked on. */
export const sourceHosts: readonly TokenService[] = [
  {
    service: 'GitHub',
    source: 'https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/',
    tokens: [
      {
        id: 'github-personal-access-token',
        title: 'personal access token',
        shape: 'ghp_<base62:36>',
        checksum: crc32InBase62,
      },
      { id: 'github-oauth-token', title: 'OAuth access token', shape: 'gho_<base62:36>', checksum: crc32InBase62 },
      { id: 'github-user-token', title: 'app user token', shape: 'ghu_<base62:36>', checksum: crc32InBase62 },
      {
        id: 'github-installation-token',
        title: 'app installation token',
        shape: 'ghs_<base62:36>',
        checksum: crc32InBase62,
      },
      { id: 'github-refresh-token', title: 'app refresh token', shape: 'ghr_<base62:36>', checksum: crc32InBase62 },
      { id: 'github-long-refresh-token', title: 'app refresh token', shape: 'ghr_<base62:76>' },
      {
        id: 'github-stateless-installation-token',
        title: 'app installation token',
        shape: 'ghs_<identifier:20-400>.<base64url:40-1000>.<base64url:40-700>',
        source: 'https://github.blog/changelog/2026-05-15-github-app-installation-tokens-per-request-override-header/',
      },
      {
        id: 'github-fine-grained-token',
        title: 'fine-grained personal access token',
        shape: 'github_pat_<base62:22>_<base62:59>',
        source: betterleaks('github-fine-grained-pat'),
      },
    ],
  },
  {
    service: 'GitLab',
    source: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
    tokens: [
      {
        id: 'gitlab-routable-token',
        title: 'personal, project or group access token',
        shape: 'glpat-<base64url:27-300>.<lower:9>',
        checksum: crc32InBase36,
        source: routable,
      },
      {
        id: 'gitlab-routable-versioned-token',
        title: 'personal, project or group access token',
        shape: 'glpat-<base64url:27-300>.<lower:2>.<lower:9>',
        checksum: crc32InBase36,
        source: routable,
      },
      { id: 'gitlab-access-token', title: 'personal, project or group access token', shape: 'glpat-<base64url:20>' },
      {
        id: 'gitlab-routable-runner-token',
        title: 'runner authentication token',
        shape: 'glrt-t<digit:1>_<base64url:27-300>.<lower:9>',
        checksum: crc32InBase36,
        source: routable,
      },
      {
        id: 'gitlab-routable-versioned-runner-token',
        title: 'runner authentication token',
        shape: 'glrt-t<digit:1>_<base64url:27-300>.<lower:2>.<lower:9>',
        checksum: crc32InBase36,
        source: routable,
      },
      { id: 'gitlab-runner-token', title: 'runner authentication token', shape: 'glrt-<base64url:20>' },
      { id: 'gitlab-runner-registration-token', title: 'runner registration token', shape: 'GR1348941<base64url:20>' },
      { id: 'gitlab-deploy-token', title: 'deploy token', shape: 'gldt-<base64url:20>' },
      { id: 'gitlab-job-token', title: 'CI job token', shape: 'glcbt-<base62:1-5>_<base64url:20>' },
      { id: 'gitlab-trigger-token', title: 'pipeline trigger token', shape: 'glptt-<hex:40>' },
      { id: 'gitlab-feature-flag-token', title: 'feature flags client token', shape: 'glffct-<base64url:20>' },
      { id: 'gitlab-feed-token', title: 'feed token', shape: 'glft-<base64url:20>' },
      { id: 'gitlab-incoming-mail-token', title: 'incoming mail token', shape: 'glimt-<base64url:25>' },
      { id: 'gitlab-agent-token', title: 'agent for Kubernetes token', shape: 'glagent-<base64url:50>' },
      { id: 'gitlab-oauth-secret', title: 'OAuth application secret', shape: 'gloas-<base64url:64>' },
      { id: 'gitlab-scim-token', title: 'SCIM token', shape: 'glsoat-<base64url:20>' },
      {
        id: 'gitlab-session',
        title: 'session cookie',
        shape: '_gitlab_session=<hex:32>',
        source: betterleaks('gitlab-session-cookie'),
      },
    ],
  },
  {
    service: 'Atlassian',
    source: 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
    names: ['atlassian', 'confluence', 'jira'],
    tokens: [
      {
        id: 'atlassian-api-token',
        title: 'API token',
        shape: 'ATATT3<url-value:100-300>',
        source: betterleaks('atlassian-api-token'),
      },
      {
        id: 'atlassian-service-token',
        title: 'service account or container token',
        shape: 'ATCTT3<url-value:100-300>',
        source: betterleaks('atlassian-api-token'),
      },
      { id: 'atlassian-classic-api-token', title: 'API token', shape: '<base62:24>', named: true },
    ],
  },
  {
    service: 'Bitbucket',
    source: betterleaks('bitbucket-client-secret'),
    names: ['bitbucket'],
    tokens: [
      {
        id: 'bitbucket-app-password',
        title: 'app password',
        shape: 'ATBB<base62:24><any-hex:8>',
        source: 'https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/',
      },
      {
        id: 'bitbucket-data-center-token',
        title: 'HTTP access token of Data Center',
        shape: 'BBDC-<base64:40-64><padding:0-2>',
        source: betterleaks('bitbucket-data-center-token'),
      },
      { id: 'bitbucket-client-secret', title: 'OAuth client secret', shape: '<base62:32>', named: true },
      { id: 'bitbucket-long-client-secret', title: 'OAuth client secret', shape: '<base64url:64>', named: true },
    ],
  },
  {
    service: 'Azure DevOps',
    source:
      'https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
    names: ['azdo', 'azure_devops', 'azuredevops', 'azp', 'vsts'],
    tokens: [
      { id: 'azure-devops-token', title: 'personal access token', shape: '<base62:76>AZDO<base62:4>' },
      {
        id: 'azure-devops-classic-token',
        title: 'personal access token',
        shape: '<base32:52>',
        named: true,
        source:
          'microsoft/security-utilities GeneratedRegexPatterns/HighConfidenceMicrosoftSecurityModels.json, AdoPat',
      },
    ],
  },
  {
    service: 'Gitea',
    source: betterleaks('gitea-access-token'),
    names: ['gitea', 'forgejo', 'codeberg'],
    tokens: [{ id: 'gitea-access-token', title: 'access token', shape: '<hex:40>', named: true }],
  },
  {
    service: 'Sourcegraph',
    source: 'https://sourcegraph.com/docs/cli/how-tos/creating-an-access-token',
    tokens: [
      { id: 'sourcegraph-access-token', title: 'access token', shape: 'sgp_<any-hex:40>' },
      { id: 'sourcegraph-instance-token', title: 'access token', shape: 'sgp_<any-hex:16>_<any-hex:40>' },
      { id: 'sourcegraph-local-token', title: 'access token', shape: 'sgp_local_<any-hex:40>' },
    ],
  },
  {
    service: 'Greptile',
    source: betterleaks('greptile-api-key'),
    names: ['greptile'],
    tokens: [{ id: 'greptile-api-key', title: 'API key', shape: '<base64:48>', named: true }],
  },
  {
    service: 'WakaTime',
    source: betterleaks('wakatime-api-key'),
    names: ['wakatime', 'waka_time', 'waka-time'],
    tokens: [
      { id: 'wakatime-api-key', title: 'API key', shape: 'waka_<uuid>' },
      { id: 'wakatime-long-api-key', title: 'API key', shape: 'waka_<lower:37-64>' },
      { id: 'wakatime-classic-api-key', title: 'API key', shape: '<uuid>', named: true },
    ],
  },
  {
    service: 'Val Town',
    source: betterleaks('val-town-api-token'),
    tokens: [{ id: 'val-town-api-token', title: 'API token', shape: 'vtwn_<base64url:20-80>' }],
  },
  {
    service: 'Mergify',
    source: betterleaks('mergify-application-key'),
    tokens: [
      { id: 'mergify-application-key', title: 'application key', shape: 'mergify_application_key_<base64url:40-200>' },
    ],
  },
  {
    service: 'Linear',
    source: betterleaks('linear-api-key'),
    names: ['linear'],
    tokens: [
      { id: 'linear-api-key', title: 'API key', shape: 'lin_api_<base62:40>' },
      {
        id: 'linear-client-secret',
        title: 'OAuth client secret',
        shape: '<hex:32>',
        named: true,
        source: betterleaks('linear-client-secret'),
      },
    ],
  },
];
