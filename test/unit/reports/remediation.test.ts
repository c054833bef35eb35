import { describe, expect, it } from 'vitest';
import { mergedRemediation, remediationParts } from '../../../src/reports/remediation.ts';

describe('a remediation taken apart', () => {
  it('sets commands with arguments apart from the prose', () => {
    expect(remediationParts("If it is sound: `terraform untaint 'a.b[0]'`. If not, wait.")).toEqual([
      { text: 'If it is sound:' },
      { command: "terraform untaint 'a.b[0]'" },
      { text: 'If not, wait.' },
    ]);
  });

  it('leaves names of commands, files and options in the prose', () => {
    const text = 'Run `terraform state push`, then `aws s3api`; look at `errored.tfstate` (`prevent_destroy`).';
    expect(remediationParts(text)).toEqual([{ text }]);
  });

  it('takes a lock id for an argument', () => {
    expect(remediationParts('Then `terraform force-unlock 5f0c9a4e-57d1-4e6a-9d0e-1f3a2b4c5d6e`.')).toEqual([
      { text: 'Then' },
      { command: 'terraform force-unlock 5f0c9a4e-57d1-4e6a-9d0e-1f3a2b4c5d6e' },
    ]);
  });

  it('keeps what follows a command in brackets, and paragraphs apart', () => {
    expect(remediationParts('Then `rm ./a.lock` (nobody holds it).\nLook again.')).toEqual([
      { text: 'Then' },
      { command: 'rm ./a.lock' },
      { text: '(nobody holds it).' },
      { text: 'Look again.' },
    ]);
  });
});

describe('remediations merged', () => {
  it('says the prose once and lists each command', () => {
    expect(mergedRemediation(['Do `rm a/b`.', 'Do `rm c/d`.', 'Do `rm a/b`.'])).toEqual([
      { text: 'Do' },
      { command: 'rm a/b' },
      { command: 'rm c/d' },
    ]);
  });

  it('refuses to merge what says different things', () => {
    expect(mergedRemediation(['Do `rm a/b`.', 'Never do `rm c/d`.'])).toBeNull();
    expect(mergedRemediation(['Do this.', 'Do this. `rm c/d`'])).toBeNull();
  });
});
