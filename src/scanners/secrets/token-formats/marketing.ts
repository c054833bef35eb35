import { betterleaks } from './sources.ts';
import type { TokenService } from './token-format.ts';

/** Customers and content: relations with customers, content management, media, files. */
export const marketing: readonly TokenService[] = [
  {
    service: 'HubSpot',
    source: 'https://developers.hubspot.com/docs/guides/apps/private-apps/overview',
    names: ['hubspot'],
    tokens: [
      { id: 'hubspot-private-app-token', title: 'private app token', shape: 'pat-na<digit:1>-<uuid>' },
      { id: 'hubspot-eu-private-app-token', title: 'private app token', shape: 'pat-eu<digit:1>-<uuid>' },
      { id: 'hubspot-ap-private-app-token', title: 'private app token', shape: 'pat-ap<digit:1>-<uuid>' },
      { id: 'hubspot-api-key', title: 'API key', shape: '<uuid>', named: true, source: betterleaks('hubspot-api-key') },
    ],
  },
  {
    service: 'Salesforce',
    source: betterleaks('salesforce-access-token'),
    tokens: [{ id: 'salesforce-access-token', title: 'access token', shape: '00D<base62:12>!<tilde:80-260>' }],
  },
  {
    service: 'Klaviyo',
    source: betterleaks('klaviyo-api-key'),
    names: ['klaviyo'],
    tokens: [
      {
        id: 'klaviyo-private-key',
        title: 'private API key',
        shape: 'pk_<base62:6>_<hex:34>',
        named: true,
        source: 'https://developers.klaviyo.com/en/docs/authenticate_',
      },
      { id: 'klaviyo-classic-private-key', title: 'private API key', shape: 'pk_<lower:34>', named: true },
    ],
  },
  {
    service: 'Zoho',
    source: 'https://www.zoho.com/accounts/protocol/oauth/web-apps/access-token.html',
    names: ['zoho'],
    tokens: [
      { id: 'zoho-oauth-token', title: 'OAuth token', shape: '1000.<hex:32>.<hex:32>' },
      { id: 'zoho-zapi-key', title: 'ZAPI key', shape: '1001.<hex:32>.<hex:32>', source: betterleaks('zoho-zapi-key') },
      {
        id: 'zoho-short-zapi-key',
        title: 'ZAPI key',
        shape: '1003.<hex:32-64>',
        named: true,
        source: betterleaks('zoho-zapi-key'),
      },
      {
        id: 'zoho-client-secret',
        title: 'client secret',
        shape: '<hex:42>',
        named: true,
        source: betterleaks('zoho-client-secret'),
      },
    ],
  },
  {
    service: 'Workato',
    source: betterleaks('workato-developer-api-token'),
    tokens: [
      {
        id: 'workato-api-token',
        title: 'developer API token',
        shape: 'wrka-eyJ<base64url:8-200>.<base64url:16-1000>.<base64url:64-700>',
      },
      {
        id: 'workato-regional-api-token',
        title: 'developer API token',
        shape: 'wrka<lower-letter:2>-eyJ<base64url:8-200>.<base64url:16-1000>.<base64url:64-700>',
      },
    ],
  },
  {
    service: 'Apollo.io',
    source: betterleaks('apollo-api-key'),
    names: ['apollo'],
    tokens: [{ id: 'apollo-api-key', title: 'API key', shape: '<base64url:22>', named: true }],
  },
  {
    service: 'Clearbit',
    source: 'betterleaks/betterleaks cmd/generate/config/rules/clearbit.go',
    names: ['clearbit'],
    tokens: [{ id: 'clearbit-api-key', title: 'API key', shape: 'sk_<hex:32>', named: true }],
  },
  {
    service: 'Hunter',
    source: betterleaks('hunter-api-key'),
    names: ['hunter'],
    tokens: [{ id: 'hunter-api-key', title: 'API key', shape: '<hex:40>', named: true }],
  },
  {
    service: 'Instantly',
    source: betterleaks('instantly-api-key'),
    names: ['instantly'],
    tokens: [{ id: 'instantly-api-key', title: 'API key', shape: '<base64:66>==', named: true }],
  },
  {
    service: 'Airscale',
    source: 'betterleaks/betterleaks cmd/generate/config/rules/airscale.go',
    names: ['airscale'],
    tokens: [{ id: 'airscale-api-key', title: 'API key', shape: '<base62:30>', named: true }],
  },
  {
    service: 'Typeform',
    source: 'https://www.typeform.com/developers/get-started/personal-access-token/',
    tokens: [
      { id: 'typeform-personal-access-token', title: 'personal access token', shape: 'tfp_<base62:44>_<base62:14>' },
      {
        id: 'typeform-other-personal-access-token',
        title: 'personal access token',
        shape: 'tfp_<url-value:59>',
        source: betterleaks('typeform-api-token'),
      },
    ],
  },
  {
    service: 'Contentful',
    source: betterleaks('contentful-delivery-api-token'),
    names: ['contentful'],
    tokens: [
      {
        id: 'contentful-management-token',
        title: 'personal access token',
        shape: 'CFPAT-<base64url:43>',
        source: 'https://www.contentful.com/developers/docs/references/authentication/',
      },
      { id: 'contentful-delivery-token', title: 'delivery token', shape: '<base64url:43>', named: true },
    ],
  },
  {
    service: 'Cloudinary',
    source: 'https://cloudinary.com/documentation/how_to_integrate_cloudinary#configuration',
    names: ['cloudinary'],
    tokens: [
      { id: 'cloudinary-address', title: 'API secret in an address', shape: 'cloudinary://<digit:15>:<base64url:27>' },
      { id: 'cloudinary-api-secret', title: 'API secret', shape: '<base64url:27>', named: true },
    ],
  },
  {
    service: 'Mux',
    source: betterleaks('mux-access-token-secret'),
    names: ['mux'],
    tokens: [{ id: 'mux-token-secret', title: 'access token secret', shape: '<base64:75>', named: true }],
  },
  {
    service: 'Frame.io',
    source: betterleaks('frameio-api-token'),
    tokens: [{ id: 'frameio-token', title: 'developer token', shape: 'fio-u-<url-value:64>' }],
  },
  {
    service: 'Box',
    source: betterleaks('box-api-access-token'),
    names: ['box'],
    tokens: [{ id: 'box-token', title: 'access token or client secret', shape: '<base62:32>', named: true }],
  },
  {
    service: 'Dropbox',
    source: 'https://developers.dropbox.com/oauth-guide',
    names: ['dropbox'],
    tokens: [
      { id: 'dropbox-short-lived-token', title: 'short-lived access token', shape: 'sl.<base64url:130-152>' },
      { id: 'dropbox-new-short-lived-token', title: 'short-lived access token', shape: 'sl.u.<base64url:130-1500>' },
      {
        id: 'dropbox-long-lived-token',
        title: 'long-lived access token',
        shape: '<base62:11>AAAAAAAAAA<base64url:43>',
        source: betterleaks('dropbox-long-lived-api-token'),
      },
      {
        id: 'dropbox-app-secret',
        title: 'app secret',
        shape: '<lower:15>',
        named: true,
        source: betterleaks('dropbox-api-token'),
      },
    ],
  },
  {
    service: 'Bitly',
    source: betterleaks('bitly-access-token'),
    names: ['bitly'],
    tokens: [{ id: 'bitly-access-token', title: 'access token', shape: '<hex:40>', named: true }],
  },
  {
    service: 'Trello',
    source: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/api-introduction/',
    names: ['trello'],
    tokens: [
      { id: 'trello-token', title: 'token', shape: 'ATTA<hex:64><any-hex:8>' },
      { id: 'trello-classic-token', title: 'token', shape: '<hex:64>', named: true },
      { id: 'trello-api-key', title: 'API key or secret', shape: '<hex:32>', named: true },
    ],
  },
];
