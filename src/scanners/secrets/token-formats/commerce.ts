import { betterleaks } from './sources.ts';
import type { TokenService } from './token-format.ts';

/** Shops, shipping and travel. */
export const commerce: readonly TokenService[] = [
  {
    service: 'Shopify',
    source: 'https://shopify.dev/changelog/length-of-the-shopify-access-token-is-increasing',
    tokens: [
      { id: 'shopify-access-token', title: 'access token', shape: 'shpat_<any-hex:32>' },
      { id: 'shopify-custom-app-token', title: 'custom app access token', shape: 'shpca_<any-hex:32>' },
      { id: 'shopify-private-app-password', title: 'private app password', shape: 'shppa_<any-hex:32>' },
      { id: 'shopify-shared-secret', title: 'app shared secret', shape: 'shpss_<any-hex:32>' },
    ],
  },
  {
    service: 'WooCommerce',
    source: 'woocommerce/woocommerce plugins/woocommerce/includes/class-wc-auth.php',
    tokens: [{ id: 'woocommerce-consumer-secret', title: 'consumer secret', shape: 'cs_<hex:40>' }],
  },
  {
    service: 'Gumroad',
    source: betterleaks('gumroad-access-token'),
    names: ['gumroad'],
    tokens: [
      { id: 'gumroad-access-token', title: 'access token', shape: '<base64url:43>', named: true },
      { id: 'gumroad-classic-access-token', title: 'access token', shape: '<hex:64>', named: true },
    ],
  },
  {
    service: 'Etsy',
    source: betterleaks('etsy-open-api-key'),
    names: ['etsy'],
    tokens: [
      { id: 'etsy-api-key-and-secret', title: 'API key and secret', shape: '<lower:24>:<lower:10-64>', named: true },
      { id: 'etsy-api-key', title: 'API key', shape: '<lower:24>', named: true },
    ],
  },
  {
    service: 'eBay',
    source: betterleaks('ebay-client-secret'),
    tokens: [
      { id: 'ebay-client-secret', title: 'client secret', shape: 'PRD-<hex:12>-<hex:4>-<hex:4>-<hex:4>-<hex:4>' },
      {
        id: 'ebay-older-client-secret',
        title: 'client secret',
        shape: 'PRD-<hex:8>-<hex:4>-<hex:4>-<hex:4>-<hex:4-12>',
      },
      {
        id: 'ebay-sandbox-client-secret',
        title: 'client secret',
        shape: 'SBX-<hex:12>-<hex:4>-<hex:4>-<hex:4>-<hex:4>',
        test: true,
      },
    ],
  },
  {
    service: 'Shippo',
    source: 'https://docs.goshippo.com/docs/guides_general/authentication/',
    tokens: [
      { id: 'shippo-api-token', title: 'API token', shape: 'shippo_live_<any-hex:40>' },
      { id: 'shippo-test-api-token', title: 'API token', shape: 'shippo_test_<any-hex:40>', test: true },
    ],
  },
  {
    service: 'EasyPost',
    source: 'https://docs.easypost.com/docs/authentication',
    tokens: [
      { id: 'easypost-api-key', title: 'API key', shape: 'EZAK<base62:54>' },
      { id: 'easypost-test-api-key', title: 'API key', shape: 'EZTK<base62:54>', test: true },
    ],
  },
  {
    service: 'Duffel',
    source: 'https://duffel.com/docs/api/overview/authentication',
    tokens: [
      { id: 'duffel-access-token', title: 'access token', shape: 'duffel_live_<url-value:43>' },
      { id: 'duffel-test-access-token', title: 'access token', shape: 'duffel_test_<url-value:43>', test: true },
    ],
  },
  {
    service: 'FreshBooks',
    source: betterleaks('freshbooks-access-token'),
    names: ['freshbooks'],
    tokens: [{ id: 'freshbooks-access-token', title: 'access token', shape: '<hex:64>', named: true }],
  },
  {
    service: 'Squarespace',
    source: betterleaks('squarespace-access-token'),
    names: ['squarespace'],
    tokens: [{ id: 'squarespace-api-key', title: 'API key', shape: '<uuid>', named: true }],
  },
];
