import { Problem, type ProblemCode } from '../base/problem';
import type { BackedList, Evidence, EvidenceItem } from './evidence';
import type { OpenQuestion } from './verdict';

/** A `Problem` as a message: of an Error, the structured clone keeps no more than message and stack. */
export interface WireProblem {
  readonly code: ProblemCode;
  readonly detail: string;
}

type Wired<T extends { readonly problem: Problem | undefined }> = Omit<T, 'problem'> & {
  readonly problem: T['problem'] extends Problem ? WireProblem : WireProblem | undefined;
};

/** Evidence, as the worker sends it. */
export interface WireEvidence extends Omit<Evidence, 'items' | 'lists' | 'questions'> {
  readonly items: readonly Wired<EvidenceItem>[];
  readonly lists: readonly Wired<BackedList>[];
  readonly questions: readonly Wired<OpenQuestion>[];
}

/** For `postMessage`. Causes stay behind: they may be anything. */
export function packEvidence(evidence: Evidence): WireEvidence {
  const { items, lists, questions } = evidence;
  return {
    ...evidence,
    items: items.map((item) => ({ ...item, problem: packMaybe(item.problem) })),
    lists: lists.map((list) => ({ ...list, problem: packMaybe(list.problem) })),
    questions: questions.map((question) => ({ ...question, problem: pack(question.problem) })),
  };
}

/** What the page does with the worker's message. */
export function unpackEvidence(evidence: WireEvidence): Evidence {
  const { items, lists, questions } = evidence;
  return {
    ...evidence,
    items: items.map((item) => ({ ...item, problem: unpackMaybe(item.problem) })),
    lists: lists.map((list) => ({ ...list, problem: unpackMaybe(list.problem) })),
    questions: questions.map((question) => ({ ...question, problem: unpack(question.problem) })),
  };
}

function pack({ code, detail }: Problem): WireProblem {
  return { code, detail };
}

function unpack({ code, detail }: WireProblem): Problem {
  return new Problem(code, detail);
}

function packMaybe(problem: Problem | undefined): WireProblem | undefined {
  return problem && pack(problem);
}

function unpackMaybe(problem: WireProblem | undefined): Problem | undefined {
  return problem && unpack(problem);
}
