/** What a text with tags is made of. */
export type XmlToken =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'open' | 'close' | 'empty';
      /** Lower case, without a prefix. */
      readonly tag: string;
      readonly attributes: ReadonlyMap<string, string>;
    };

/**
 * Cuts a text into tags and what is between them. It is no full XML parser, and needs none: nothing is
 * rendered, and what it does not understand (a document type, entities of one's own) makes the whole
 * `undefined`. Takes time linear in the text.
 */
export function readXmlTokens(text: string): XmlToken[] | undefined {
  const tokens: XmlToken[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('<', at);
    const end = open < 0 ? text.length : open;
    if (end > at) {
      const plain = decodeEntities(text.slice(at, end));
      if (plain === undefined) return undefined;
      tokens.push({ kind: 'text', text: plain });
    }
    if (open < 0) break;
    const next = readMarkup(text, open, tokens);
    if (next === undefined) return undefined;
    at = next;
  }
  return tokens;
}

/** Where the markup at `open` ends; `undefined` when it does not, or is not understood. */
function readMarkup(text: string, open: number, tokens: XmlToken[]): number | undefined {
  for (const [start, stop] of [
    ['<!--', '-->'],
    ['<?', '?>'],
  ] as const)
    if (text.startsWith(start, open)) return after(text, stop, open + start.length);
  if (text.startsWith('<!', open)) return undefined;
  const end = findTagEnd(text, open + 1);
  const token = end === undefined ? undefined : readTag(text.slice(open + 1, end));
  if (end === undefined || !token) return undefined;
  tokens.push(token);
  return end + 1;
}

function after(text: string, stop: string, from: number): number | undefined {
  const found = text.indexOf(stop, from);
  return found < 0 ? undefined : found + stop.length;
}

/** The index of the next `>` that is in no quotes. No tag is longer than 4 Ki characters. */
function findTagEnd(text: string, from: number): number | undefined {
  let quote = '';
  for (let i = from; i < Math.min(text.length, from + 4096); i++) {
    const character = text.charAt(i);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '>') return i;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '<') return undefined;
  }
  return undefined;
}

const attribute = /\s([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')/g;

function readTag(inside: string): XmlToken | undefined {
  const [, slash, name] = /^(\/?)(?:[\w.-]+:)?([\w.-]+)/.exec(inside) ?? [];
  if (name === undefined) return undefined;
  const attributes = new Map<string, string>();
  for (const [, key = '', quoted = ''] of inside.matchAll(attribute)) {
    const value = decodeEntities(quoted.slice(1, -1));
    if (value === undefined || attributes.has(key)) return undefined;
    attributes.set(key, value);
  }
  const kind = slash ? 'close' : inside.endsWith('/') ? 'empty' : 'open';
  return { kind, tag: name.toLowerCase(), attributes };
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

const reference = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g;

/** `undefined` when there is an `&` that begins none of XML's own entities. */
function decodeEntities(text: string): string | undefined {
  if (text.replace(reference, '').includes('&')) return undefined;
  return text.replace(reference, (_all, name?: string, decimal?: string, hex?: string) =>
    name === undefined ? fromCode(Number(decimal ?? `0x${hex ?? ''}`)) : (entities[name] ?? ''),
  );
}

/** Code points that Unicode does not have become the character that stands for an unknown one. */
function fromCode(code: number): string {
  return String.fromCodePoint(code > 0 && code <= 0x10ffff ? code : 0xfffd);
}
