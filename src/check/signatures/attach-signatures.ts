import { Problem } from '../../base/problem';
import { decisiveOf, linksOf, outcomeOver, type Appraisal, type Outcome } from './appraisal';
import type { HeldList } from './held-list';
import { isListName, signedName } from './signed-name';

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
}

/** Larger texts are lists that another list signs; a signature is not tried over each of them. Bytes. */
const maxTriedBytes = 4 * 1024 * 1024;

/**
 * Finds out which of the lists at hand the signatures are over: the text they are wrapped around or
 * pasted with, else the list that goes by their file name, else whichever fits.
 */
export async function attachSignatures(
  group: SignatureGroup,
  lists: readonly HeldList[],
): Promise<Attached> {
  const list = group.inside ?? findNamed(group, lists) ?? findBeside(group, lists);
  if (list) return { group, list, outcomes: await outcomesOver(group, list) };
  for (const candidate of lists) {
    if (candidate.signedInside || (candidate.messages[0]?.length ?? 0) > maxTriedBytes) continue;
    const outcomes = await outcomesOver(group, candidate);
    if (outcomes.some(({ appraisal, flaw }) => isConfirmed(appraisal, flaw?.problem)))
      return { group, list: candidate, outcomes };
  }
  return { group, list: undefined, outcomes: outcomesOverFile(group) };
}

function outcomesOverFile(group: SignatureGroup): Outcome[] {
  const missing = findMissing(group);
  return group.appraisals.map((appraisal) => {
    const { flaw, overFile } = appraisal;
    const unfit =
      overFile instanceof Problem ? ({ problem: overFile, link: 'signature' } as const) : undefined;
    return { appraisal, flaw: flaw ?? missing ?? unfit };
  });
}

function outcomesOver(group: SignatureGroup, { messages }: HeldList): Promise<Outcome[]> {
  return Promise.all(group.appraisals.map((appraisal) => outcomeOver(appraisal, messages)));
}

function isConfirmed({ confirms }: Appraisal, problem: Problem | undefined): boolean {
  return confirms !== undefined && problem?.code !== 'check/bad-signature';
}

function findNamed({ name }: SignatureGroup, lists: readonly HeldList[]): HeldList | undefined {
  const wanted = name === undefined ? undefined : signedName(name);
  if (wanted === undefined) return undefined;
  return lists.find(({ document, signedInside }) => !signedInside && document.name === wanted);
}

/** A list in the same text. Digests without names may be there for another reason. */
function findBeside(group: SignatureGroup, lists: readonly HeldList[]): HeldList | undefined {
  return lists.find(
    ({ document, parsed, signedInside }) =>
      !signedInside && document.id === group.documentId && parsed.kind === 'list',
  );
}

/** By its name it is over a list; taken for one over the file it would say that the file is wrong. */
function findMissing({ name }: SignatureGroup): Outcome['flaw'] {
  const wanted = name === undefined ? undefined : signedName(name);
  if (wanted === undefined || !isListName(wanted)) return undefined;
  const problem = new Problem('check/list-missing', `It is for ${wanted}.`);
  return { problem, link: 'signature' };
}

/** What the signatures over one list come to: the links of the chain, and why it does not hold. */
export function standingOf(
  attached: readonly Attached[],
  list: HeldList,
): { readonly decisive: Outcome; readonly links: ReturnType<typeof linksOf> } | undefined {
  const ours = attached.filter((one) => one.list === list);
  const decisive = decisiveOf(ours.flatMap(({ outcomes }) => outcomes));
  return decisive && { decisive, links: linksOf(decisive) };
}
