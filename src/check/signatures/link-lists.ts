import { isStrong, rowOf, type DigestAlgorithm } from '../../base/digest-algorithms';
import { Problem } from '../../base/problem';
import type { ChainLink } from '../../release/chain';
import type { BackedList } from '../evidence';
import type { ListEntry } from '../list-entry';
import { isNameOf } from '../is-name-of';
import { digestBytes } from './digest-bytes';
import type { HeldList } from './held-list';

/** A list and what is behind it, before other lists are asked about it. */
export interface LooseList {
  readonly held: HeldList;
  readonly entries: readonly ListEntry[];
  readonly backed: BackedList;
  /** A signature of its own stands for it; no list needs to. */
  readonly isSigned: boolean;
}

/** How a list names the bytes of another. */
interface Naming {
  readonly by: LooseList;
  readonly link: Extract<ChainLink, { kind: 'digest' }>;
}

/**
 * Puts behind each list without a signature the list that names its bytes, as Debian's `Release` names
 * `Packages`. A list that has its name and none of its digests breaks the chain.
 */
export async function linkLists(lists: readonly LooseList[]): Promise<BackedList[]> {
  const linked = new Map<LooseList, BackedList>();
  for (const list of lists) await linkOne(list, lists, linked);
  return lists.map((list) => linked.get(list) ?? list.backed);
}

async function linkOne(
  list: LooseList,
  lists: readonly LooseList[],
  linked: Map<LooseList, BackedList>,
): Promise<BackedList> {
  const known = linked.get(list);
  if (known) return known;
  // Stands until the answer is there: lists that name one another in a ring end here.
  linked.set(list, list.backed);
  const naming = list.isSigned ? undefined : await findNaming(list, lists);
  if (!naming) return list.backed;
  const behind = await linkOne(naming.by, lists, linked);
  const backed = joined(list.backed, naming.link, behind);
  linked.set(list, backed);
  return backed;
}

function joined(list: BackedList, link: Naming['link'], behind: BackedList): BackedList {
  return {
    entries: list.entries,
    source: behind.source === 'signed-list' && !link.broken ? 'signed-list' : list.source,
    chain: [...list.chain, link, ...behind.chain],
    problem: link.broken ? new Problem(link.broken, '') : behind.problem,
  };
}

async function findNaming(
  list: LooseList,
  lists: readonly LooseList[],
): Promise<Naming | undefined> {
  const digests = new Map<DigestAlgorithm, string>();
  const namings: Naming[] = [];
  for (const by of lists) {
    if (by === list || by.held.document === list.held.document) continue;
    const link = await linkBetween(list, by, digests);
    if (link) namings.push({ by, link });
  }
  const isBest = ({ by, link }: Naming) => !link.broken && by.backed.source === 'signed-list';
  return namings.find(isBest) ?? namings.find(({ link }) => !link.broken) ?? namings[0];
}

/** `digests` are those of the list that were computed so far. */
async function linkBetween(
  { held: { document } }: LooseList,
  by: LooseList,
  digests: Map<DigestAlgorithm, string>,
): Promise<Naming['link'] | undefined> {
  const { name, bytes } = document;
  if (name === undefined) return undefined;
  const namesakes = by.entries.filter(
    (entry) => entry.name !== undefined && isNameOf(entry.name, name),
  );
  let differing: Naming['link'] | undefined;
  for (const algorithm of algorithmsOf(namesakes)) {
    const actualHex = digests.get(algorithm) ?? (await digestBytes(algorithm, [bytes]));
    digests.set(algorithm, actualHex);
    const hexes = namesakes.flatMap((entry) => hexOf(entry, algorithm) ?? []);
    const link = { kind: 'digest', algorithm, actualHex } as const;
    if (hexes.includes(actualHex))
      return isStrong(algorithm)
        ? { ...link, hex: actualHex }
        : { ...link, hex: actualHex, broken: 'check/weak-signature' };
    differing ??= { ...link, hex: hexes[0] ?? '', broken: 'check/list-differs' };
    if (isStrong(algorithm)) return differing;
  }
  return differing;
}

/** The strongest first. */
function algorithmsOf(entries: readonly ListEntry[]): DigestAlgorithm[] {
  const all = new Set(
    entries.flatMap(({ digest }) => (digest.kind === 'digest' ? digest.algorithms : [])),
  );
  return [...all].toSorted((a, b) => rowOf(b).strength - rowOf(a).strength);
}

function hexOf({ digest }: ListEntry, algorithm: DigestAlgorithm): string | undefined {
  return digest.kind === 'digest' && digest.algorithms.includes(algorithm) ? digest.hex : undefined;
}
