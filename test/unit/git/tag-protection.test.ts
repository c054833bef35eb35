import { expect, test } from 'vitest';
import type { TagRule } from '../../../src/git/repository.ts';
import { protectionOfTag } from '../../../src/git/tag-protection.ts';

const rule: TagRule = {
  name: 'ruleset releases',
  include: ['v*'],
  exclude: [],
  starCrossesSlash: false,
  blocksMoving: true,
  blocksDeletion: true,
};

test('a tag that no rule covers is not protected', () => {
  expect(protectionOfTag('release-1', [rule])).toEqual({ rules: [], blocksMoving: false, blocksDeletion: false });
});

test('rules add up', () => {
  const moving = { ...rule, name: 'no moving', blocksDeletion: false };
  const deletion = { ...rule, name: 'no deletion', blocksMoving: false };
  expect(protectionOfTag('v1.0.0', [moving, deletion])).toEqual({
    rules: ['no moving', 'no deletion'],
    blocksMoving: true,
    blocksDeletion: true,
  });
});

test.each([
  ['v1.0.0', 'v*', true, true],
  ['v1/0', 'v*', false, true],
  ['network/v1.0.0', '*/v*', true, true],
  ['a/network/v1.0.0', '**/v*', true, true],
  ['network/v1.0.0', '**', true, true],
  ['v1.0.0', 'v1.0.0', true, true],
  ['v1x0x0', 'v1.0.0', false, false],
  ['v1.0.0', 'v?.0.0', true, false],
  ['.hidden', '*', true, true],
])('%s by %s: on GitHub %s, on GitLab %s', (tag, pattern, github, gitlab) => {
  const covered = (starCrossesSlash: boolean) =>
    protectionOfTag(tag, [{ ...rule, include: [pattern], starCrossesSlash }]).blocksMoving;
  expect([covered(false), covered(true)]).toEqual([github, gitlab]);
});

test('an exclusion takes a tag out of its rule', () => {
  expect(protectionOfTag('v1.0.0-rc.1', [{ ...rule, exclude: ['v*-rc.*'] }]).rules).toEqual([]);
});
