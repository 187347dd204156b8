import { trimEdges } from '../invisible-characters';
import type { Refusal } from '../list-entry';
import { codePointOf } from './code-point';
import { atLine, refusal } from './reading';

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

/** Characters of Unicode's classes for controls and for separators of lines and paragraphs. */
const control = /(?!\t)[\p{Cc}\p{Zl}\p{Zp}]/u;
/** Those at which a page or an editor begins a new line (UAX #14, classes BK, CR and NL). */
const lineBreak = /[\v\f\r\u0085\u2028\u2029]/;

/**
 * What is one line here must be one to whoever looks at it: a name with a break in it would show as a
 * line of its own, with a checksum that nobody reads there. Escapes, which give a name such
 * characters, are letters in the text.
 */
export function refuseControls({ lines }: ListText): Refusal | undefined {
  for (const [i, line] of lines.entries()) {
    const character = control.exec(line)?.[0];
    if (character === undefined) continue;
    const what = lineBreak.test(character)
      ? 'which looks like the end of a line and is none'
      : 'a character that can’t be seen';
    return atLine(
      i + 1,
      refusal('check/not-a-checksum', `It has ${codePointOf(character)}, ${what}.`),
    );
  }
  return undefined;
}

/** Blank lines, and comments as in shell scripts (`#`) and SFV files (`;`), say nothing. */
export function isSilent(line: string): boolean {
  return line === '' || /^[#;]/.test(line) || trimEdges(line) === '';
}

/** What a console puts in front of a command; copied along with what the command printed. */
export function isPrompt(line: string): boolean {
  return /^(?:PS )?[A-Za-z]:\\[^>]*>/.test(line);
}
