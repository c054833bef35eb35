/**
 * What a secret may look like where it got out: as it is, escaped, encoded, backwards.
 * In base64 it begins at any of three bits, depending on what stands before it: the characters that hold no other byte are given.
 */
export function secretForms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const whole = text.slice(before === 0 ? 0 : before + 1, -1);
    return [whole, whole.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const hex = bytes.toString('hex');
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    [...secret].reverse().join(''),
    hex,
    hex.toUpperCase(),
    ...base64,
  ];
}
