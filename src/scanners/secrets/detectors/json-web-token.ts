import type { Detector } from './detector.ts';

export interface JsonWebToken {
  /** When it ends, ISO 8601 UTC; null when it never does, as far as it says. */
  readonly expiresAt: string | null;
}

const token = /(?<![\w.-])eyJ[\w-]{8,1024}\.(?<payload>eyJ[\w-]{4,4096})\.(?<signature>[\w-]{16,1024})(?![\w-])/;
/** A signature of 256 bits takes 43 characters of it. */
const shortest = 64;
const latest = 8_640_000_000_000;

/** A signed token that whoever holds it may use until it ends. Source: RFC 7519 section 3 and 4.1.4; RFC 7515 section 3.1. */
export const jsonWebToken: Detector<JsonWebToken> = {
  mayMatch: (text) => text.length >= shortest && text.includes('.eyJ'),
  match(text) {
    const payload = token.exec(text)?.groups?.payload;
    if (payload === undefined) return null;
    // Only the time is read: the rest is about people. A number in another place of it would be some other time, not a secret.
    const claims = Buffer.from(payload, 'base64url').toString('utf8');
    const seconds = Number(/"exp"\s{0,4}:\s{0,4}(\d{1,13})(?![\d.])/.exec(claims)?.[1]);
    return { expiresAt: Number.isFinite(seconds) && seconds <= latest ? new Date(seconds * 1000).toISOString() : null };
  },
};
