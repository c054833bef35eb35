import { crc32LowestByteFirst } from './checksums.ts';
import { betterleaks } from './sources.ts';
import type { TokenService } from './token-format.ts';

/** What watches systems and calls people. */
export const observability: readonly TokenService[] = [
  {
    service: 'Grafana',
    source: 'grafana/grafana pkg/components/satokengen/tokengen.go',
    tokens: [
      {
        id: 'grafana-service-account-token',
        title: 'service account token',
        shape: 'glsa_<base62:32>_<hex:8>',
        checksum: crc32LowestByteFirst,
      },
      {
        id: 'grafana-cloud-token',
        title: 'Cloud access policy token',
        shape: 'glc_<base64:40-400><padding:0-2>',
        source: betterleaks('grafana-cloud-api-token'),
      },
      {
        id: 'grafana-api-key',
        title: 'API key',
        shape: 'eyJrIjoi<base64:40-400><padding:0-2>',
        source: betterleaks('grafana-api-key'),
      },
    ],
  },
  {
    service: 'Datadog',
    source: betterleaks('datadog-api-key'),
    names: ['datadog', 'dd_'],
    tokens: [
      { id: 'datadog-api-key', title: 'API key', shape: '<hex:32>', named: true },
      {
        id: 'datadog-application-key',
        title: 'application key',
        shape: '<hex:40>',
        named: true,
        source: betterleaks('datadog-application-key'),
      },
    ],
  },
  {
    service: 'New Relic',
    source: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
    names: ['newrelic', 'new_relic', 'new-relic'],
    tokens: [
      { id: 'new-relic-user-key', title: 'user key', shape: 'NRAK-<upper:27>' },
      { id: 'new-relic-insert-key', title: 'insert key', shape: 'NRII-<base64url:32>' },
      { id: 'new-relic-query-key', title: 'query key', shape: 'NRIQ-<base64url:32>' },
      { id: 'new-relic-license-key', title: 'license key', shape: '<base62:36>NRAL' },
      {
        id: 'new-relic-browser-key',
        title: 'browser key',
        shape: 'NRJS-<hex:19>',
        source: betterleaks('new-relic-browser-api-token'),
      },
      {
        id: 'new-relic-api-key',
        title: 'API key',
        shape: '<lower:64>',
        named: true,
        source: betterleaks('new-relic-user-api-id'),
      },
    ],
  },
  {
    service: 'Dynatrace',
    source: 'https://docs.dynatrace.com/docs/dynatrace-api/basics/dynatrace-api-authentication',
    tokens: [
      { id: 'dynatrace-api-token', title: 'API token', shape: 'dt0c01.<upper:24>.<upper:64>' },
      { id: 'dynatrace-platform-token', title: 'platform token', shape: 'dt0s16.<upper:8>.<upper:64>' },
      { id: 'dynatrace-client-secret', title: 'OAuth client secret', shape: 'dt0s02.<upper:8>.<upper:64>' },
    ],
  },
  {
    service: 'Sentry',
    source: 'getsentry/sentry src/sentry/utils/security/orgauthtoken_token.py',
    names: ['sentry'],
    tokens: [
      {
        id: 'sentry-organization-token',
        title: 'organization token',
        shape: 'sntrys_eyJpYXQiO<base64:40-600><padding:0-2>_<base64:43>',
      },
      {
        id: 'sentry-user-token',
        title: 'user token',
        shape: 'sntryu_<hex:64>',
        source: betterleaks('sentry-user-token'),
      },
      {
        id: 'sentry-classic-token',
        title: 'auth token',
        shape: '<hex:64>',
        named: true,
        source: betterleaks('sentry-access-token'),
      },
    ],
  },
  {
    service: 'Honeycomb',
    source: betterleaks('honeycomb-api-key'),
    names: ['honeycomb'],
    tokens: [
      {
        id: 'honeycomb-ingest-key',
        title: 'ingest key',
        shape: 'hcaik_<lower:58>',
        source: 'https://docs.honeycomb.io/configure/environments/manage-api-keys/',
      },
      { id: 'honeycomb-classic-api-key', title: 'API key', shape: '<hex:32>', named: true },
      { id: 'honeycomb-api-key', title: 'API key', shape: '<base62:22>', named: true },
    ],
  },
  {
    service: 'Sumo Logic',
    source: betterleaks('sumologic-access-token'),
    names: ['sumo', 'sumologic'],
    tokens: [
      { id: 'sumo-logic-access-key', title: 'access key', shape: '<base62:64>', named: true },
      {
        id: 'sumo-logic-http-source',
        title: 'address of an HTTP source',
        shape: 'sumologic.com/receiver/v1/http/<base64:60-160><padding:0-2>',
        source: 'https://help.sumologic.com/docs/send-data/hosted-collectors/http-source/logs-metrics/',
      },
    ],
  },
  {
    service: 'PagerDuty',
    source: betterleaks('pagerduty-authorization-token'),
    names: ['pagerduty'],
    tokens: [
      { id: 'pagerduty-user-token', title: 'user API token', shape: 'u+<base64url:18>', named: true },
      {
        id: 'pagerduty-token',
        title: 'API token',
        shape: '<base64url:20>',
        named: true,
        source: 'https://support.pagerduty.com/main/docs/api-access-keys',
      },
      {
        id: 'pagerduty-integration-address',
        title: 'integration address',
        shape: 'events.pagerduty.com/integration/<lower:32>/enqueue',
        source: 'https://support.pagerduty.com/main/docs/amazon-cloudwatch-integration-guide',
      },
      {
        id: 'pagerduty-integration-key',
        title: 'integration key',
        shape: '<lower:32>',
        named: true,
        source: 'https://support.pagerduty.com/main/docs/services-and-integrations',
      },
    ],
  },
  {
    service: 'Opsgenie',
    source: betterleaks('opsgenie-api-key'),
    names: ['opsgenie', 'genie'],
    tokens: [{ id: 'opsgenie-api-key', title: 'API key', shape: '<uuid>', named: true }],
  },
  {
    service: 'Rootly',
    source: betterleaks('rootly-api-key'),
    tokens: [{ id: 'rootly-api-key', title: 'API key', shape: 'rootly_<hex:64>' }],
  },
  {
    service: 'PostHog',
    source: 'https://posthog.com/docs/api',
    tokens: [
      {
        id: 'posthog-personal-api-key',
        title: 'personal API key',
        shape: 'phx_<base64url:41-49>',
        source: betterleaks('posthog-personal-api-key'),
      },
      { id: 'posthog-feature-flags-key', title: 'feature flags secure API key', shape: 'phs_<base64url:41-49>' },
    ],
  },
  {
    service: 'Adafruit IO',
    source: betterleaks('adafruit-api-key'),
    names: ['adafruit', 'aio_'],
    tokens: [
      {
        id: 'adafruit-io-key',
        title: 'key',
        shape: 'aio_<base62:28>',
        source: 'https://io.adafruit.com/api/docs/#authentication',
      },
      { id: 'adafruit-io-classic-key', title: 'key', shape: '<lower-url:32>', named: true },
    ],
  },
  {
    service: 'Samsara',
    source: betterleaks('samsara-api-token'),
    tokens: [{ id: 'samsara-api-token', title: 'API token', shape: 'samsara_api_<base62:26-32>' }],
  },
  {
    service: 'Amplitude',
    source: betterleaks('amplitude-secret-key'),
    names: ['amplitude'],
    tokens: [{ id: 'amplitude-secret-key', title: 'API or secret key', shape: '<hex:32>', named: true }],
  },
  {
    service: 'Segment',
    source: betterleaks('segment-public-api-token'),
    tokens: [{ id: 'segment-public-api-token', title: 'Public API token', shape: 'sgp_<base62:64>' }],
  },
  {
    service: 'FullStory',
    source: betterleaks('fullstory-api-key'),
    names: ['fullstory', 'fs_api'],
    tokens: [
      { id: 'fullstory-us-api-key', title: 'API key', shape: 'na1.<base62:20-300>', named: true },
      { id: 'fullstory-eu-api-key', title: 'API key', shape: 'eu1.<base62:20-300>', named: true },
    ],
  },
];
