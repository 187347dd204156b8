/** One line of a text in bytes, by offsets into it. */
export interface Line {
  readonly start: number;
  /** After the last byte of the line; neither its line feed nor a carriage return before it is in it. */
  readonly end: number;
  /** Where the next line starts. */
  readonly next: number;
}

export const lineFeed = 0x0a;
export const carriageReturn = 0x0d;

/** The line that starts at `start`. */
export function lineAt(bytes: Uint8Array, start: number): Line {
  const found = bytes.indexOf(lineFeed, start);
  const stop = found < 0 ? bytes.length : found;
  const end = stop > start && bytes[stop - 1] === carriageReturn ? stop - 1 : stop;
  return { start, end, next: Math.min(stop + 1, bytes.length) };
}

/** What the line says, one UTF-16 unit for each byte: enough to recognise ASCII by. */
export function asciiOf(bytes: Uint8Array, { start, end }: Pick<Line, 'start' | 'end'>): string {
  let text = '';
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i] ?? 0);
  return text;
}

/** The line as UTF-8; what is none becomes U+FFFD. Hostile text. */
export function textOf(bytes: Uint8Array, { start, end }: Pick<Line, 'start' | 'end'>): string {
  return new TextDecoder().decode(bytes.subarray(start, end));
}

/** The offset behind white space at the end of `bytes`. */
export function trimmedEnd(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let i = end;
  while (i > start && isSpace(bytes[i - 1])) i--;
  return i;
}

/** True when there is nothing but white space. */
export function isBlank(bytes: Uint8Array): boolean {
  return trimmedEnd(bytes) === 0;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === lineFeed || byte === carriageReturn;
}

/** The text with CR LF as its line ends; the same bytes when it has no others. */
export function withCrLf(text: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const length = lengthWithCrLf(text);
  if (length === text.length) return text;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (let i = 0; i < text.length; i++) {
    if (isBareLineFeed(text, i)) whole[offset++] = carriageReturn;
    whole[offset++] = text[i] ?? 0;
  }
  return whole;
}

/** How long the text is with CR LF as its line ends; bytes. */
export function lengthWithCrLf(text: Uint8Array): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) if (isBareLineFeed(text, i)) length++;
  return length;
}

function isBareLineFeed(text: Uint8Array, i: number): boolean {
  return text[i] === lineFeed && text[i - 1] !== carriageReturn;
}
