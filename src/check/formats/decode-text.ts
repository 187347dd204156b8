/**
 * The text of a file: UTF-8 with or without byte order mark, UTF-16 with one (PowerShell's `>` writes
 * it). `undefined` when it is something else: a text has no NUL, which binary files have before long.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    // Without its byte order mark, which the decoder drops.
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}
