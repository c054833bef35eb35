import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { OwnPattern } from '../../../../src/scanners/secrets/own-patterns/options.ts';
import { OwnPatterns } from '../../../../src/scanners/secrets/own-patterns/own-patterns.ts';
import { candidatesProbe } from '../../../../src/scanners/secrets/probe.ts';
import type { Probe } from '../../../../src/state/part.ts';
import { readState } from '../../../../src/state/read-state.ts';

const portal: OwnPattern = {
  name: 'portal',
  regex: String.raw`\bportal-[0-9a-f]{24}\b`,
  keywords: ['Portal'],
  severity: 'medium',
};
const token = `portal-${'0123456789ab'.repeat(2)}`;
const matches = (text: string, name: string | null = null, pattern = portal) =>
  new OwnPatterns([pattern]).match(text, name)?.name ?? null;

describe('a pattern', () => {
  it('finds what looks like it, wherever it stands in a text', () => {
    expect(matches(token)).toBe('portal');
    expect(matches(`curl -H 'x: ${token}' https://example.com`)).toBe('portal');
    expect(matches(`${token}0`)).toBeNull();
  });

  it('is asked only where one of its keywords stands in the text or in the name of what holds it', () => {
    const bare = { ...portal, regex: '^[0-9a-f]{24}$' };
    expect(matches('0123456789ab'.repeat(2), null, bare)).toBeNull();
    expect(matches('0123456789ab'.repeat(2), 'ACME_PORTAL_KEY', bare)).toBe('portal');
    expect(matches('0123456789ab'.repeat(2), null, { ...bare, keywords: [] })).toBe('portal');
  });

  it('comes first in the order of the configuration', () => {
    const wider = { ...portal, name: 'wider', regex: 'portal-' };
    expect(new OwnPatterns([wider, portal]).match(token, null)?.name).toBe('wider');
  });

  it('finds the same in a long text as in a short one, though that is searched in pieces', () => {
    fc.assert(
      fc.property(fc.nat({ max: 20_000 }), fc.nat({ max: 20_000 }), fc.boolean(), (before, after, isWhole) => {
        const text = `${'- '.repeat(before / 2)}${isWhole ? '' : 'a'}${token}${' -'.repeat(after / 2)}`;
        expect(matches(text)).toBe(isWhole ? 'portal' : null);
      }),
    );
  });

  it('knows the beginning and the end of a text, not of its pieces', () => {
    const atStart = { ...portal, regex: '^portal-[0-9a-f]+' };
    const atEnd = { ...portal, regex: 'portal-[0-9a-f]+$' };
    for (const before of [2048, 4096]) {
      expect(matches(`${' '.repeat(before)}${token}${' '.repeat(9000)}`, null, atStart)).toBeNull();
      expect(matches(`${' '.repeat(before - token.length)}${token}${' '.repeat(9000)}`, null, atEnd)).toBeNull();
    }
    expect(matches(`${token}${' '.repeat(9000)}`, null, atStart)).toBe('portal');
    expect(matches(`${' '.repeat(9000)}${token}`, null, atEnd)).toBe('portal');
  });

  it('is through with a text of a megabyte though its expression is worse than it looked', () => {
    const polynomial = { ...portal, regex: 'x[a-z]+_[a-z0-9_]+!', keywords: [] };
    expect(matches(`x${'a_'.repeat(500_000)}`, null, polynomial)).toBeNull();
  });
});

describe('in a state', () => {
  const options = { patterns: [{ name: portal.name, regex: portal.regex, keywords: portal.keywords }] };

  async function candidatesIn(attributes: object, probe: Probe<readonly { kind: string; path: string }[]>) {
    const instances = [{ attributes }];
    const resource = { mode: 'managed', type: 'aws_instance', name: 'web', provider: 'provider["a/b/aws"]', instances };
    const state = { version: 4, serial: 1, lineage: 'x', outputs: {}, resources: [resource] };
    const bytes = Buffer.from(JSON.stringify(state));
    const limits = { streamAbove: 1e9, largestValue: 1e9 };
    const reading = await readState({ bytes: bytes.length, chunks: [bytes] as never }, [probe], limits);
    if (reading.damage !== null) throw new Error(reading.damage.detail);
    return (reading.results.get(probe) as readonly { kind: string; path: string }[]).map(
      ({ kind, path }) => `${kind} ${path}`,
    );
  }

  test('it stands before all else that is known of the place', async () => {
    const attributes = { password: token, tags: { note: token }, description: 'nothing' };
    expect(await candidatesIn(attributes, candidatesProbe(options))).toEqual([
      'own-pattern password',
      'own-pattern tags.note',
    ]);
  });

  test('it is found in what a text carries', async () => {
    const script = Buffer.from(`#!/bin/sh\nexport ACCESS_TOKEN=${token}\n`).toString('base64');
    expect(await candidatesIn({ user_data: script }, candidatesProbe(options))).toEqual([
      'own-pattern user_data (base64) > ACCESS_TOKEN',
    ]);
  });

  test('one probe serves all that share the options, and none is made where there are no patterns', () => {
    expect(candidatesProbe(options)).toBe(candidatesProbe(options));
    expect(candidatesProbe({})).toBe(candidatesProbe(undefined));
  });
});
