import { betterleaks } from './sources.ts';
import type { TokenService } from './token-format.ts';

/** Databases and what stores and moves data for others. Passwords in addresses are known by a detector of their own. */
export const databases: readonly TokenService[] = [
  {
    service: 'Databricks',
    source: 'https://docs.databricks.com/dev-tools/auth/pat',
    tokens: [
      { id: 'databricks-token', title: 'personal access token', shape: 'dapi<hex:32>' },
      {
        id: 'databricks-service-secret',
        title: 'OAuth secret of a service principal',
        shape: 'dose<hex:32>',
        source: 'https://docs.databricks.com/dev-tools/auth/oauth-m2m',
      },
    ],
  },
  {
    service: 'Snowflake',
    source: betterleaks('snowflake-programmatic-access-token'),
    names: ['snowflake'],
    tokens: [
      {
        id: 'snowflake-programmatic-token',
        title: 'programmatic access token',
        shape: 'eyJ<base64url:30-200>.<base64url:60-600>.<base64url:40-700>',
        named: true,
      },
      { id: 'snowflake-opaque-token', title: 'access token', shape: '<base64url:100-500>', named: true },
    ],
  },
  {
    service: 'MongoDB Atlas',
    source: betterleaks('mongodb-atlas-service-account-secret'),
    names: ['mongodb_atlas', 'mongodbatlas', 'atlas'],
    tokens: [
      { id: 'mongodb-atlas-service-secret', title: 'service account secret', shape: 'mdb_sa_sk_<base64url:40>' },
      {
        id: 'mongodb-atlas-private-key',
        title: 'private API key',
        shape: '<uuid>',
        named: true,
        source: 'https://www.mongodb.com/docs/atlas/configure-api-access/',
      },
    ],
  },
  {
    service: 'PlanetScale',
    source: 'https://planetscale.com/docs/api/planetscale-api-oauth-applications',
    tokens: [
      { id: 'planetscale-password', title: 'database password', shape: 'pscale_pw_<url-value:32-64>' },
      { id: 'planetscale-service-token', title: 'service token', shape: 'pscale_tkn_<url-value:32-64>' },
      { id: 'planetscale-oauth-token', title: 'OAuth token', shape: 'pscale_oauth_<url-value:32-64>' },
    ],
  },
  {
    service: 'Neon',
    source: betterleaks('neon-api-key'),
    tokens: [{ id: 'neon-api-key', title: 'API key', shape: 'napi_<base62:64>' }],
  },
  {
    service: 'Supabase',
    source: 'https://supabase.com/docs/guides/api/api-keys',
    tokens: [
      { id: 'supabase-secret-key', title: 'secret API key', shape: 'sb_secret_<base64url:31>' },
      {
        id: 'supabase-access-token',
        title: 'personal access token',
        shape: 'sbp_<hex:40>',
        source: betterleaks('supabase-management-token'),
      },
      {
        id: 'supabase-oauth-token',
        title: 'OAuth access token',
        shape: 'sbp_oauth_<hex:40>',
        source: 'https://supabase.com/docs/guides/integrations/build-a-supabase-oauth-integration',
      },
    ],
  },
  {
    service: 'CockroachDB Cloud',
    source: betterleaks('cockroachlabs-cloud-api-key'),
    tokens: [{ id: 'cockroachdb-cloud-api-key', title: 'API key', shape: 'CCDB1_<base62:22>_<base62:40>' }],
  },
  {
    service: 'ClickHouse Cloud',
    source: betterleaks('clickhouse-cloud-api-secret-key'),
    tokens: [{ id: 'clickhouse-cloud-secret', title: 'API key secret', shape: '4b1d<base62:38>' }],
  },
  {
    service: 'Couchbase Capella',
    source: betterleaks('couchbase-capella-api-key'),
    names: ['couchbase', 'capella'],
    tokens: [{ id: 'couchbase-capella-api-key', title: 'API key', shape: '<base64:60-120><padding:0-2>', named: true }],
  },
  {
    service: 'DataStax Astra',
    source: 'https://docs.datastax.com/en/astra-db-serverless/administration/manage-application-tokens.html',
    tokens: [{ id: 'astra-application-token', title: 'application token', shape: 'AstraCS:<base62:24>:<hex:64>' }],
  },
  {
    service: 'Aiven',
    source: betterleaks('aiven-auth-token'),
    names: ['aiven'],
    tokens: [
      { id: 'aiven-token', title: 'authentication token', shape: '<base64:370-372><padding:0-2>', named: true },
      {
        id: 'aiven-service-password',
        title: 'service password',
        shape: 'AVNS_<base64url:19>',
        source: 'https://aiven.io/docs/platform/concepts/authentication-tokens',
      },
    ],
  },
  {
    service: 'Confluent',
    source: betterleaks('confluent-secret-key'),
    names: ['confluent', 'ccloud'],
    tokens: [{ id: 'confluent-api-secret', title: 'API secret', shape: '<base64:64>', named: true }],
  },
  {
    service: 'Elastic Cloud',
    source: betterleaks('elastic-cloud-api-key'),
    tokens: [{ id: 'elastic-cloud-api-key', title: 'API key', shape: 'essu_<base64url:60-200><padding:0-2>' }],
  },
  {
    service: 'InfluxDB',
    source: 'https://docs.influxdata.com/influxdb/v2/admin/tokens/',
    names: ['influx', 'influxdb'],
    tokens: [{ id: 'influxdb-token', title: 'API token', shape: '<base64url:86>==', named: true }],
  },
  {
    service: 'Upstash',
    source: betterleaks('upstash-redis-rest-token'),
    names: ['upstash'],
    tokens: [
      { id: 'upstash-redis-token', title: 'REST token', shape: 'A<base64url:40-110><padding:0-2>', named: true },
      { id: 'upstash-token', title: 'REST token', shape: '<base62:32-48>', named: true },
    ],
  },
  {
    service: 'Algolia',
    source: betterleaks('algolia-api-key'),
    names: ['algolia'],
    tokens: [{ id: 'algolia-api-key', title: 'API key', shape: '<hex:32>', named: true }],
  },
  {
    service: 'Meilisearch',
    source: 'https://www.meilisearch.com/docs/learn/security/basic_security',
    names: ['meili', 'meilisearch'],
    tokens: [{ id: 'meilisearch-key', title: 'API key', shape: '<hex:64>', named: true }],
  },
  {
    service: 'Tableau',
    source: betterleaks('tableau-personal-access-token'),
    names: ['tableau'],
    tokens: [
      { id: 'tableau-personal-token', title: 'personal access token', shape: '<base64:22>==:<base62:32>', named: true },
    ],
  },
  {
    service: 'Looker',
    source: betterleaks('looker-client-secret'),
    names: ['looker'],
    tokens: [{ id: 'looker-client-secret', title: 'client secret', shape: '<base62:24>', named: true }],
  },
  {
    service: 'Apify',
    source: betterleaks('apify-api-token'),
    tokens: [{ id: 'apify-api-token', title: 'API token', shape: 'apify_api_<base62:34-38>' }],
  },
];
