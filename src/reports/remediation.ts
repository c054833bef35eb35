/** Part of a remediation: prose to be wrapped, or a command to be pasted and therefore never broken. */
export type RemediationPart = { readonly text: string } | { readonly command: string };

/** Names a command without its arguments: `terraform state push`, `aws s3api`. Nothing to paste. */
const commandName = /^(?:[a-z]+|s3(?:api)?)(?:[ -](?:[a-z]+|s3(?:api)?))*$/;

/**
 * Takes a remediation apart. What stands in backticks and has arguments is a command; names of commands, files and options
 * stay in the prose, in their backticks.
 * @param remediation Markdown as checks write it: prose and code in backticks, line breaks between paragraphs
 * @returns the parts in order; prose trimmed, and without the punctuation that followed a command
 */
export function remediationParts(remediation: string): readonly RemediationPart[] {
  const parts: RemediationPart[] = [];
  let prose = '';
  const endProse = () => {
    const text = prose.trim();
    if (text !== '') parts.push({ text });
    prose = '';
  };
  for (const piece of remediation.split(/(`[^`\n]+`|\n+)/)) {
    const code = /^`(.+)`$/.exec(piece)?.[1]?.trim();
    if (piece.startsWith('\n')) {
      endProse();
    } else if (code?.includes(' ') && !commandName.test(code)) {
      endProse();
      parts.push({ command: code });
    } else {
      const afterCommand = prose === '' && 'command' in (parts.at(-1) ?? {});
      prose += afterCommand ? piece.replace(/^\s*[.,;:]+(?=\s|$)/, '') : piece;
    }
  }
  endProse();
  return parts;
}

/**
 * One remediation for several findings: what they share said once, their commands under each other.
 * @returns null where they say different things
 */
export function mergedRemediation(remediations: readonly string[]): readonly RemediationPart[] | null {
  const [first, ...others] = [...new Set(remediations)].map(remediationParts);
  if (first === undefined) return null;
  const alike = others.every(
    (parts) =>
      parts.length === first.length &&
      parts.every((part, index) => {
        const same = first[index];
        if (same === undefined) return false;
        return 'text' in part ? 'text' in same && part.text === same.text : 'command' in same;
      }),
  );
  if (!alike) return null;
  return first.flatMap((part, index) =>
    'text' in part ? [part] : distinct([first, ...others].map((parts) => parts[index])),
  );
}

function distinct(parts: readonly (RemediationPart | undefined)[]): readonly RemediationPart[] {
  const commands = new Set(parts.flatMap((part) => (part !== undefined && 'command' in part ? [part.command] : [])));
  return [...commands].map((command) => ({ command }));
}
