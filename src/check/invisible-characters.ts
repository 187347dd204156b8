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
  let start = 0;
  let end = text.length;
  while (start < end && isEdge(text.charAt(start))) start++;
  while (end > start && isEdge(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** `text` without invisible characters anywhere. */
export function removeInvisible(text: string): string {
  return text.replace(/[\u00AD\u200B-\u200E\u2060\uFEFF]/g, '');
}
