import { betterleaks } from './sources.ts';
import type { TokenService } from './token-format.ts';

/** Mail and what is pushed to phones. */
export const mail: readonly TokenService[] = [
  {
    service: 'SendGrid',
    source: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
    tokens: [{ id: 'sendgrid-api-key', title: 'API key', shape: 'SG.<base64url:22>.<base64url:43>' }],
  },
  {
    service: 'Mailgun',
    source: betterleaks('mailgun-private-api-token'),
    names: ['mailgun'],
    tokens: [
      { id: 'mailgun-api-key', title: 'API key', shape: 'key-<lower:32>', named: true },
      {
        id: 'mailgun-signing-key',
        title: 'API or webhook signing key',
        shape: '<hex:32>-<hex:8>-<hex:8>',
        named: true,
        source: betterleaks('mailgun-signing-key'),
      },
    ],
  },
  {
    service: 'Mailchimp',
    source: 'https://mailchimp.com/help/about-api-keys/',
    names: ['mandrill'],
    tokens: [
      { id: 'mailchimp-api-key', title: 'API key', shape: '<hex:32>-us<digit:1-2>' },
      {
        id: 'mandrill-api-key',
        title: 'Mandrill API key',
        shape: 'md-<base64url:22>',
        named: true,
        source: 'https://mailchimp.com/developer/transactional/guides/quick-start/',
      },
    ],
  },
  {
    service: 'Brevo',
    source: betterleaks('sendinblue-api-token'),
    tokens: [
      { id: 'brevo-api-key', title: 'API key', shape: 'xkeysib-<any-hex:64>-<base62:16>' },
      {
        id: 'brevo-smtp-key',
        title: 'SMTP key',
        shape: 'xsmtpsib-<any-hex:64>-<base62:16>',
        source: 'https://help.brevo.com/hc/en-us/articles/7959631848850',
      },
    ],
  },
  {
    service: 'Postmark',
    source: betterleaks('postmark-api-token'),
    names: ['postmark', 'postmarkapp'],
    tokens: [{ id: 'postmark-token', title: 'server or account token', shape: '<uuid>', named: true }],
  },
  {
    service: 'Resend',
    source: betterleaks('resend-api-key'),
    tokens: [{ id: 'resend-api-key', title: 'API key', shape: 're_<base58:8>_<base58:24>' }],
  },
  {
    service: 'MailerSend',
    source: betterleaks('mailersend-api-token'),
    tokens: [{ id: 'mailersend-api-token', title: 'API token', shape: 'mlsn.<base62:30-100>' }],
  },
  {
    service: 'Dyspatch',
    source: 'betterleaks/betterleaks cmd/generate/config/rules/dyspatch.go',
    names: ['dyspatch'],
    tokens: [{ id: 'dyspatch-api-key', title: 'API key', shape: '<upper:52>', named: true }],
  },
  {
    service: 'Nylas',
    source: betterleaks('nylas-api-key'),
    tokens: [{ id: 'nylas-api-key', title: 'API key', shape: 'nyk_<base62:67>' }],
  },
  {
    service: 'GC Notify',
    source: betterleaks('canadian-digital-service-notify-api-key'),
    tokens: [{ id: 'gc-notify-api-key', title: 'API key', shape: 'gcntfy-<identifier:1-60>-<uuid>-<uuid>' }],
  },
  {
    service: 'OneSignal',
    source: betterleaks('onesignal-rich-authentication-token'),
    tokens: [
      { id: 'onesignal-app-key', title: 'app API key', shape: 'os_v2_app_<base32:103>' },
      { id: 'onesignal-organization-key', title: 'organization API key', shape: 'os_v2_org_<base32:103>' },
    ],
  },
  {
    service: 'Beamer',
    source: betterleaks('beamer-api-token'),
    names: ['beamer'],
    tokens: [{ id: 'beamer-api-key', title: 'API key', shape: 'b_<url-value:44>', named: true }],
  },
  {
    service: 'Lob',
    source: betterleaks('lob-api-key'),
    names: ['lob'],
    tokens: [
      { id: 'lob-api-key', title: 'API key', shape: 'live_<hex:35>', named: true },
      { id: 'lob-test-api-key', title: 'API key', shape: 'test_<hex:35>', named: true, test: true },
    ],
  },
];
