/** Texts that look like secrets and open nothing, put together while a test runs so that none stands in a file. */

/** Base64 of "not a real key", as often as it takes. */
const body = Buffer.from('not a real key, not a real key, not a real key').toString('base64');

/** @param words what stands before `PRIVATE KEY` @param content what stands in the key */
export function fakePem(words: string, content = body): string {
  const name = `${words === '' ? '' : `${words} `}${['PRIVATE', 'KEY'].join(' ')}`;
  return `-----BEGIN ${name}-----\n${content}\n-----END ${name}-----\n`;
}

/** The id of AWS's own documentation. */
export function fakeKeyId(prefix = 'AKIA'): string {
  return `${prefix}${['IOSFODNN7', 'EXAMPLE'].join('')}`;
}

/** The secret of AWS's own documentation. */
export function fakeSecretKey(): string {
  return ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('/');
}
