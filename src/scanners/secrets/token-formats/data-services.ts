import { betterleaks } from './sources.ts';
import type { TokenService } from './token-format.ts';

/** Services that sell data: maps, weather, markets, search, news. */
export const dataServices: readonly TokenService[] = [
  {
    service: 'Mapbox',
    source: 'https://docs.mapbox.com/help/dive-deeper/access-tokens/',
    tokens: [
      {
        id: 'mapbox-secret-token',
        title: 'secret access token',
        shape: 'sk.eyJ1Ijoi<base64url:40-120>.<base64url:22>',
      },
      {
        id: 'mapbox-temporary-token',
        title: 'temporary access token',
        shape: 'tk.eyJ1Ijoi<base64url:40-200>.<base64url:22>',
      },
    ],
  },
  {
    service: 'MaxMind',
    source: 'https://support.maxmind.com/hc/en-us/articles/4407116112539',
    tokens: [{ id: 'maxmind-license-key', title: 'license key', shape: '<base62:6>_<base62:29>_mmk' }],
  },
  {
    service: 'OpenWeather',
    source: betterleaks('openweather-api-key'),
    names: ['openweather', 'openweathermap', 'owm', 'pyowm'],
    tokens: [{ id: 'openweather-api-key', title: 'API key', shape: '<hex:32>', named: true }],
  },
  {
    service: 'Weatherstack',
    source: betterleaks('weatherstack-api-key'),
    names: ['weatherstack'],
    tokens: [{ id: 'weatherstack-api-key', title: 'API key', shape: '<hex:32>', named: true }],
  },
  {
    service: 'Finnhub',
    source: betterleaks('finnhub-access-token'),
    names: ['finnhub'],
    tokens: [
      { id: 'finnhub-api-key', title: 'API key', shape: '<lower:20>', named: true },
      { id: 'finnhub-long-api-key', title: 'API key', shape: '<lower:40>', named: true },
    ],
  },
  {
    service: 'Databento',
    source: betterleaks('databento-api-key'),
    names: ['databento'],
    tokens: [{ id: 'databento-api-key', title: 'API key', shape: 'db-<base62:29>', named: true }],
  },
  {
    service: 'Data.gov',
    source: betterleaks('datagov-api-key'),
    names: ['data.gov', 'data_gov', 'datagov'],
    tokens: [{ id: 'data-gov-api-key', title: 'API key', shape: '<base62:40>', named: true }],
  },
  {
    service: 'New York Times',
    source: betterleaks('nytimes-access-token'),
    names: ['nytimes', 'newyorktimes', 'new-york-times', 'new_york_times'],
    tokens: [{ id: 'new-york-times-api-key', title: 'API key', shape: '<base64url:32>', named: true }],
  },
  {
    service: 'Brave Search',
    source: betterleaks('brave-search-api-key'),
    tokens: [{ id: 'brave-search-api-key', title: 'API key', shape: 'BSA<base64url:24-40>' }],
  },
  {
    service: 'Kagi',
    source: betterleaks('kagi-api-key'),
    names: ['kagi'],
    tokens: [{ id: 'kagi-api-key', title: 'API key', shape: '<base64url:11>.<base64url:43>', named: true }],
  },
];
