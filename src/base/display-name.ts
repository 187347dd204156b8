/** A file name made fit to be shown: what it ends in stands apart from the rest. */
export interface DisplayName {
  readonly stem: string;
  /** With its dot; empty when there is none. */
  readonly extension: string;
}

/** Characters of a stem that are shown; file systems allow 255 bytes. */
const longestStem = 160;
const longestExtension = 16;

/**
 * Controls, line separators, lone surrogates, unassigned and private characters, blanks other than
 * the space, and format characters. The last reorder or hide text ("photo\u202Egnp.exe" reads as
 * "photoexe.png"). ZWNJ and ZWJ are left: Persian, Indic scripts and emoji need them, and they
 * change no order.
 */
const notPlain = /(?![ \u200C\u200D])[\p{C}\p{Z}]/gu;

/** `name` with every character that could hide or reorder others made visible. Still hostile text. */
export function displayName(name: string): DisplayName {
  const visible = visibleText(name);
  if (visible.trim() === '') return { stem: '(no name)', extension: '' };
  const dot = visible.lastIndexOf('.');
  const hasExtension =
    dot > 0 && dot < visible.length - 1 && visible.length - dot <= longestExtension;
  return {
    stem: shorten(hasExtension ? visible.slice(0, dot) : visible),
    extension: hasExtension ? visible.slice(dot) : '',
  };
}

/** `text` with invisible characters written as their code points: "[U+202E]". */
export function visibleText(text: string): string {
  return text.replace(notPlain, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    return `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
  });
}

/** The beginning and the end of what is too long, so that both can be recognised. */
function shorten(text: string): string {
  const characters = Array.from(text);
  if (characters.length <= longestStem) return text;
  const head = characters.slice(0, longestStem / 2).join('');
  const tail = characters.slice(-longestStem / 2 + 1).join('');
  return `${head}…${tail}`;
}
