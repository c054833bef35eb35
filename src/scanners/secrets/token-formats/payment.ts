import { betterleaks } from './sources.ts';
import type { TokenService } from './token-format.ts';

const stripe = 'https://docs.stripe.com/keys';

/** Where money moves: payments, banking, exchanges. Keys that are meant for browsers (`pk_live_`) are no secrets and left out. */
export const payment: readonly TokenService[] = [
  {
    service: 'Stripe',
    source: stripe,
    tokens: [
      { id: 'stripe-secret-key', title: 'secret key', shape: 'sk_live_<base62:16-247>' },
      { id: 'stripe-restricted-key', title: 'restricted key', shape: 'rk_live_<base62:16-247>' },
      { id: 'stripe-secret-prod-key', title: 'secret key', shape: 'sk_prod_<base62:16-247>' },
      { id: 'stripe-test-secret-key', title: 'secret key', shape: 'sk_test_<base62:16-247>', test: true },
      { id: 'stripe-test-restricted-key', title: 'restricted key', shape: 'rk_test_<base62:16-247>', test: true },
      {
        id: 'stripe-webhook-secret',
        title: 'webhook signing secret',
        shape: 'whsec_<base62:32-80>',
        source: 'https://docs.stripe.com/webhooks',
      },
    ],
  },
  {
    service: 'Square',
    source: betterleaks('square-access-token'),
    tokens: [
      { id: 'square-access-token', title: 'access token', shape: 'EAAA<base64url:60>' },
      { id: 'square-legacy-access-token', title: 'access token', shape: 'sq0atp-<base64url:22>' },
      {
        id: 'square-application-secret',
        title: 'application secret',
        shape: 'sq0csp-<base64url:43>',
        source: 'https://developer.squareup.com/docs/build-basics/access-tokens',
      },
    ],
  },
  {
    service: 'PayPal',
    source: betterleaks('paypal-client-secret'),
    names: ['paypal'],
    tokens: [{ id: 'paypal-client-secret', title: 'client secret', shape: 'E<base64url:79>', named: true }],
  },
  {
    service: 'Braintree',
    source: 'https://developer.paypal.com/braintree/docs/guides/extend/oauth/access-tokens',
    tokens: [
      { id: 'braintree-access-token', title: 'access token', shape: 'access_token$production$<lower:16>$<hex:32>' },
      {
        id: 'braintree-sandbox-access-token',
        title: 'access token',
        shape: 'access_token$sandbox$<lower:16>$<hex:32>',
        test: true,
      },
    ],
  },
  {
    service: 'Checkout.com',
    source: betterleaks('checkout-secret-key'),
    names: ['checkout', 'cko'],
    tokens: [
      { id: 'checkout-secret-key', title: 'secret key', shape: 'sk_<uuid>', named: true },
      { id: 'checkout-test-secret-key', title: 'secret key', shape: 'sk_test_<uuid>', named: true, test: true },
    ],
  },
  {
    service: 'Mollie',
    source: 'https://docs.mollie.com/reference/authentication',
    names: ['mollie'],
    tokens: [
      { id: 'mollie-api-key', title: 'API key', shape: 'live_<base62:30>', named: true },
      { id: 'mollie-test-api-key', title: 'API key', shape: 'test_<base62:30>', named: true, test: true },
    ],
  },
  {
    service: 'GoCardless',
    source: betterleaks('gocardless-api-token'),
    names: ['gocardless'],
    tokens: [{ id: 'gocardless-access-token', title: 'access token', shape: 'live_<base64url:40>', named: true }],
  },
  {
    service: 'Plaid',
    source: betterleaks('plaid-api-token'),
    names: ['plaid'],
    tokens: [
      { id: 'plaid-access-token', title: 'access token', shape: 'access-production-<uuid>' },
      { id: 'plaid-development-access-token', title: 'access token', shape: 'access-development-<uuid>' },
      { id: 'plaid-sandbox-access-token', title: 'access token', shape: 'access-sandbox-<uuid>', test: true },
      {
        id: 'plaid-secret',
        title: 'secret',
        shape: '<hex:30>',
        named: true,
        source: betterleaks('plaid-secret-key'),
      },
    ],
  },
  {
    service: 'Paddle',
    source: betterleaks('paddle-live-api-key'),
    tokens: [
      { id: 'paddle-api-key', title: 'API key', shape: 'pdl_live_apikey_<lower:26>_<base62:22>_<base62:3>' },
      {
        id: 'paddle-test-api-key',
        title: 'API key',
        shape: 'pdl_sdbx_apikey_<lower:26>_<base62:22>_<base62:3>',
        test: true,
      },
    ],
  },
  {
    service: 'Flutterwave',
    source: betterleaks('flutterwave-secret-key'),
    tokens: [
      { id: 'flutterwave-secret-key', title: 'secret key', shape: 'FLWSECK-<hex:32>-X' },
      { id: 'flutterwave-test-secret-key', title: 'secret key', shape: 'FLWSECK_TEST-<lower:32>-X', test: true },
      {
        id: 'flutterwave-test-encryption-key',
        title: 'encryption key',
        shape: 'FLWSECK_TEST<hex:12>',
        test: true,
        source: betterleaks('flutterwave-encryption-key'),
      },
    ],
  },
  {
    service: 'Razorpay',
    source: betterleaks('razorpay-key-secret'),
    names: ['razorpay', 'rzp'],
    tokens: [{ id: 'razorpay-key-secret', title: 'key secret', shape: '<base62:24>', named: true }],
  },
  {
    service: 'Xendit',
    source: betterleaks('xendit-production-api-key'),
    tokens: [{ id: 'xendit-api-key', title: 'API key', shape: 'xnd_production_<base62:56-72>' }],
  },
  {
    service: 'Midtrans',
    source: betterleaks('midtrans-production-server-client-key'),
    tokens: [{ id: 'midtrans-server-key', title: 'server key', shape: 'Mid-server-<base64url:20-24>' }],
  },
  {
    service: 'Asaas',
    source: betterleaks('asaas-api-token'),
    tokens: [
      { id: 'asaas-api-token', title: 'API token', shape: '$aact_prod_<base64url:20-300>' },
      { id: 'asaas-sandbox-api-token', title: 'API token', shape: '$aact_hmlg_<base64url:20-300>', test: true },
    ],
  },
  {
    service: 'CloudPayments',
    source: 'betterleaks/betterleaks cmd/generate/config/rules/cloudpayments.go',
    names: ['cloudpayments'],
    tokens: [{ id: 'cloudpayments-api-secret', title: 'API secret', shape: '<lower:32-64>', named: true }],
  },
  {
    service: 'Finicity',
    source: betterleaks('finicity-api-token'),
    names: ['finicity'],
    tokens: [
      { id: 'finicity-app-key', title: 'app key', shape: '<hex:32>', named: true },
      {
        id: 'finicity-client-secret',
        title: 'client secret',
        shape: '<base62:20>',
        named: true,
        source: betterleaks('finicity-client-secret'),
      },
    ],
  },
  {
    service: 'Mercury',
    source: betterleaks('mercury-production-api-token'),
    tokens: [
      {
        id: 'mercury-api-token',
        title: 'API token',
        shape: 'mercury_production_<lower-letter:3-6>_<base62:40-50>_yrucrem',
      },
    ],
  },
  {
    service: 'Ramp',
    source: betterleaks('ramp-client-secret'),
    tokens: [{ id: 'ramp-client-secret', title: 'client secret', shape: 'ramp_sec_<base62:48>' }],
  },
  {
    service: 'Highnote',
    source: betterleaks('highnote-secret-live-key'),
    names: ['highnote'],
    tokens: [
      { id: 'highnote-secret-key', title: 'secret key', shape: 'sk_live_a2V5Xz<base64:69><padding:0-2>', named: true },
    ],
  },
  {
    service: 'Rainforest',
    source: betterleaks('rainforest-pay-production-api-key'),
    tokens: [{ id: 'rainforest-api-key', title: 'API key', shape: 'apikey_<hex:64>' }],
  },
  {
    service: 'Persona',
    source: betterleaks('persona-production-api-key'),
    tokens: [{ id: 'persona-api-key', title: 'API key', shape: 'persona_production_<lower-url:20-80>' }],
  },
  {
    service: 'Onfido',
    source: betterleaks('onfido-live-api-token-eu'),
    tokens: [
      { id: 'onfido-eu-token', title: 'API token', shape: 'api_live.<base64url:11>.<base64url:20-64>' },
      { id: 'onfido-short-eu-token', title: 'API token', shape: 'api_live.<base64url:20-80>' },
      { id: 'onfido-us-token', title: 'API token', shape: 'api_live_us.<base64url:11>.<base64url:20-64>' },
      { id: 'onfido-short-us-token', title: 'API token', shape: 'api_live_us.<base64url:20-80>' },
      { id: 'onfido-ca-token', title: 'API token', shape: 'api_live_ca.<base64url:11>.<base64url:20-64>' },
      { id: 'onfido-short-ca-token', title: 'API token', shape: 'api_live_ca.<base64url:20-80>' },
    ],
  },
  {
    service: 'Proof',
    source: betterleaks('proof-full-access-api-key'),
    tokens: [
      { id: 'proof-api-key', title: 'API key', shape: 'prf_<base62:20-80>' },
      { id: 'proof-client-api-key', title: 'API key', shape: 'prf_cli_<base62:20-80>' },
    ],
  },
  {
    service: 'Coinbase',
    source: betterleaks('coinbase-access-token'),
    names: ['coinbase'],
    tokens: [{ id: 'coinbase-access-token', title: 'access token', shape: '<base64url:64>', named: true }],
  },
  {
    service: 'Kraken',
    source: betterleaks('kraken-access-token'),
    names: ['kraken'],
    tokens: [{ id: 'kraken-private-key', title: 'API private key', shape: '<base64:80-90><padding:0-2>', named: true }],
  },
  {
    service: 'KuCoin',
    source: betterleaks('kucoin-secret-key'),
    names: ['kucoin'],
    tokens: [
      { id: 'kucoin-api-secret', title: 'API secret', shape: '<uuid>', named: true },
      {
        id: 'kucoin-api-key',
        title: 'API key',
        shape: '<hex:24>',
        named: true,
        source: betterleaks('kucoin-access-token'),
      },
    ],
  },
  {
    service: 'Bittrex',
    source: betterleaks('bittrex-secret-key'),
    names: ['bittrex'],
    tokens: [{ id: 'bittrex-key', title: 'access or secret key', shape: '<hex:32>', named: true }],
  },
  {
    service: 'Polymarket',
    source: betterleaks('polymarket-private-key'),
    names: ['polymarket', 'poly'],
    tokens: [
      { id: 'polymarket-private-key', title: 'private key', shape: '0x<any-hex:64>', named: true },
      {
        id: 'polymarket-api-key',
        title: 'API key',
        shape: '<uuid>',
        named: true,
        source: betterleaks('polymarket-api-key'),
      },
      {
        id: 'polymarket-api-secret',
        title: 'API secret',
        shape: '<base64url:43>=',
        named: true,
        source: betterleaks('polymarket-api-secret'),
      },
    ],
  },
];
