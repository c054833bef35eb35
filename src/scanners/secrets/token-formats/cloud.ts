import { betterleaks } from './sources.ts';
import type { TokenService } from './token-format.ts';

const azureKeys = 'microsoft/security-utilities GeneratedRegexPatterns/HighConfidenceMicrosoftSecurityModels.json';

/** Clouds, hosting and networks. Access keys of AWS are known by a detector of their own. */
export const cloud: readonly TokenService[] = [
  {
    service: 'Amazon Bedrock',
    source: betterleaks('aws-amazon-bedrock-api-key-long-lived'),
    tokens: [
      { id: 'bedrock-long-term-key', title: 'long-term API key', shape: 'ABSK<base64:109-269><padding:0-2>' },
      {
        id: 'bedrock-short-term-key',
        title: 'short-term API key',
        shape: 'bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t<base64:100-4000><padding:0-2>',
        source: betterleaks('aws-amazon-bedrock-api-key-short-lived'),
      },
    ],
  },
  {
    service: 'Azure',
    source: azureKeys,
    tokens: [
      { id: 'azure-storage-key', title: 'storage account key', shape: '<base64:76>+ASt<base64:6>==' },
      { id: 'azure-cosmos-db-key', title: 'Cosmos DB key', shape: '<base64:76>ACDb<base64:6>==' },
      { id: 'azure-batch-key', title: 'Batch key', shape: '<base64:76>+ABa<base64:6>==' },
      { id: 'azure-machine-learning-key', title: 'Machine Learning key', shape: '<base64:76>/AM7<base64:6>==' },
      { id: 'azure-api-management-key', title: 'API Management key', shape: '<base64:76>APIM<base64:6>==' },
      { id: 'azure-service-bus-key', title: 'Service Bus key', shape: '<base64:33>+ASb<base64:6>=' },
      { id: 'azure-event-hubs-key', title: 'Event Hubs key', shape: '<base64:33>+AEh<base64:6>=' },
      { id: 'azure-relay-key', title: 'Relay key', shape: '<base64:33>+ARm<base64:6>=' },
      { id: 'azure-iot-key', title: 'IoT Hub key', shape: '<base64:33>AIoT<base64:6>=' },
      { id: 'azure-redis-key', title: 'Cache for Redis key', shape: '<base64:33>AzCa<base64:6>=' },
      { id: 'azure-search-key', title: 'AI Search key', shape: '<base64:42>AzSe<base64:6>' },
      { id: 'azure-container-registry-key', title: 'container registry key', shape: '<base64:42>+ACR<base64:6>' },
      { id: 'azure-function-key', title: 'Functions key', shape: '<base64url:44>AzFu<base64url:6>==' },
      {
        id: 'azure-storage-connection-string',
        title: 'storage account key in a connection string',
        shape: 'AccountKey=<base64:86>==',
        source: 'https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string',
      },
      {
        id: 'azure-shared-access-key',
        title: 'shared access key in a connection string',
        shape: 'SharedAccessKey=<base64:43>=',
        source: 'https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas',
      },
      {
        id: 'azure-app-configuration-secret',
        title: 'App Configuration connection string',
        shape: '.azconfig.io;Id=<tilde:4-80>;Secret=<base64:36-100><padding:0-2>',
        source: betterleaks('azure-app-configuration-connection-string'),
      },
    ],
  },
  {
    service: 'Google Cloud',
    source: 'https://cloud.google.com/docs/authentication/api-keys',
    tokens: [
      { id: 'google-api-key', title: 'API key', shape: 'AIza<base64url:35>', source: betterleaks('gcp-api-key') },
      {
        id: 'google-bound-api-key',
        title: 'API key of a service account',
        shape: 'AQ.Ab8RN6<base64url:44>',
        source: betterleaks('gcp-gemini-api'),
      },
      {
        id: 'google-oauth-client-secret',
        title: 'OAuth client secret',
        shape: 'GOCSPX-<base64url:28>',
        source: 'https://developers.google.com/identity/protocols/oauth2',
      },
      {
        id: 'google-oauth-access-token',
        title: 'OAuth access token',
        shape: 'ya29.<base64url:100-2048>',
        source: 'https://developers.google.com/identity/protocols/oauth2',
      },
      {
        id: 'google-oauth-refresh-token',
        title: 'OAuth refresh token',
        shape: '1//0<base64url:60-512>',
        source: 'https://developers.google.com/identity/protocols/oauth2',
      },
    ],
  },
  {
    service: 'Alibaba Cloud',
    source: betterleaks('alibaba-secret-key'),
    names: ['alibaba', 'aliyun', 'alicloud'],
    tokens: [
      {
        id: 'alibaba-security-token',
        title: 'security token',
        shape: 'CAIS<base64:100-1000><padding:0-2>',
        named: true,
        source: betterleaks('alibaba-sts-security-token'),
      },
      { id: 'alibaba-access-key-secret', title: 'access key secret', shape: '<base62:30>', named: true },
    ],
  },
  {
    service: 'Cloudflare',
    source: betterleaks('cloudflare-api-token'),
    names: ['cloudflare', 'cf_'],
    tokens: [
      { id: 'cloudflare-account-token', title: 'account API token', shape: 'cfat_<base62:40-60>' },
      { id: 'cloudflare-user-token', title: 'user API token', shape: 'cfut_<base62:40-60>' },
      {
        id: 'cloudflare-origin-ca-key',
        title: 'Origin CA key',
        shape: 'v1.0-<hex:24>-<hex:146>',
        source: betterleaks('cloudflare-origin-ca-key'),
      },
      {
        id: 'cloudflare-api-token',
        title: 'API token',
        shape: '<base64url:40>',
        named: true,
        source: betterleaks('cloudflare-api-key'),
      },
      {
        id: 'cloudflare-global-api-key',
        title: 'global API key',
        shape: '<hex:37>',
        named: true,
        source: betterleaks('cloudflare-global-api-key'),
      },
    ],
  },
  {
    service: 'DigitalOcean',
    source: 'https://docs.digitalocean.com/reference/api/',
    tokens: [
      { id: 'digitalocean-personal-access-token', title: 'personal access token', shape: 'dop_v1_<hex:64>' },
      { id: 'digitalocean-oauth-token', title: 'OAuth token', shape: 'doo_v1_<hex:64>' },
      { id: 'digitalocean-refresh-token', title: 'OAuth refresh token', shape: 'dor_v1_<hex:64>' },
    ],
  },
  {
    service: 'Heroku',
    source: betterleaks('heroku-api-key-v2'),
    names: ['heroku'],
    tokens: [
      { id: 'heroku-api-key', title: 'API key', shape: 'HRKU-AA<base64url:58>' },
      {
        id: 'heroku-api-key-uuid',
        title: 'API key',
        shape: '<uuid>',
        named: true,
        source: betterleaks('heroku-api-key'),
      },
    ],
  },
  {
    service: 'Fly.io',
    source: 'gitleaks/gitleaks cmd/generate/config/rules/flyio.go',
    tokens: [
      { id: 'flyio-personal-token', title: 'personal access token', shape: 'fo1_<base64url:43>' },
      { id: 'flyio-macaroon-a', title: 'access token', shape: 'fm1a_<base64:100-4000><padding:0-3>' },
      { id: 'flyio-macaroon-r', title: 'access token', shape: 'fm1r_<base64:100-4000><padding:0-3>' },
      { id: 'flyio-macaroon', title: 'access token', shape: 'fm2_<base64:100-4000><padding:0-3>' },
    ],
  },
  {
    service: 'IBM Cloud',
    source: betterleaks('ibm-cloud-user-api-key'),
    names: ['ibm', 'ibmcloud', 'bluemix'],
    tokens: [{ id: 'ibm-cloud-api-key', title: 'API key', shape: '<base64url:44>', named: true }],
  },
  {
    service: 'OVHcloud',
    source: betterleaks('ovh-application-secret'),
    names: ['ovh'],
    tokens: [{ id: 'ovh-secret', title: 'application secret or consumer key', shape: '<base62:32>', named: true }],
  },
  {
    service: 'Scaleway',
    source: betterleaks('scaleway-secret-key'),
    names: ['scaleway', 'scw'],
    tokens: [{ id: 'scaleway-secret-key', title: 'secret key', shape: '<uuid>', named: true }],
  },
  {
    service: 'Scalingo',
    source: betterleaks('scalingo-api-token'),
    tokens: [{ id: 'scalingo-api-token', title: 'API token', shape: 'tk-us-<base64url:48>' }],
  },
  {
    service: 'Civo',
    source: betterleaks('civo-api-key'),
    names: ['civo'],
    tokens: [{ id: 'civo-api-key', title: 'API key', shape: '<base62:50>', named: true }],
  },
  {
    service: 'Exoscale',
    source: betterleaks('exoscale-api-secret'),
    names: ['exoscale'],
    tokens: [{ id: 'exoscale-api-secret', title: 'API secret', shape: '<base64url:40-60>', named: true }],
  },
  {
    service: 'Hetzner',
    source: 'hetznercloud/cli internal/cmd/context/create.go',
    names: ['hcloud', 'hetzner'],
    tokens: [{ id: 'hetzner-api-token', title: 'API token', shape: '<base62:64>', named: true }],
  },
  {
    service: 'Linode',
    source: 'https://techdocs.akamai.com/linode-api/reference/get-started',
    names: ['linode'],
    tokens: [{ id: 'linode-personal-access-token', title: 'personal access token', shape: '<hex:64>', named: true }],
  },
  {
    service: 'Vultr',
    source: betterleaks('vultr-api-key'),
    names: ['vultr'],
    tokens: [{ id: 'vultr-api-key', title: 'API key', shape: '<upper:36>', named: true }],
  },
  {
    service: 'UpCloud',
    source: betterleaks('upcloud-api-token'),
    tokens: [{ id: 'upcloud-api-token', title: 'API token', shape: 'ucat_<base62:24-32>' }],
  },
  {
    service: 'Infomaniak',
    source: betterleaks('infomaniak-api-token'),
    names: ['infomaniak'],
    tokens: [{ id: 'infomaniak-api-token', title: 'API token', shape: '<base64url:60-100>', named: true }],
  },
  {
    service: 'Selectel',
    source: 'betterleaks/betterleaks cmd/generate/config/rules/cis.go',
    names: ['selectel'],
    tokens: [{ id: 'selectel-static-token', title: 'static token', shape: '<lower:32-64>', named: true }],
  },
  {
    service: 'Yandex Cloud',
    source: betterleaks('yandex-api-key'),
    names: ['yandex'],
    tokens: [
      { id: 'yandex-api-key', title: 'API key', shape: 'AQVN<base64url:35-38>' },
      {
        id: 'yandex-iam-token',
        title: 'IAM token',
        shape: 't1.<base64url:20-512>.<base64url:86>',
        source: betterleaks('yandex-access-token'),
      },
      {
        id: 'yandex-static-key',
        title: 'static access key',
        shape: 'YC<base64url:38>',
        named: true,
        source: betterleaks('yandex-aws-access-token'),
      },
    ],
  },
  {
    service: 'Render',
    source: betterleaks('render-api-key'),
    tokens: [{ id: 'render-api-key', title: 'API key', shape: 'rnd_<base62:28>' }],
  },
  {
    service: 'Vercel',
    source: betterleaks('vercel-personal-access-token'),
    names: ['vercel'],
    tokens: [
      { id: 'vercel-personal-access-token', title: 'personal access token', shape: 'vcp_<base64url:56>' },
      { id: 'vercel-integration-token', title: 'integration token', shape: 'vci_<base64url:56>' },
      { id: 'vercel-app-access-token', title: 'app access token', shape: 'vca_<base64url:56>' },
      { id: 'vercel-app-refresh-token', title: 'app refresh token', shape: 'vcr_<base64url:56>' },
      { id: 'vercel-ai-gateway-key', title: 'AI gateway key', shape: 'vck_<base64url:56>' },
      {
        id: 'vercel-api-token',
        title: 'API token',
        shape: '<base62:24>',
        named: true,
        source: betterleaks('vercel-api-token'),
      },
    ],
  },
  {
    service: 'Netlify',
    source: 'https://docs.netlify.com/api/get-started/',
    names: ['netlify'],
    tokens: [
      { id: 'netlify-personal-access-token', title: 'personal access token', shape: 'nfp_<base62:36>' },
      {
        id: 'netlify-build-hook',
        title: 'build hook',
        shape: 'api.netlify.com/build_hooks/<hex:24>',
        source: 'https://docs.netlify.com/configure-builds/build-hooks',
      },
      {
        id: 'netlify-access-token',
        title: 'access token',
        shape: '<base64url:40-46>',
        named: true,
        source: betterleaks('netlify-access-token'),
      },
    ],
  },
  {
    service: 'Deno Deploy',
    source: betterleaks('deno-account-token'),
    tokens: [{ id: 'deno-deploy-token', title: 'account token', shape: 'ddp_<base62:36>' }],
  },
  {
    service: 'Fastly',
    source: betterleaks('fastly-api-token'),
    names: ['fastly'],
    tokens: [{ id: 'fastly-api-token', title: 'API token', shape: '<base64url:32>', named: true }],
  },
  {
    service: 'Cisco Meraki',
    source: betterleaks('cisco-meraki-api-key'),
    names: ['meraki'],
    tokens: [{ id: 'meraki-api-key', title: 'API key', shape: '<hex:40>', named: true }],
  },
  {
    service: 'Tailscale',
    source: 'https://tailscale.com/kb/1277/key-prefixes',
    tokens: [
      { id: 'tailscale-api-key', title: 'API access token', shape: 'tskey-api-<base62:6-20>-<base62:20-40>' },
      { id: 'tailscale-auth-key', title: 'auth key', shape: 'tskey-auth-<base62:6-20>-<base62:20-40>' },
      {
        id: 'tailscale-client-secret',
        title: 'OAuth client secret',
        shape: 'tskey-client-<base62:6-20>-<base62:20-40>',
      },
      { id: 'tailscale-scim-key', title: 'SCIM key', shape: 'tskey-scim-<base62:6-20>-<base62:20-40>' },
      { id: 'tailscale-webhook-secret', title: 'webhook secret', shape: 'tskey-webhook-<base62:6-20>-<base62:20-40>' },
    ],
  },
  {
    service: 'Defined Networking',
    source: betterleaks('defined-networking-api-token'),
    tokens: [
      { id: 'defined-networking-api-token', title: 'API token', shape: 'dnkey-<upper:26>-<upper:52>' },
      { id: 'defined-networking-api-token-lower', title: 'API token', shape: 'dnkey-<lower:26>-<lower:52>' },
    ],
  },
  {
    service: 'ngrok',
    source: betterleaks('ngrok-api-key'),
    names: ['ngrok'],
    tokens: [{ id: 'ngrok-token', title: 'API key or authtoken', shape: '2<base62:26>_<base62:21>', named: true }],
  },
  {
    service: 'Cast AI',
    source: 'betterleaks/betterleaks cmd/generate/config/rules/castai.go',
    tokens: [{ id: 'cast-ai-api-key', title: 'API key', shape: 'castai_v1_<lower:64>_<lower:8>' }],
  },
  {
    service: 'OpenShift',
    source: betterleaks('openshift-user-token'),
    tokens: [{ id: 'openshift-user-token', title: 'user token', shape: 'sha256~<base64url:43>' }],
  },
  {
    service: 'redirect.pizza',
    source: betterleaks('redirect-pizza-api-token'),
    tokens: [{ id: 'redirect-pizza-api-token', title: 'API token', shape: 'rpa_<base62:30>' }],
  },
  {
    service: 'SSLMate',
    source: betterleaks('sslmate-api-key'),
    names: ['sslmate'],
    tokens: [{ id: 'sslmate-api-key', title: 'API key', shape: '<base62:36>', named: true }],
  },
  {
    service: 'Zuplo',
    source: betterleaks('zuplo-consumer-api-key'),
    tokens: [{ id: 'zuplo-consumer-api-key', title: 'consumer API key', shape: 'zpka_<lower:32>_<hex:8>' }],
  },
  {
    service: 'RapidAPI',
    source: betterleaks('rapidapi-access-token'),
    names: ['rapidapi'],
    tokens: [{ id: 'rapidapi-key', title: 'API key', shape: '<lower-url:50>', named: true }],
  },
];
