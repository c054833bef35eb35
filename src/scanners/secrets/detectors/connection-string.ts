import { type Detector, isPlaceholder } from './detector.ts';

export interface ConnectionString {
  /** Scheme of the address, in lower case: `postgres`. */
  readonly scheme: string;
}

/** Source: RFC 3986 section 3.2.1, `userinfo`, with a password after the first colon. */
const credentials =
  /\b(?<scheme>[a-z][a-z0-9+.-]{0,30}):\/\/[^\s/?#:@'"<>]{0,256}:(?<password>[^\s/?#@'"]{1,512})@[^\s/?#@'"]/gi;

/** A password in an address: `postgres://user:password@host`. */
export const connectionString: Detector<ConnectionString> = {
  mayMatch: (text) => text.length >= 10 && text.includes('@') && text.includes('://'),
  match(text) {
    for (const { groups } of text.matchAll(credentials)) {
      if (groups?.scheme !== undefined && groups.password !== undefined && !isPlaceholder(groups.password)) {
        return { scheme: groups.scheme.toLowerCase() };
      }
    }
    return null;
  },
};
