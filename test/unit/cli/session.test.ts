import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { layoutFor, write } from '../../../src/cli/session.ts';
import { Capture } from '../../support/capture.ts';

describe('the layout of a report', () => {
  const terminal = new Capture({ isTTY: true, columns: 132 });
  const pipe = new Capture();

  test('follows the terminal, and is plain and 80 wide in a pipe', () => {
    expect(layoutFor(terminal, {})).toEqual({ columns: 132, colour: true });
    expect(layoutFor(pipe, {})).toEqual({ columns: 80, colour: false });
    expect(layoutFor(new Capture({ columns: 0 }), {}).columns).toBe(80);
  });

  test.each([
    [{ NO_COLOR: '1' }, false],
    [{ NO_COLOR: '' }, true],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    [{ FORCE_COLOR: '0' }, false],
    [{ TERM: 'dumb' }, false],
  ])('on a terminal with %j has colour: %j', (environment, colour) => {
    expect(layoutFor(terminal, environment).colour).toBe(colour);
  });

  test('has colour in a pipe when that is asked for', () => {
    expect(layoutFor(pipe, { FORCE_COLOR: '1' }).colour).toBe(true);
  });
});

function failing(code: string): Writable {
  const stream = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })),
  });
  stream.on('error', () => undefined);
  return stream;
}

test('a reader that went away is no error, a full disk is', async () => {
  await expect(write(failing('EPIPE'), 'text')).resolves.toBeUndefined();
  await expect(write(failing('ENOSPC'), 'text')).rejects.toThrow('ENOSPC');
});
