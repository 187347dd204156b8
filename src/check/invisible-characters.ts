/**
 * What web pages and dialogs leave around a copied checksum without anybody seeing it: soft hyphen,
 * zero-width space, non-joiner, joiner, left-to-right mark, word joiner, byte order mark.
 * Characters that reorder text (overrides, isolates) are not among them: with those, what a person
 * sees is not what was copied.
 */
const invisible = new Set('\u00AD\u200B\u200C\u200D\u200E\u2060\uFEFF');

function isEdge(character: string): boolean {
  return invisible.has(character) || character.trim() === '';
}

/** `text` without white space and invisible characters at both ends. Linear time. */
export function trimEdges(text: string): string {
  let end = text.length;
  while (end > 0 && isEdge(text.charAt(end - 1))) end--;
  return trimStart(text.slice(0, end));
}

/** `text` without white space and invisible characters at its beginning. Linear time. */
export function trimStart(text: string): string {
  let start = 0;
  while (start < text.length && isEdge(text.charAt(start))) start++;
  return text.slice(start);
}

/** Without invisible characters and NBSP, which no tool prints inside a digest: a page put them there. */
export function withoutPageSpaces(text: string): string {
  return text.replace(/[\u00A0\u00AD\u200B-\u200E\u2060\uFEFF]/g, '');
}
