import type { TagObject, Trailer } from './repository.ts';

/** Lines that git itself writes: one of them makes a block of trailers out of a block that has other lines too. */
const writtenByGit = ['Signed-off-by: ', '(cherry picked from commit '];
const trailerLine = /^([A-Za-z0-9-]+)[ \t]*:(.*)$/;

/**
 * The trailers at the end of a message: a last paragraph, not the first, that is all trailers, or has one of git's own and is one
 * quarter trailers. Source: git-interpret-trailers(1); git/git trailer.c `find_trailer_block_start`.
 */
export function trailersOf(message: string): readonly Trailer[] {
  const trailers: { key: string; value: string }[] = [];
  let previous: { key: string; value: string } | null = null;
  for (const line of trailerBlock(message.replace(/^\n+/, '').split('\n'))) {
    const [, key = '', value = ''] = trailerLine.exec(line) ?? [];
    if (key !== '') {
      previous = { key, value: value.trim() };
      trailers.push(previous);
    } else if (/^\s/.test(line)) {
      if (previous !== null) previous.value = `${previous.value} ${line.trim()}`.trim();
    } else previous = null;
  }
  return trailers;
}

/** The lines of the block; none where there is no such block. */
function trailerBlock(lines: readonly string[]): readonly string[] {
  const afterTitle = lines.findIndex((line) => !line.startsWith('#') && isBlank(line));
  if (afterTitle === -1) return [];
  let end = lines.length;
  while (end > afterTitle && isNothing(lines[end - 1] ?? '')) end--;
  let begin = end;
  while (begin > afterTitle && !isBlank(lines[begin - 1] ?? '')) begin--;
  const block = lines.slice(begin, end);
  return isTrailerBlock(block) ? block : [];
}

function isTrailerBlock(block: readonly string[]): boolean {
  let trailers = 0;
  let others = 0;
  // Folded lines belong to the trailer above them, and count as others where there is none.
  let folded = 0;
  for (const line of block.toReversed()) {
    if (line.startsWith('#')) {
      others += folded;
      folded = 0;
    } else if (writtenByGit.some((prefix) => line.startsWith(prefix)) || trailerLine.test(line)) {
      trailers++;
      folded = 0;
    } else if (/^\s/.test(line)) folded++;
    else {
      others += 1 + folded;
      folded = 0;
    }
  }
  others += folded;
  const byGit = block.some((line) => writtenByGit.some((prefix) => line.startsWith(prefix)));
  return byGit ? trailers * 3 >= others : trailers > 0 && others === 0;
}

function isNothing(line: string): boolean {
  return line.startsWith('#') || isBlank(line);
}

function isBlank(line: string): boolean {
  return /^\s*$/.test(line);
}

/** Values of all trailers of a key, whichever case it is written in. */
export function trailerValues({ trailers }: Pick<TagObject, 'trailers'>, key: string): readonly string[] {
  const wanted = key.toLowerCase();
  return trailers.filter((trailer) => trailer.key.toLowerCase() === wanted).map(({ value }) => value);
}
