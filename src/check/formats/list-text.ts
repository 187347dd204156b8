import { trimEdges } from '../invisible-characters';

/** A text to be read, cut into lines. */
export interface ListText {
  /** Without a byte order mark. */
  readonly whole: string;
  /** Without their ends. A name may end in white space, so nothing else is trimmed. */
  readonly lines: readonly string[];
  /** The first line that says something; `undefined` when none does. */
  readonly first: string | undefined;
}

/** Takes LF and CR LF as the end of a line. A name that ends in CR can't be told from the latter. */
export function toListText(text: string): ListText {
  const whole = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = whole.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  return { whole, lines, first: lines.find((line) => !isSilent(line)) };
}

/** Blank lines, and comments as in shell scripts (`#`) and SFV files (`;`), say nothing. */
export function isSilent(line: string): boolean {
  return line === '' || /^[#;]/.test(line) || trimEdges(line) === '';
}

/** What a console puts in front of a command; copied along with what the command printed. */
export function isPrompt(line: string): boolean {
  return /^(?:PS )?[A-Za-z]:\\[^>]*>/.test(line);
}
