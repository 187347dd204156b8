import type { BackedList, EvidenceItem } from '../evidence';
import type { ListEntry } from '../list-entry';
import { decisiveOf, linksOf, type Outcome } from './appraisal';
import type { Attached } from './attach-signatures';
import { describeDigests, describeList } from './describe-evidence';
import type { HeldList } from './held-list';
import { linkLists } from './link-lists';
import type { LooseList } from './loose-list';
import type { Findings } from './findings';

/** The lists with what is behind each: its own signatures, or a list that names it. */
export async function backLists(
  held: readonly HeldList[],
  attached: readonly Attached[],
): Promise<Findings & { readonly lists: readonly BackedList[] }> {
  const loose = held.flatMap((list) => {
    const { parsed } = list;
    return parsed.kind === 'problem' ? [] : [looseList(list, parsed.entries, attached)];
  });
  // Of a text that can't be read its own problem is told; that its signature is broken is told as well.
  const unread = held.filter(({ parsed }) => parsed.kind === 'problem');
  const lists = await linkLists(loose);
  const items = loose.map((list, i) => itemOf(list, lists[i] ?? list.backed, attached));
  return {
    lists,
    items: [...items],
    questions: unread.flatMap((list) => brokenOf(list, attached)),
  };
}

function looseList(
  held: HeldList,
  entries: readonly ListEntry[],
  attached: readonly Attached[],
): LooseList {
  const standing = standingOf(attached, held);
  const flaw = standing?.decisive.flaw;
  const { document, parsed } = held;
  const isList = parsed.kind === 'list' || standing !== undefined;
  const own = {
    kind: 'list',
    title: document.name,
    lineCount: entries.length,
  } as const;
  const plain = document.name !== undefined || entries.length > 1 ? 'list' : 'pasted';
  const backed: BackedList = {
    entries,
    source: standing && !flaw ? 'signed-list' : plain,
    chain: isList ? [own, ...(standing?.links ?? [])] : [],
    problem: flaw?.problem,
  };
  return { held, entries, backed, isSigned: standing !== undefined };
}

function itemOf(
  { held, entries }: LooseList,
  backed: BackedList,
  attached: readonly Attached[],
): EvidenceItem {
  const decisive = standingOf(attached, held)?.decisive;
  const describe = held.parsed.kind === 'digests' ? describeDigests : describeList;
  return {
    documentId: held.document.id,
    kind:
      backed.source === 'signed-list'
        ? 'signed-list'
        : held.parsed.kind === 'digests'
          ? 'digests'
          : 'list',
    summary: describe(entries, decisive),
    problem: backed.problem,
  };
}

function brokenOf(list: HeldList, attached: readonly Attached[]): Findings['questions'] {
  const standing = standingOf(attached, list);
  const problem = standing?.decisive.flaw?.problem;
  return standing && problem ? [{ problem, chain: standing.links }] : [];
}

/** What the signatures over one list come to: the links of the chain, and why it does not hold. */
function standingOf(
  attached: readonly Attached[],
  list: HeldList,
): { readonly decisive: Outcome; readonly links: ReturnType<typeof linksOf> } | undefined {
  const ours = attached.filter((one) => one.list === list);
  const decisive = decisiveOf(ours.flatMap(({ outcomes }) => outcomes));
  return decisive && { decisive, links: linksOf(decisive) };
}
