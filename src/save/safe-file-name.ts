/** Bytes of UTF-8. File systems take 255; the rest is for what browsers add, such as ` (1)` or `.part`. */
const maxNameBytes = 200;

/** Control characters, and those that reorder text or can't be seen at all; Unicode line ends. */
const unseen =
  /[\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu;
/** Separators of paths, and what Windows reserves. */
const reserved = /[/\\:*?"<>|]/g;
/** Names that Windows gives to devices, whatever the extension ("Naming Files, Paths, and Namespaces"). */
const device = /^(?:CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])\s*(?:\.|$)/i;

/**
 * A name under which a file may be saved anywhere, made from a hostile one: one path component of at
 * most 200 bytes of UTF-8, without reserved, control and bidi characters, without a leading dot, `-`
 * or `~`, without a trailing dot or space, not a device, never empty. A safe name stays as it is.
 */
export function safeFileName(name: string): string {
  const clean = trimName(name.toWellFormed().replace(unseen, '').replace(reserved, '_'));
  const short = cutName(clean);
  const named = device.test(short) ? cutName(`_${short}`) : short;
  return named === '' ? 'file' : named;
}

/** Without what may not lead and what may not trail. Loops, as a regular expression would be quadratic. */
function trimName(name: string): string {
  let start = 0;
  while (start < name.length && /[\s.~-]/.test(name.charAt(start))) start++;
  return trimNameEnd(name.slice(start));
}

function trimNameEnd(name: string): string {
  let end = name.length;
  while (end > 0 && /[\s.]/.test(name.charAt(end - 1))) end--;
  return name.slice(0, end);
}

/** At most `maxNameBytes`, and with its extension when that is a short one. */
function cutName(name: string): string {
  if (byteLength(name) <= maxNameBytes) return name;
  const extension = shortExtension(name);
  const stem = name.slice(0, name.length - extension.length);
  // Without an extension, the cut may have brought a dot or a space to the end.
  return trimNameEnd(cut(stem, maxNameBytes - extension.length) + extension);
}

/** The last dot and what follows, at most 20 ASCII characters; otherwise empty. */
function shortExtension(name: string): string {
  const extension = name.slice(name.lastIndexOf('.'));
  return /^\.[!-~]{1,19}$/.test(extension) ? extension : '';
}

/** The longest start of `text` that ends between code points and has at most `maxBytes`. */
function cut(text: string, maxBytes: number): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += byteLength(character);
    if (bytes > maxBytes) break;
    end += character.length;
  }
  return text.slice(0, end);
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
