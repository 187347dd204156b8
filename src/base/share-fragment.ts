/**
 * The fragment to open for what a person put into the "open a share link" box: a whole share link
 * of any site, or a bare magnet URI. `undefined` when it is neither. Checks nothing else.
 */
export function shareFragment(text: string): string | undefined {
  // Mail programs break long links into lines.
  const line = text.replaceAll(/[\r\n\t]/g, '').trim();
  const fragment = line.slice(line.indexOf('#') + 1);
  if (/^magnet:\?/i.test(line)) return line;
  return /^magnet:\?/i.test(fragment) ? fragment : undefined;
}
