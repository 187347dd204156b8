import { Problem } from '../../base/problem';
import type { BackedList, BroughtDocument } from '../evidence';
import { findNamings, type Naming } from './find-namings';
import type { LooseList } from './loose-list';

type Namings = ReadonlyMap<BroughtDocument, readonly Naming[]>;

/**
 * Puts behind each list without a signature the list that names its bytes, as Debian's `Release` names
 * `Packages`. A list that has its name and none of its digests breaks the chain.
 */
export async function linkLists(lists: readonly LooseList[]): Promise<BackedList[]> {
  const namings = new Map<BroughtDocument, Naming[]>();
  for (const document of new Set(lists.map(({ held }) => held.document)))
    namings.set(document, await findNamings(document, lists));
  const vouched = findVouched(lists, namings);
  const linked = new Map<LooseList, BackedList>();
  return lists.map((list) => linkOne(list));

  function linkOne(list: LooseList): BackedList {
    const known = linked.get(list);
    if (known) return known;
    // Stands until the answer is there: lists that name one another in a ring end here.
    linked.set(list, list.backed);
    const naming = choose(list, namings, vouched);
    const backed = naming ? joined(list.backed, naming.link, linkOne(naming.by)) : list.backed;
    linked.set(list, backed);
    return backed;
  }
}

/** The lists that a flawless signature stands for, their own or that of a list which names them. */
function findVouched(lists: readonly LooseList[], namings: Namings): ReadonlySet<LooseList> {
  const vouched = new Set(lists.filter(({ backed }) => backed.source === 'signed-list'));
  let before: number;
  do {
    before = vouched.size;
    for (const list of lists)
      if (namingsOf(list, namings).some(({ by, link }) => !link.broken && vouched.has(by)))
        vouched.add(list);
  } while (vouched.size > before);
  return vouched;
}

/**
 * What a signed list says of the bytes counts first: when it has another digest for them, nothing else
 * that names them rightly can mend that, nor another key's signature over them.
 */
function choose(
  list: LooseList,
  namings: Namings,
  vouched: ReadonlySet<LooseList>,
): Naming | undefined {
  const all = namingsOf(list, namings);
  const signed = all.filter(({ by }) => vouched.has(by));
  const denial = signed.find(({ link }) => link.broken === 'check/list-differs');
  if (denial || list.isSigned) return denial;
  const isWhole = ({ link }: Naming) => !link.broken;
  return signed.find(isWhole) ?? all.find(isWhole) ?? all[0];
}

function namingsOf({ held }: LooseList, namings: Namings): readonly Naming[] {
  return namings.get(held.document) ?? [];
}

function joined(list: BackedList, link: Naming['link'], behind: BackedList): BackedList {
  // What another list says of it replaces what its own signature says.
  const own = list.chain.filter(({ kind }) => kind === 'list');
  return {
    entries: list.entries,
    source: behind.source === 'signed-list' && !link.broken ? 'signed-list' : 'list',
    chain: [...own, link, ...behind.chain],
    problem: link.broken ? new Problem(link.broken, '') : behind.problem,
  };
}
