import { expect, test } from 'vitest';
import { instanceKeyText, isModuleAddress, isResourceAddress, resourceAddress } from '../../../src/state/address.ts';
import { ExactNumber } from '../../../src/state/json.ts';

test.each([
  [null, ''],
  [0, '[0]'],
  [12, '[12]'],
  [new ExactNumber('9007199254740993'), '[9007199254740993]'],
  ['eu', '["eu"]'],
  ['', '[""]'],
  ['0', '["0"]'],
  ['a b/c@d:e', '["a b/c@d:e"]'],
  ['say "hi"', String.raw`["say \"hi\""]`],
  ['back\\slash', String.raw`["back\\slash"]`],
  ['line\nbreak\r\ttab', String.raw`["line\nbreak\r\ttab"]`],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text is what HCL has to escape
  ['${a}', '["$${a}"]'],
  ['%{if}', '["%%{if}"]'],
  ['$${', '["$$${"]'],
  ['100% $5 {}', '["100% $5 {}"]'],
  ['bell\u0007', String.raw`["bell\u0007"]`],
  ['no-break\u00a0space', String.raw`["no-break\u00a0space"]`],
  ['zero\u200bwidth', String.raw`["zero\u200bwidth"]`],
  ['über 東京 🚀', '["über 東京 🚀"]'],
  ['private \u{f0000}', String.raw`["private \U000f0000"]`],
  ['half \ud800', '["half \ufffd"]'],
])('the instance key %j is shown as terraform state list shows it', (key, shown) => {
  expect(instanceKeyText(key)).toBe(shown);
});

test('an address is made of module, mode, type and name', () => {
  expect(resourceAddress('', 'managed', 'aws_vpc', 'main')).toBe('aws_vpc.main');
  expect(resourceAddress('module.a[0]', 'data', 'aws_ami', 'base')).toBe('module.a[0].data.aws_ami.base');
});

test.each(['module.a', 'module.a[0].module.b-c["x.y\\"]"]', 'module._x', 'module.größe'])('%s is a module', (text) => {
  expect(isModuleAddress(text)).toBe(true);
});

test.each(['', 'a', 'module', 'module.', 'module.a.b', 'module.a[', 'module.a[x]', 'module.1a', 'module.a module.b'])(
  '%j is no module',
  (text) => {
    expect(isModuleAddress(text)).toBe(false);
  },
);

test.each(['aws_vpc', 'aws_vpc.', '.a.b', 'a.b.c.d', 'a.b[x]', 'a b.c'])('%j is no resource', (text) => {
  expect(isResourceAddress(text)).toBe(false);
});
