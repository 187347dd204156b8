import type { Problem } from '../base/problem';
import type {
  EvidenceItem,
  EvidenceState,
  MatchedEvidence,
  pastedId as PastedId,
} from '../check/evidence';

/** The `id` of what is in the paste box. */
export const pastedId: typeof PastedId = 'pasted';

/** What the box says of one document; the strings may hold hostile names. */
export interface DocumentWords {
  readonly lines: readonly string[];
  readonly problems: readonly Problem[];
}

export interface EvidenceWords {
  /** What was recognised for the file, or that it is being read; empty when there is nothing to say. */
  readonly summary: string;
  readonly pasted: DocumentWords;
  /** By the id of the document; one for each that was dropped or chosen. */
  readonly documents: ReadonlyMap<string, DocumentWords>;
  /** Why it can't be used for the file, unless one of the documents says that already. */
  readonly problem: Problem | undefined;
}

/**
 * What the box says about what is in it.
 *
 * @param matched what it says of the file at hand; absent when there is none, or several
 */
export function evidenceWords(
  { reading, text, files, evidence }: EvidenceState,
  matched: MatchedEvidence | undefined,
): EvidenceWords {
  const { items } = evidence;
  const summary = matched?.summary ?? '';
  const question = matched?.question?.problem;
  const ofPasted = text === '' ? [] : items.filter((item) => item.documentId === pastedId);
  const documents = files.map(({ id }) => {
    return [id, documentWords(items.filter((item) => item.documentId === id))] as const;
  });
  return {
    summary: reading ? 'Reading what you brought…' : summary,
    // What the summary says of a pasted list would be said twice.
    pasted: documentWords(summary === '' ? ofPasted : ofPasted.filter(isNoList)),
    documents: new Map(documents),
    problem:
      question && !items.some((item) => isSame(item.problem, question)) ? question : undefined,
  };
}

function documentWords(items: readonly EvidenceItem[]): DocumentWords {
  return {
    lines: items.flatMap(({ summary }) => (summary === '' ? [] : [summary])),
    problems: items.flatMap(({ problem }) => problem ?? []),
  };
}

function isNoList({ kind, problem }: EvidenceItem): boolean {
  return problem !== undefined || (kind !== 'digests' && kind !== 'list' && kind !== 'signed-list');
}

function isSame(a: Problem | undefined, b: Problem): boolean {
  return a?.code === b.code && a.detail === b.detail;
}
