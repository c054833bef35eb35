import { betterleaks } from './sources.ts';
import type { TokenService } from './token-format.ts';

/** Where people and programs talk: chat, calls, text messages, social networks. */
export const chat: readonly TokenService[] = [
  {
    service: 'Slack',
    source: 'https://docs.slack.dev/authentication/tokens/',
    tokens: [
      { id: 'slack-bot-token', title: 'bot token', shape: 'xoxb-<digit:10-14>-<digit:10-14>-<base62:18-36>' },
      { id: 'slack-classic-bot-token', title: 'bot token', shape: 'xoxb-<digit:8-14>-<base62:18-36>' },
      {
        id: 'slack-user-token',
        title: 'user token',
        shape: 'xoxp-<digit:10-14>-<digit:10-14>-<digit:10-14>-<base62:28-36>',
      },
      { id: 'slack-app-token', title: 'app-level token', shape: 'xapp-<digit:1>-<upper:9-13>-<digit:10-14>-<hex:64>' },
      {
        id: 'slack-rotating-bot-token',
        title: 'rotating bot token',
        shape: 'xoxe.xoxb-<digit:1>-<base64:140-300><padding:0-2>',
      },
      {
        id: 'slack-rotating-user-token',
        title: 'rotating user token or configuration token',
        shape: 'xoxe.xoxp-<digit:1>-<base64:140-300><padding:0-2>',
      },
      { id: 'slack-refresh-token', title: 'refresh token', shape: 'xoxe-<digit:1>-<base64:140-160><padding:0-2>' },
      {
        id: 'slack-session-token',
        title: 'session token',
        shape: 'xoxc-<digit:9-15>-<digit:9-15>-<digit:9-15>-<hex:64>',
        source: betterleaks('slack-session-token'),
      },
      {
        id: 'slack-session-cookie',
        title: 'session cookie',
        shape: 'xoxd-<base64:100-400><padding:0-2>',
        source: betterleaks('slack-session-cookie'),
      },
      {
        id: 'slack-legacy-token',
        title: 'legacy token',
        shape: 'xoxs-<digit:6-14>-<digit:6-14>-<digit:6-14>-<hex:10-64>',
        source: betterleaks('slack-legacy-token'),
      },
      {
        id: 'slack-legacy-oauth-token',
        title: 'legacy token',
        shape: 'xoxo-<digit:6-14>-<digit:6-14>-<digit:6-14>-<hex:10-64>',
        source: betterleaks('slack-legacy-token'),
      },
      {
        id: 'slack-workspace-token',
        title: 'workspace token',
        shape: 'xoxa-<digit:1>-<base62:16-64>',
        source: betterleaks('slack-legacy-workspace-token'),
      },
      {
        id: 'slack-workspace-refresh-token',
        title: 'workspace refresh token',
        shape: 'xoxr-<base62:16-64>',
        source: betterleaks('slack-legacy-workspace-token'),
      },
      {
        id: 'slack-webhook',
        title: 'incoming webhook',
        shape: 'hooks.slack.com/services/T<upper:8-11>/B<upper:8-11>/<base62:24>',
        source: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/',
      },
      {
        id: 'slack-workflow-webhook',
        title: 'workflow webhook',
        shape: 'hooks.slack.com/workflows/T<upper:8-11>/A<upper:8-11>/<digit:15-20>/<base62:24>',
        source: 'https://slack.com/help/articles/360041352714',
      },
      {
        id: 'slack-trigger-webhook',
        title: 'workflow trigger',
        shape: 'hooks.slack.com/triggers/<upper:8-11>/<digit:10-16>/<hex:32>',
        source: 'https://slack.com/help/articles/360041352714',
      },
    ],
  },
  {
    service: 'Microsoft Teams',
    source: 'https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
    tokens: [
      {
        id: 'teams-webhook',
        title: 'incoming webhook',
        shape: 'webhook.office.com/webhookb2/<uuid>@<uuid>/IncomingWebhook/<hex:32>/<uuid>',
      },
    ],
  },
  {
    service: 'Discord',
    source: 'https://discord.com/developers/docs/reference#authentication',
    names: ['discord'],
    tokens: [
      {
        id: 'discord-webhook',
        title: 'webhook',
        shape: 'discord.com/api/webhooks/<digit:17-20>/<base64url:60-80>',
        source: 'https://discord.com/developers/docs/resources/webhook',
      },
      {
        id: 'discord-legacy-webhook',
        title: 'webhook',
        shape: 'discordapp.com/api/webhooks/<digit:17-20>/<base64url:60-80>',
        source: 'https://discord.com/developers/docs/resources/webhook',
      },
      {
        id: 'discord-bot-token',
        title: 'bot token',
        shape: '<base64url:24-28>.<base64url:6>.<base64url:27-40>',
        named: true,
      },
      {
        id: 'discord-api-token',
        title: 'API token',
        shape: '<hex:64>',
        named: true,
        source: betterleaks('discord-api-token'),
      },
      {
        id: 'discord-client-secret',
        title: 'client secret',
        shape: '<base64url:32>',
        named: true,
        source: betterleaks('discord-client-secret'),
      },
    ],
  },
  {
    service: 'Telegram',
    source: 'https://core.telegram.org/bots/api#authorizing-your-bot',
    names: ['telegram', 'tg_bot', 'tgbot'],
    tokens: [
      { id: 'telegram-bot-token', title: 'bot token', shape: '<digit:5-16>:A<base64url:34>', named: true },
      { id: 'telegram-bot-bare-token', title: 'bot token', shape: '<digit:10>:AA<base64url:33>' },
      { id: 'telegram-bot-address', title: 'bot token', shape: 'api.telegram.org/bot<digit:5-16>:A<base64url:34>' },
    ],
  },
  {
    service: 'Mattermost',
    source: betterleaks('mattermost-access-token'),
    names: ['mattermost'],
    tokens: [
      { id: 'mattermost-access-token', title: 'access token', shape: '<lower:26>', named: true },
      {
        id: 'mattermost-webhook',
        title: 'incoming webhook',
        shape: 'hooks/<lower:26>',
        source: 'https://developers.mattermost.com/integrate/webhooks/incoming/',
      },
    ],
  },
  {
    service: 'Gitter',
    source: betterleaks('gitter-access-token'),
    names: ['gitter'],
    tokens: [{ id: 'gitter-access-token', title: 'access token', shape: '<lower-url:40>', named: true }],
  },
  {
    service: 'Lark',
    source: betterleaks('lark-app-secret'),
    names: ['lark', 'larksuite', 'feishu'],
    tokens: [{ id: 'lark-app-secret', title: 'app secret', shape: '<base62:32>', named: true }],
  },
  {
    service: 'Twilio',
    source: 'https://www.twilio.com/docs/iam/api-keys',
    names: ['twilio'],
    tokens: [
      { id: 'twilio-api-key', title: 'API key', shape: 'SK<any-hex:32>', named: true },
      { id: 'twilio-auth-token', title: 'auth token', shape: '<hex:32>', named: true },
      { id: 'twilio-api-secret', title: 'secret of an API key', shape: '<base62:32>', named: true },
    ],
  },
  {
    service: 'Plivo',
    source: betterleaks('plivo-auth-token'),
    names: ['plivo'],
    tokens: [{ id: 'plivo-auth-token', title: 'auth token', shape: '<base64url:40>', named: true }],
  },
  {
    service: 'Telnyx',
    source: betterleaks('telnyx-api-v2-key'),
    names: ['telnyx'],
    tokens: [{ id: 'telnyx-api-key', title: 'API key', shape: 'KEY<base64url:55>', named: true }],
  },
  {
    service: 'MessageBird',
    source: betterleaks('messagebird-api-token'),
    names: ['messagebird', 'message_bird', 'message-bird'],
    tokens: [{ id: 'messagebird-api-key', title: 'API key', shape: '<base62:25>', named: true }],
  },
  {
    service: 'Sendbird',
    source: betterleaks('sendbird-access-token'),
    names: ['sendbird'],
    tokens: [{ id: 'sendbird-api-token', title: 'API token', shape: '<hex:40>', named: true }],
  },
  {
    service: 'Intercom',
    source: betterleaks('intercom-api-key'),
    names: ['intercom'],
    tokens: [
      { id: 'intercom-access-token', title: 'access token', shape: '<base64url:58-60><padding:0-2>', named: true },
      { id: 'intercom-identity-secret', title: 'identity verification secret', shape: '<base64url:40>', named: true },
    ],
  },
  {
    service: 'Zendesk',
    source: betterleaks('zendesk-secret-key'),
    names: ['zendesk'],
    tokens: [{ id: 'zendesk-api-token', title: 'API token', shape: '<base62:40>', named: true }],
  },
  {
    service: 'Facebook',
    source: betterleaks('facebook-page-access-token'),
    names: ['facebook', 'fb_', 'meta'],
    tokens: [
      { id: 'facebook-access-token-m', title: 'access token', shape: 'EAAM<base62:100-400>' },
      { id: 'facebook-access-token-c', title: 'access token', shape: 'EAAC<base62:100-400>' },
      {
        id: 'facebook-app-access-token',
        title: 'app access token',
        shape: '<digit:15-17>|<base64url:27-40>',
        named: true,
        source: betterleaks('facebook-access-token'),
      },
      {
        id: 'facebook-app-secret',
        title: 'app secret',
        shape: '<hex:32>',
        named: true,
        source: betterleaks('facebook-secret'),
      },
    ],
  },
  {
    service: 'X',
    source: betterleaks('twitter-bearer-token'),
    names: ['twitter'],
    tokens: [
      {
        id: 'x-bearer-token',
        title: 'bearer token',
        shape: 'AAAAAAAAAAAAAAAAAAAAAA<base62:6-20>%<base62:60-100>',
        named: true,
      },
      { id: 'x-long-bearer-token', title: 'bearer token', shape: 'AAAAAAAAAAAAAAAAAAAAAA<base62:80-100>', named: true },
      {
        id: 'x-access-token',
        title: 'access token',
        shape: '<digit:15-25>-<base62:20-40>',
        named: true,
        source: betterleaks('twitter-access-token'),
      },
      {
        id: 'x-access-secret',
        title: 'access token secret',
        shape: '<base62:45>',
        named: true,
        source: betterleaks('twitter-access-secret'),
      },
      {
        id: 'x-api-key',
        title: 'API key',
        shape: '<base62:25>',
        named: true,
        source: betterleaks('twitter-api-key'),
      },
      {
        id: 'x-api-secret',
        title: 'API key secret',
        shape: '<base62:50>',
        named: true,
        source: betterleaks('twitter-api-secret'),
      },
    ],
  },
  {
    service: 'VK',
    source: 'betterleaks/betterleaks cmd/generate/config/rules/cis.go',
    tokens: [{ id: 'vk-token', title: 'access token', shape: 'vk1.a.<base64url:50-250>' }],
  },
  {
    service: 'LinkedIn',
    source: betterleaks('linkedin-client-secret'),
    names: ['linkedin', 'linked_in', 'linked-in'],
    tokens: [
      {
        id: 'linkedin-client-secret',
        title: 'client secret',
        shape: 'WPL_AP1.<base62:16>.<base64:6>==',
        source: 'https://learn.microsoft.com/linkedin/shared/authentication/client-credentials-flow',
      },
      { id: 'linkedin-classic-client-secret', title: 'client secret', shape: '<base62:16>', named: true },
    ],
  },
  {
    service: 'Pinterest',
    source: betterleaks('pinterest-access-token'),
    tokens: [{ id: 'pinterest-access-token', title: 'access token', shape: 'pina_<base64url:20-200>' }],
  },
  {
    service: 'Twitch',
    source: betterleaks('twitch-api-token'),
    names: ['twitch'],
    tokens: [{ id: 'twitch-token', title: 'access token or client secret', shape: '<lower:30>', named: true }],
  },
  {
    service: 'Flickr',
    source: betterleaks('flickr-access-token'),
    names: ['flickr'],
    tokens: [{ id: 'flickr-access-token', title: 'access token', shape: '<lower:32>', named: true }],
  },
  {
    service: 'Disqus',
    source: betterleaks('disqus-api-key'),
    names: ['disqus'],
    tokens: [{ id: 'disqus-api-secret', title: 'API secret', shape: '<base62:64>', named: true }],
  },
  {
    service: 'Lichess',
    source: betterleaks('lichess-personal-access-token'),
    tokens: [{ id: 'lichess-personal-access-token', title: 'personal access token', shape: 'lip_<base62:20>' }],
  },
];
