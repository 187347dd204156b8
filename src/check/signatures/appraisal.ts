import { Problem, type ProblemCode } from '../../base/problem';
import type { ChainLink, FileSignature, KeyTrust, SignatureScheme } from '../../release/chain';

/** Why a signature vouches for nothing, and which link of the chain that is. */
export interface Flaw {
  readonly problem: Problem;
  readonly link: 'signature' | 'key';
}

/** The key that a signature was made with, as far as the page needs it. */
export interface Signer {
  readonly fingerprint: string;
  /** Hostile text. */
  readonly owner: string;
  readonly trust: KeyTrust;
}

/** A signature and its key, before it is known what it is over. */
export interface Appraisal {
  readonly scheme: SignatureScheme;
  /** Milliseconds since 1970. */
  readonly madeAt: number | undefined;
  /** minisign's trusted comment. */
  readonly comment: string | undefined;
  /** The name that the signature itself gives the file. */
  readonly fileName: string | undefined;
  /** The fingerprint or id of the key that the signature says made it. */
  readonly issuer: string;
  /** Absent when that key is not at hand. */
  readonly signer: Signer | undefined;
  /** What is wrong whatever it is over. */
  readonly flaw: Flaw | undefined;
  /** Whether it is over `message`; absent when that can't be found out. */
  readonly confirms: ((message: Uint8Array<ArrayBuffer>) => Promise<boolean>) | undefined;
  /** How to check it over a file, or why it can't be over one. Absent when the key is unknown. */
  readonly overFile: FileSignature | Problem | undefined;
}

/** What came of checking a signature over a list. */
export interface Outcome {
  readonly appraisal: Appraisal;
  readonly flaw: Flaw | undefined;
}

/**
 * Checks a signature over a text.
 *
 * @param messages what the text may have been before it was pasted; one that fits is enough
 */
export async function outcomeOver(
  appraisal: Appraisal,
  messages: readonly Uint8Array<ArrayBuffer>[],
): Promise<Outcome> {
  const { confirms, flaw } = appraisal;
  if (!confirms) return { appraisal, flaw };
  try {
    for (const message of messages) if (await confirms(message)) return { appraisal, flaw };
  } catch (error) {
    return { appraisal, flaw: { problem: cannotCheck(error), link: 'signature' } };
  }
  return { appraisal, flaw: { problem: new Problem('check/bad-signature'), link: 'signature' } };
}

/** For a browser that lacks the method. */
export function cannotCheck(cause: unknown): Problem {
  const detail = 'This browser can’t check signatures of this kind. Another browser may.';
  return new Problem('check/unreadable-signature', detail, { cause });
}

/** The most telling first. */
const byWeight: readonly ProblemCode[] = [
  'check/bad-signature',
  'check/revoked-key',
  'check/weak-signature',
  'check/expired-key',
  'check/unreadable-key',
  'check/unreadable-signature',
  'check/unknown-key',
];

/**
 * What several signatures over one thing come to: a broken one says that something was changed, else
 * one that holds is enough, else the most telling flaw.
 */
export function decisiveOf(outcomes: readonly Outcome[]): Outcome | undefined {
  const broken = outcomes.find(({ flaw }) => flaw?.problem.code === 'check/bad-signature');
  if (broken) return broken;
  const weightOf = ({ flaw }: Outcome) => (flaw ? byWeight.indexOf(flaw.problem.code) : -1);
  return outcomes.toSorted((a, b) => weightOf(a) - weightOf(b))[0];
}

/** The links for a signature and its key. */
export function linksOf({ appraisal, flaw }: Outcome): ChainLink[] {
  const { scheme, madeAt, comment, signer } = appraisal;
  const brokenAt = (link: Flaw['link']) =>
    flaw?.link === link ? { broken: flaw.problem.code } : {};
  return [
    { kind: 'signature', scheme, madeAt, comment, ...brokenAt('signature') },
    {
      kind: 'key',
      scheme,
      fingerprint: signer?.fingerprint ?? appraisal.issuer,
      owner: signer?.owner ?? '',
      trust: signer?.trust,
      ...brokenAt('key'),
    },
  ];
}
