/**
 * How many characters of a text stand in pieces that no person would write: `a8f5f167f44f4964`, `xKq93vR2`. Words, numbers by
 * themselves and short mixtures (`v2`, `eu1`) count nothing, so that `my-app-secret-v2` has none.
 */
export function randomCharacters(text: string): number {
  let random = 0;
  for (const [piece] of text.matchAll(/[A-Za-z0-9]+/g)) if (isRandomPiece(piece)) random += piece.length;
  return random;
}

/**
 * Shannon entropy over the characters of a text, in bits for each: at most log2 of its length, and of the size of its alphabet
 * (4 for hex, 6 for base64).
 */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Pairs of letters that words are made of: the most frequent ones of English, which are nearly those of its neighbours. */
const pairsOfWords: ReadonlySet<string> = new Set(
  (
    'th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce li ch ' +
    'll be ma si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po ' +
    'we na ul ni ts mo ow pa im mi ai sh ir su id os iv ia am fi ci vi pl ig tu ev ld ry mp fe bl ab gh ty op wo sa ay ex ke fr oo av ag ' +
    'if ap gr od bo sp rd do uc bu ei ov by rm ep tt oc fa ef cu rn sc gi da yo cr cl du ga qu ue ff ba ey ls va um pp ua up lu go ru ug ' +
    'ds lt pi rc rr eg au ck ew mu br bi pt ak ui rg ib ki rk ob ub ud db mb my og sk'
  ).split(' '),
);

/** Of random letters about a third of the pairs are among them, of words nearly all. */
const fewestPairsOfWords = 0.6;

/** Letters and digits change places often, or the letters make no word. */
function isRandomPiece(piece: string): boolean {
  if (piece.length < 5) return false;
  const changes = piece.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0;
  if (changes >= 3 || isLongMixture(piece, changes) || changesCaseOften(piece)) return true;
  let pairs = 0;
  let ofWords = 0;
  const lower = piece.toLowerCase();
  for (let at = 1; at < lower.length; at++) {
    const pair = lower.slice(at - 1, at + 1);
    if (/\d/.test(pair)) continue;
    pairs++;
    if (pairsOfWords.has(pair)) ofWords++;
  }
  return pairs >= 4 && ofWords / pairs < fewestPairsOfWords;
}

/** Sixteen characters and more with letters and digits: hex, or more digits than a year has. */
function isLongMixture(piece: string, changes: number): boolean {
  if (piece.length < 16 || changes === 0) return false;
  return /^[0-9a-f]+$/i.test(piece) || (piece.match(/\d/g)?.length ?? 0) >= 5;
}

/** Capitals begin words, which have some letters: `INacUMEaioPyQL` is none of them. */
function changesCaseOften(piece: string): boolean {
  if (piece.length < 12) return false;
  const runs = piece.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g)?.length ?? 0;
  return runs > piece.length / 2.6;
}
