import { isStrong, rowOf, type DigestAlgorithm } from '../../base/digest-algorithms';
import type { ChainLink } from '../../release/chain';
import type { BroughtDocument } from '../evidence';
import { isNameOf } from '../is-name-of';
import type { ListEntry } from '../list-entry';
import { digestBytes } from './digest-bytes';
import type { LooseList } from './loose-list';

/** How a list names the bytes of a document; the link is broken when it has another digest for them. */
export interface Naming {
  readonly by: LooseList;
  readonly link: Extract<ChainLink, { kind: 'digest' }>;
}

/** Digests of one kind that a list has for one name. */
interface Kind {
  /** What the digits may be, the likeliest first. */
  readonly algorithms: readonly [DigestAlgorithm, ...DigestAlgorithm[]];
  readonly hexes: string[];
}

/** How the lists name `document`. What a document says of itself is left out. */
export async function findNamings(
  document: BroughtDocument,
  lists: readonly LooseList[],
): Promise<Naming[]> {
  const digestOf = digester(document.bytes);
  const namings: Naming[] = [];
  for (const by of lists) {
    if (by.held.document === document) continue;
    const link = await compare(kindsFor(document, by.entries), digestOf);
    if (link) namings.push({ by, link });
  }
  return namings;
}

type DigestOf = (algorithm: DigestAlgorithm) => Promise<string>;

/** Computes each digest once. */
function digester(bytes: Uint8Array): DigestOf {
  const known = new Map<DigestAlgorithm, string>();
  return async (algorithm) => {
    const hex = known.get(algorithm) ?? (await digestBytes(algorithm, [bytes]));
    known.set(algorithm, hex);
    return hex;
  };
}

/** Weaker ones count only where there is no strong one, and then for a chain that is broken. */
async function compare(
  kinds: readonly Kind[],
  digestOf: DigestOf,
): Promise<Naming['link'] | undefined> {
  let differing: Naming['link'] | undefined;
  for (const { algorithms, hexes } of kinds) {
    for (const algorithm of algorithms) {
      const actualHex = await digestOf(algorithm);
      const link = { kind: 'digest', algorithm, actualHex } as const;
      if (hexes.includes(actualHex))
        return isStrong(algorithm)
          ? { ...link, hex: actualHex }
          : { ...link, hex: actualHex, broken: 'check/weak-signature' };
      differing ??= { ...link, hex: hexes[0] ?? '', broken: 'check/list-differs' };
    }
    if (isStrong(algorithms[0])) return differing;
  }
  return differing;
}

/** What `entries` have for the document's name, the strongest kind first. */
function kindsFor({ name }: BroughtDocument, entries: readonly ListEntry[]): Kind[] {
  if (name === undefined) return [];
  const kinds = new Map<string, Kind>();
  for (const entry of entries) {
    if (entry.name === undefined || !isNameOf(entry.name, name)) continue;
    if (entry.digest.kind !== 'digest') continue;
    const { algorithms, hex } = entry.digest;
    const kind = kinds.get(algorithms.join());
    if (kind) kind.hexes.push(hex);
    else kinds.set(algorithms.join(), { algorithms, hexes: [hex] });
  }
  const strength = ({ algorithms }: Kind) => rowOf(algorithms[0]).strength;
  return [...kinds.values()].toSorted((a, b) => strength(b) - strength(a));
}
