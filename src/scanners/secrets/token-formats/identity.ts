import { betterleaks } from './sources.ts';
import type { TokenService } from './token-format.ts';

/** Who people and programs are, and where their secrets are kept. */
export const identity: readonly TokenService[] = [
  {
    service: 'HashiCorp Vault',
    source: 'https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes',
    names: ['vault'],
    tokens: [
      { id: 'vault-service-token', title: 'service token', shape: 'hvs.<base64url:90-120>' },
      { id: 'vault-short-service-token', title: 'service token', shape: 'hvs.<base62:24>' },
      { id: 'vault-batch-token', title: 'batch token', shape: 'hvb.<base64url:138-300>' },
      { id: 'vault-recovery-token', title: 'recovery token', shape: 'hvr.<base64url:24-120>' },
      { id: 'vault-legacy-service-token', title: 'service token', shape: 's.<base62:24>', named: true },
      { id: 'vault-legacy-batch-token', title: 'batch token', shape: 'b.<base64url:90-300>', named: true },
    ],
  },
  {
    service: '1Password',
    source: 'https://developer.1password.com/docs/service-accounts/',
    tokens: [
      {
        id: '1password-service-account-token',
        title: 'service account token',
        shape: 'ops_eyJ<base64:250-4000><padding:0-3>',
      },
      {
        id: '1password-secret-key',
        title: 'Secret Key',
        shape: 'A3-<upper:6>-<upper:6>-<upper:5>-<upper:5>-<upper:5>-<upper:5>',
        source: 'https://support.1password.com/secret-key-security/',
      },
      {
        id: '1password-short-secret-key',
        title: 'Secret Key',
        shape: 'A3-<upper:6>-<upper:11>-<upper:5>-<upper:5>-<upper:5>',
        source: betterleaks('1password-secret-key'),
      },
    ],
  },
  {
    service: 'Doppler',
    source: 'https://docs.doppler.com/reference/auth-token-formats',
    tokens: [
      { id: 'doppler-personal-token', title: 'personal token', shape: 'dp.pt.<base62:40-44>' },
      { id: 'doppler-service-token', title: 'service token', shape: 'dp.st.<base62:40-44>' },
      { id: 'doppler-config-service-token', title: 'service token', shape: 'dp.st.<lower-url:2-35>.<base62:40-44>' },
      { id: 'doppler-service-account-token', title: 'service account token', shape: 'dp.sa.<base62:40-44>' },
      { id: 'doppler-cli-token', title: 'CLI token', shape: 'dp.ct.<base62:40-44>' },
      { id: 'doppler-scim-token', title: 'SCIM token', shape: 'dp.scim.<base62:40-44>' },
      { id: 'doppler-audit-token', title: 'audit token', shape: 'dp.audit.<base62:40-44>' },
    ],
  },
  {
    service: 'Infisical',
    source: 'Infisical/infisical backend/src/services/service-token/service-token-service.ts',
    tokens: [{ id: 'infisical-service-token', title: 'service token', shape: 'st.<hex:24>.<hex:32>.<hex:32>' }],
  },
  {
    service: 'Bitwarden',
    source: 'https://bitwarden.com/help/access-tokens/',
    names: ['bws', 'bitwarden'],
    tokens: [
      {
        id: 'bitwarden-access-token',
        title: 'machine account access token',
        shape: '0.<uuid>.<base62:30>:<base64:22>==',
        named: true,
      },
    ],
  },
  {
    service: 'Microsoft Entra',
    source:
      'microsoft/security-utilities GeneratedRegexPatterns/HighConfidenceMicrosoftSecurityModels.json, AadClientAppIdentifiableCredentials',
    tokens: [
      { id: 'entra-client-secret', title: 'client secret', shape: '<tilde:3>8Q~<tilde:34>' },
      { id: 'entra-older-client-secret', title: 'client secret', shape: '<tilde:3>7Q~<tilde:31>' },
    ],
  },
  {
    service: 'Okta',
    source: betterleaks('okta-access-token'),
    names: ['okta'],
    tokens: [{ id: 'okta-api-token', title: 'API token', shape: '00<base64url:40>', named: true }],
  },
  {
    service: 'Auth0',
    source: betterleaks('auth0-client-secret'),
    names: ['auth0'],
    tokens: [{ id: 'auth0-client-secret', title: 'client secret', shape: '<base64url:64>', named: true }],
  },
  {
    service: 'Clerk',
    source: betterleaks('clerk-secret-key'),
    names: ['clerk'],
    tokens: [
      { id: 'clerk-secret-key', title: 'secret key', shape: 'sk_live_<base62:32-48>', named: true },
      { id: 'clerk-test-secret-key', title: 'secret key', shape: 'sk_test_<base62:32-48>', named: true, test: true },
    ],
  },
  {
    service: 'WorkOS',
    source: betterleaks('workos-production-api-key'),
    names: ['workos'],
    tokens: [
      { id: 'workos-api-key', title: 'API key', shape: 'sk_live_a2V5Xz<base64:69><padding:0-2>', named: true },
      {
        id: 'workos-test-api-key',
        title: 'API key',
        shape: 'sk_test_a2V5Xz<base64:69><padding:0-2>',
        named: true,
        test: true,
      },
    ],
  },
  {
    service: 'Authress',
    source: 'https://authress.io/knowledge-base/docs/authorization/service-clients/secrets-scanning',
    tokens: [
      {
        id: 'authress-service-key',
        title: 'service client access key',
        shape: 'sc_<base62:5-30>.<base62:4-6>.acc_<base62:10-32>.<base64:30-120><padding:0-2>',
      },
      {
        id: 'authress-dashed-service-key',
        title: 'service client access key',
        shape: 'sc_<base62:5-30>.<base62:4-6>.acc-<base62:10-32>.<base64:30-120><padding:0-2>',
      },
      {
        id: 'authress-external-key',
        title: 'service client access key',
        shape: 'ext_<base62:5-30>.<base62:4-6>.acc_<base62:10-32>.<base64:30-120><padding:0-2>',
      },
      {
        id: 'authress-scauth-key',
        title: 'service client access key',
        shape: 'scauth_<base62:5-30>.<base62:4-6>.acc_<base62:10-32>.<base64:30-120><padding:0-2>',
      },
      {
        id: 'authress-key',
        title: 'service client access key',
        shape: 'authress_<base62:5-30>.<base62:4-6>.acc_<base62:10-32>.<base64:30-120><padding:0-2>',
      },
    ],
  },
  {
    service: 'JumpCloud',
    source: betterleaks('jumpcloud-api-key'),
    names: ['jumpcloud'],
    tokens: [{ id: 'jumpcloud-api-key', title: 'API key', shape: '<hex:40>', named: true }],
  },
  {
    service: 'Unkey',
    source: betterleaks('unkey-root-key'),
    tokens: [{ id: 'unkey-root-key', title: 'root key', shape: 'unkey_<base62:20-32>' }],
  },
  {
    service: 'Polar',
    source: betterleaks('polar-organization-access-token'),
    tokens: [
      { id: 'polar-organization-token', title: 'organization access token', shape: 'polar_oat_<base62:20-100>' },
      { id: 'polar-personal-token', title: 'personal access token', shape: 'polar_pat_<base62:20-100>' },
      { id: 'polar-oauth-token', title: 'OAuth access token', shape: 'polar_at_<base64url:20-100>' },
    ],
  },
  {
    service: 'VirusTotal',
    source: betterleaks('virustotal-api-key'),
    names: ['virustotal', 'vt_'],
    tokens: [{ id: 'virustotal-api-key', title: 'API key', shape: '<hex:64>', named: true }],
  },
  {
    service: 'AbuseIPDB',
    source: betterleaks('abuseipdb-api-key'),
    names: ['abuseipdb'],
    tokens: [{ id: 'abuseipdb-api-key', title: 'API key', shape: '<hex:80>', named: true }],
  },
  {
    service: 'Adobe',
    source: betterleaks('adobe-client-secret'),
    names: ['adobe'],
    tokens: [
      { id: 'adobe-client-secret', title: 'client secret', shape: 'p8e-<base64url:32>' },
      {
        id: 'adobe-client-key',
        title: 'client key',
        shape: '<hex:32>',
        named: true,
        source: betterleaks('adobe-client-id'),
      },
    ],
  },
];
