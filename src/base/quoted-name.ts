/** Characters that are shown of a name that anybody may have written. */
const longest = 100;

/** Blanks of any width, and line ends. */
const blanks = /[\s\p{Z}]+/gu;
/** Control and format characters, lone surrogates. ZWNJ and ZWJ change no order, and scripts need them. */
const hidden = /(?![\u200C\u200D])\p{C}/gu;
/** Quotation marks of all scripts, and what looks like a double one. */
const quotationMarks = /\p{Quotation_Mark}|[ʺ˝״″‶❛-❞]/gu;
/** Accents without a letter would stand on the opening quotation mark. */
const looseMarks = /^[ \p{M}]+/u;

/**
 * A hostile name inside a sentence of ours, in quotation marks that it can't close: “Debian”. Nothing
 * in it is invisible, reorders what is around it, or is longer than a line or two. No isolating
 * characters go around it, which would be invisible themselves; so that a name from right to left
 * keeps its place, the sentence goes on with a letter, not with a number.
 */
export function quotedName(name: string): string {
  const plain = name
    .replace(blanks, ' ')
    .replace(hidden, '')
    .replace(quotationMarks, keepApostrophe)
    .replace(blanks, ' ')
    .replace(looseMarks, '');
  const characters = Array.from(plain.trimEnd());
  if (characters.length === 0) return '(no name)';
  if (characters.length <= longest) return `“${characters.join('')}”`;
  return `“${characters.slice(0, longest).join('').trimEnd()}…”`;
}

/** The owner of a key, where a signature is said to be theirs: nobody but the key says so. */
export function quotedSigner(owner: string): string {
  return `${quotedName(owner)} (the name in the key)`;
}

/** An apostrophe stands between two letters, as in O’Neill; a quotation mark does not. */
function keepApostrophe(mark: string, at: number, name: string): string {
  const isApostrophe = mark === '’' || mark === "'";
  const isInside = isLetter(name.charAt(at - 1)) && isLetter(name.charAt(at + 1));
  return isApostrophe && isInside ? mark : '';
}

function isLetter(character: string): boolean {
  return /^\p{L}$/u.test(character);
}
