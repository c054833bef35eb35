import { betterleaks } from './sources.ts';
import type { TokenService } from './token-format.ts';

/** Where people plan, write and draw together. */
export const teamwork: readonly TokenService[] = [
  {
    service: 'Asana',
    source: 'https://developers.asana.com/docs/personal-access-token',
    names: ['asana'],
    tokens: [
      {
        id: 'asana-personal-access-token',
        title: 'personal access token',
        shape: '<digit:1>/<digit:16>:<hex:32>',
        named: true,
      },
      {
        id: 'asana-new-personal-access-token',
        title: 'personal access token',
        shape: '<digit:1>/<digit:13-17>/<digit:13-17>:<hex:32>',
        named: true,
      },
      {
        id: 'asana-client-secret',
        title: 'client secret',
        shape: '<lower:32>',
        named: true,
        source: betterleaks('asana-client-secret'),
      },
    ],
  },
  {
    service: 'Notion',
    source: betterleaks('notion-api-token'),
    names: ['notion'],
    tokens: [
      { id: 'notion-integration-token', title: 'integration token', shape: 'ntn_<digit:11><base62:35>' },
      {
        id: 'notion-classic-integration-token',
        title: 'integration token',
        shape: 'secret_<base62:43>',
        named: true,
        source: 'https://developers.notion.com/docs/authorization',
      },
    ],
  },
  {
    service: 'ClickUp',
    source: betterleaks('clickup-personal-api-token'),
    tokens: [{ id: 'clickup-personal-token', title: 'personal API token', shape: 'pk_<digit:6-9>_<upper:32>' }],
  },
  {
    service: 'monday.com',
    source: betterleaks('monday-api-token'),
    names: ['monday'],
    tokens: [
      {
        id: 'monday-api-token',
        title: 'API token',
        shape: 'eyJ<base64url:10-200>.eyJ<base64url:50-1000>.<base64url:20-500>',
        named: true,
      },
    ],
  },
  {
    service: 'Miro',
    source: betterleaks('miro-access-token'),
    names: ['miro'],
    tokens: [
      { id: 'miro-access-token', title: 'access token', shape: 'eyJtaXJv<base64url:40-128>' },
      {
        id: 'miro-client-secret',
        title: 'client secret',
        shape: '<base62:32>',
        named: true,
        source: betterleaks('miro-client-secret'),
      },
    ],
  },
  {
    service: 'Figma',
    source: betterleaks('figma-personal-access-token'),
    names: ['figma'],
    tokens: [
      { id: 'figma-personal-access-token', title: 'personal access token', shape: 'figd_<base64url:38-44>' },
      {
        id: 'figma-classic-access-token',
        title: 'personal access token',
        shape: '<digit:4-7>-<uuid>',
        named: true,
        source: betterleaks('figma-personal-access-header-token'),
      },
    ],
  },
  {
    service: 'Canva',
    source: betterleaks('canva-client-secret'),
    tokens: [{ id: 'canva-client-secret', title: 'client secret', shape: 'cnvca<base64url:51>' }],
  },
  {
    service: 'Airtable',
    source: betterleaks('airtable-personnal-access-token'),
    names: ['airtable'],
    tokens: [
      {
        id: 'airtable-personal-access-token',
        title: 'personal access token',
        shape: 'pat<base62:14>.<hex:64>',
      },
      {
        id: 'airtable-oauth-token',
        title: 'OAuth access token',
        shape: 'oaa<base62:10-20>.v1.<base64url:40-200>.<hex:64-128>',
        named: true,
        source: betterleaks('airtable-oauth-token'),
      },
      {
        id: 'airtable-api-key',
        title: 'API key',
        shape: 'key<base62:14>',
        named: true,
        source: betterleaks('airtable-api-key'),
      },
    ],
  },
  {
    service: 'Zapier',
    source: 'https://help.zapier.com/hc/en-us/articles/8496288690317',
    tokens: [
      { id: 'zapier-webhook', title: 'webhook', shape: 'hooks.zapier.com/hooks/catch/<digit:5-10>/<lower:6-12>' },
    ],
  },
];
