/**
 * Bencode as text of one byte per character, for `bytesOf`.
 */
export const text = (value: string): string => `${value.length}:${value}`;
export const int = (value: number | bigint | string): string => `i${value}e`;
export const list = (...items: readonly string[]): string => `l${items.join('')}e`;

type Entry = readonly [key: string, value: string];

/** Keys as they are and in this order, values in bencode: also what no encoder would write. */
export const rawDict = (...entries: readonly Entry[]): string =>
  `d${entries.map(([key, value]) => text(key) + value).join('')}e`;

/** The same with its keys in order, as they must be. */
export const dict = (...entries: readonly Entry[]): string =>
  rawDict(...entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));

export type InfoParts = Readonly<Record<string, string | undefined>>;

const goodInfo = {
  length: int(5),
  name: text('a.iso'),
  'piece length': int(16_384),
  pieces: text('p'.repeat(20)),
};

/**
 * The info dictionary of a good file with other parts in bencode, `undefined` for one that
 * is not there.
 */
export function infoWith(parts: InfoParts = {}): string {
  const entries = Object.entries<string | undefined>({ ...goodInfo, ...parts });
  const present = entries.filter((entry): entry is [string, string] => entry[1] !== undefined);
  return dict(...present);
}

/** A .torrent around an info dictionary in bencode. */
export function torrentOf(info: string): string {
  return dict(['announce', text('wss://tracker.example/')], ['info', info]);
}

/** A .torrent of a good file with other parts in its info dictionary. */
export function torrentWith(parts: InfoParts): string {
  return torrentOf(infoWith(parts));
}

/** The parts that make it a torrent of version 2 (BEP 52), with the `file tree` given. */
export function version2(fileTree: string, parts: InfoParts = {}): string {
  return torrentWith({
    length: undefined,
    pieces: undefined,
    'file tree': fileTree,
    'meta version': int(2),
    ...parts,
  });
}

/** The `file tree` of one file. */
export function fileTree(name: string, file: string): string {
  return dict([name, dict(['', file])]);
}

/** What a `file tree` says of a file; `root` is bencode too. */
export function treeFile(length: string, root = text('r'.repeat(32))): string {
  return dict(['length', length], ...(root === '' ? [] : [['pieces root', root] as const]));
}
