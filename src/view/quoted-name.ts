import { visibleText } from '../base/display-name';

/** Characters that are shown of a name that anybody may have written. */
const longest = 100;

/**
 * A hostile name inside a sentence of ours: isolated (U+2068 … U+2069), so that it can't reorder the
 * words around it, with invisible characters made visible, and not longer than a line or two.
 */
export function quotedName(name: string): string {
  const characters = Array.from(visibleText(name).trim());
  const shown =
    characters.length > longest ? `${characters.slice(0, longest).join('')}…` : characters.join('');
  return shown === '' ? '(no name)' : `\u2068${shown}\u2069`;
}
