import { Problem } from '../../base/problem';
import { outcomeOver, type Appraisal, type Outcome } from './appraisal';
import type { HeldList } from './held-list';
import { isListName, signedName } from './signed-name';
import { maxDroppedBytes } from './split-document';

/** The signatures of one block. */
export interface SignatureGroup {
  readonly documentId: string;
  /** Of the file that was brought, if it was one. */
  readonly name: string | undefined;
  readonly appraisals: readonly Appraisal[];
  /** What it can only be over: the text inside the same block. */
  readonly inside: HeldList | undefined;
}

/** Signatures, and what they are over. */
export interface Attached {
  readonly group: SignatureGroup;
  /** `undefined`: over the file, if anything. */
  readonly list: HeldList | undefined;
  readonly outcomes: readonly Outcome[];
  /** Nothing says that it is over the file: it may be over one of the lists, which was changed. */
  readonly mayBeOverList: boolean;
}

/** In one reading, a second or two of work. */
const maxTriedBytes = 8 * maxDroppedBytes;
const minTriedBytes = 64 * 1024;

/**
 * Finds out which of the lists at hand the signatures are over: the text they are wrapped around, the
 * list that goes by their file name or that they were pasted with, else whichever fits.
 *
 * @param maxBytes hashed at most to find out what signatures without a name are over
 */
export async function attachSignatures(
  groups: readonly SignatureGroup[],
  lists: readonly HeldList[],
  maxBytes = maxTriedBytes,
): Promise<Attached[]> {
  const attached: Attached[] = [];
  const budget = { bytes: maxBytes };
  for (const group of groups) {
    const [first, ...others] = ownLists(group, lists);
    attached.push(
      first ? await attachOwn(group, first, others) : await attachAny(group, lists, budget),
    );
  }
  return attached;
}

/** Those that it can only be over: more than one when lists from several folders have one name. */
function ownLists(group: SignatureGroup, lists: readonly HeldList[]): readonly HeldList[] {
  if (group.inside) return [group.inside];
  const bare = lists.filter(({ signedInside }) => !signedInside);
  const named = findNamed(group, bare);
  return named.length > 0 ? named : findBeside(group, bare);
}

/** To the one that fits; to the first when none does, which breaks it. */
async function attachOwn(
  group: SignatureGroup,
  first: HeldList,
  others: readonly HeldList[],
): Promise<Attached> {
  const likeliest = await attach(group, first);
  if (isConfirmed(likeliest)) return likeliest;
  for (const list of others) {
    const one = await attach(group, list);
    if (isConfirmed(one)) return one;
  }
  return likeliest;
}

/** Tries the small ones first, as long as `budget` lasts. */
async function attachAny(
  group: SignatureGroup,
  lists: readonly HeldList[],
  budget: { bytes: number },
): Promise<Attached> {
  const bare = lists.filter(({ signedInside }) => !signedInside);
  const checkable = group.appraisals.filter(({ confirms }) => confirms).length;
  for (const list of bare.toSorted((a, b) => costOf(a) - costOf(b))) {
    budget.bytes -= checkable * costOf(list);
    if (budget.bytes < 0) return overFile(group, tooMuch());
    const one = await attach(group, list);
    if (isConfirmed(one)) return one;
  }
  return overFile(group, findMissing(group), nameOf(group) === undefined && bare.length > 0);
}

function tooMuch(): Outcome['flaw'] {
  const detail =
    'There is too much here to find out which list it is for. Bring it with its list alone.';
  return { problem: new Problem('check/list-missing', detail), link: 'signature' };
}

/** Bytes that are hashed to try one signature; the public key's operation is taken for some as well. */
function costOf({ messages }: HeldList): number {
  return messages.reduce((bytes, message) => bytes + message.length, minTriedBytes);
}

function overFile(
  group: SignatureGroup,
  missing: Outcome['flaw'],
  mayBeOverList = false,
): Attached {
  const outcomes = group.appraisals.map((appraisal) => {
    const unfit =
      appraisal.overFile instanceof Problem
        ? ({ problem: appraisal.overFile, link: 'signature' } as const)
        : undefined;
    return { appraisal, flaw: appraisal.flaw ?? missing ?? unfit };
  });
  return { group, list: undefined, outcomes, mayBeOverList };
}

async function attach(group: SignatureGroup, list: HeldList): Promise<Attached> {
  const over = (appraisal: Appraisal) => outcomeOver(appraisal, list.messages);
  return {
    group,
    list,
    outcomes: await Promise.all(group.appraisals.map(over)),
    mayBeOverList: false,
  };
}

function isConfirmed({ outcomes }: Attached): boolean {
  return outcomes.some(
    ({ appraisal, flaw }) =>
      appraisal.confirms !== undefined && flaw?.problem.code !== 'check/bad-signature',
  );
}

function nameOf({ name }: SignatureGroup): string | undefined {
  return name === undefined ? undefined : signedName(name);
}

function findNamed(group: SignatureGroup, lists: readonly HeldList[]): readonly HeldList[] {
  const wanted = nameOf(group);
  return wanted === undefined ? [] : lists.filter(({ document }) => document.name === wanted);
}

/** A list in the same text. Digests without names may be there for another reason. */
function findBeside(group: SignatureGroup, lists: readonly HeldList[]): readonly HeldList[] {
  return lists.filter(
    ({ document, parsed }) => document.id === group.documentId && parsed.kind === 'list',
  );
}

/** By its name it is over a list; taken for one over the file it would say that the file is wrong. */
function findMissing(group: SignatureGroup): Outcome['flaw'] {
  const wanted = nameOf(group);
  if (wanted === undefined || !isListName(wanted)) return undefined;
  const problem = new Problem('check/list-missing', `It is for ${wanted}.`);
  return { problem, link: 'signature' };
}
