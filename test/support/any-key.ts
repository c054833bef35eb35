import * as fc from 'fast-check';

const word = fc.constantFrom(
  'prod',
  'PROD',
  'nonprod',
  'net-prod',
  'staging',
  'dev',
  'test',
  'env:',
  'a',
  'live',
  'café 東京',
  '*',
  '[x]',
  '!(a)',
  '#',
  ': ',
);
/** Whatever S3 takes: any text but lone surrogates. */
const part = fc.oneof(
  { weight: 3, arbitrary: word },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }) },
);
const ending = fc.constantFrom('', '.tfstate', '.tfstate.tflock', '.tflock', '.tfstate.backup', '/', '.json');

/** Keys of a bucket: of states, of locks, of anything else, with what YAML and globs find hard. */
export const anyKey = fc
  .tuple(fc.constantFrom('', 'env:/prod/', 'env:/'), fc.array(part, { minLength: 1, maxLength: 4 }), ending)
  .map(([before, parts, end]) => `${before}${parts.join('/')}${end}`);
