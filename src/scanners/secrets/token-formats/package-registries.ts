import { crc32InBase62 } from './checksums.ts';
import { betterleaks } from './sources.ts';
import type { TokenService } from './token-format.ts';

/** Where packages and images are published. */
export const packageRegistries: readonly TokenService[] = [
  {
    service: 'npm',
    source: 'https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/',
    names: ['npm'],
    tokens: [
      { id: 'npm-access-token', title: 'access token', shape: 'npm_<base62:36>', checksum: crc32InBase62 },
      {
        id: 'npm-legacy-token',
        title: 'access token',
        shape: '<uuid>',
        named: true,
        source: 'https://docs.npmjs.com/about-access-tokens',
      },
    ],
  },
  {
    service: 'PyPI',
    source: 'https://docs.pypi.org/api/secrets/',
    tokens: [
      { id: 'pypi-api-token', title: 'API token', shape: 'pypi-AgEIcHlwaS5vcmc<base64url:50-1000>' },
      {
        id: 'test-pypi-api-token',
        title: 'API token of TestPyPI',
        shape: 'pypi-AgENdGVzdC5weXBpLm9yZw<base64url:50-1000>',
        test: true,
      },
    ],
  },
  {
    service: 'RubyGems',
    source: betterleaks('rubygems-api-token'),
    tokens: [{ id: 'rubygems-api-key', title: 'API key', shape: 'rubygems_<hex:48>' }],
  },
  {
    service: 'crates.io',
    source: 'rust-lang/crates.io crates/crates_io_token/src/lib.rs',
    names: ['crates', 'cargo'],
    tokens: [{ id: 'crates-io-api-token', title: 'API token', shape: 'cio<base62:32>', named: true }],
  },
  {
    service: 'NuGet',
    source:
      'microsoft/security-utilities GeneratedRegexPatterns/HighConfidenceMicrosoftSecurityModels.json, NuGetApiKey',
    tokens: [{ id: 'nuget-api-key', title: 'API key', shape: 'oy2<lower:43>' }],
  },
  {
    service: 'Clojars',
    source: betterleaks('clojars-api-token'),
    tokens: [{ id: 'clojars-deploy-token', title: 'deploy token', shape: 'CLOJARS_<lower:60>' }],
  },
  {
    service: 'Docker Hub',
    source: 'https://docs.docker.com/security/access-tokens/',
    tokens: [
      { id: 'docker-hub-personal-token', title: 'personal access token', shape: 'dckr_pat_<base64url:27>' },
      { id: 'docker-hub-organization-token', title: 'organization access token', shape: 'dckr_oat_<base64url:32>' },
    ],
  },
  {
    service: 'Docker Swarm',
    source: 'moby/swarmkit ca/config.go',
    tokens: [
      { id: 'docker-swarm-join-token', title: 'join token', shape: 'SWMTKN-1-<lower:50>-<lower:25>' },
      {
        id: 'docker-swarm-unlock-key',
        title: 'unlock key',
        shape: 'SWMKEY-1-<base64:43>',
        source: 'moby/swarmkit manager/encryption/encryption.go',
      },
    ],
  },
  {
    service: 'JFrog',
    source: betterleaks('artifactory-api-key'),
    names: ['jfrog', 'artifactory', 'bintray', 'xray'],
    tokens: [
      { id: 'jfrog-api-key', title: 'Artifactory API key', shape: 'AKCp<base62:68-70>' },
      {
        id: 'jfrog-reference-token',
        title: 'reference token',
        shape: 'cmVmd<base62:59>',
        source: betterleaks('artifactory-reference-token'),
      },
      {
        id: 'jfrog-identity-token',
        title: 'identity token',
        shape: '<base62:64>',
        named: true,
        source: 'gitleaks/gitleaks cmd/generate/config/rules/jfrog.go',
      },
      {
        id: 'jfrog-classic-api-key',
        title: 'API key',
        shape: '<base62:73>',
        named: true,
        source: 'gitleaks/gitleaks cmd/generate/config/rules/jfrog.go',
      },
    ],
  },
  {
    service: 'Cloudsmith',
    source: betterleaks('cloudsmith-api-key'),
    tokens: [{ id: 'cloudsmith-api-key', title: 'API key', shape: 'csa_<hex:30><base62:6>' }],
  },
  {
    service: 'Thunderstore',
    source: betterleaks('thunderstore-api-token'),
    tokens: [{ id: 'thunderstore-api-token', title: 'service account token', shape: 'tss_<base62:20-80>' }],
  },
  {
    service: 'Freemius',
    source: betterleaks('freemius-secret-key'),
    names: ['freemius'],
    tokens: [{ id: 'freemius-secret-key', title: 'secret key', shape: 'sk_<tilde:29>', named: true }],
  },
];
