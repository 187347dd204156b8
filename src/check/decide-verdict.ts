import { isStrong, labelOf, type DigestAlgorithm } from '../base/digest-algorithms';
import { Problem } from '../base/problem';
import type {
  Digest,
  DigestExpectation,
  Expectation,
  SignatureExpectation,
} from '../release/expectation';
import { findContradictions } from './find-contradictions';
import { firstToWarnOf, mostTelling } from './rank-expectations';
import type { Digests, FileFacts, Verdict } from './verdict';

/** What came of comparing one expectation with a file. */
type Comparison =
  /** `by` names the one algorithm under which the digits fit. */
  | { readonly kind: 'fits'; readonly by: Expectation }
  | { readonly kind: 'differs'; readonly expected: Expectation }
  /** Something that it takes to compare them is not there. */
  | { readonly kind: 'unknown'; readonly verdict: Verdict };

/**
 * Compares what a file is with everything that is expected of it. One expectation that differs
 * outweighs any number that match, and so does one that can't be compared. Full digests are compared,
 * in lower case, never a prefix.
 *
 * Where a person brought two digests that contradict each other and the bytes are one of them, nobody
 * knows yet whether they are wrong. When they are neither, they are.
 */
export function decideVerdict(expectations: readonly Expectation[], facts: FileFacts): Verdict {
  const compared = expectations.map((expectation) => compare(expectation, facts));
  const disputed = disputedBy(expectations, facts);
  const differing = firstToWarnOf(
    compared.flatMap((one) =>
      one.kind === 'differs' && !disputed.has(one.expected) ? [one.expected] : [],
    ),
  );
  if (differing) return differs(differing, facts.digests);
  const unknown = compared.find((one) => one.kind === 'unknown');
  if (unknown) return unknown.verdict;
  if (compared.some(({ kind }) => kind === 'differs')) return contradiction();
  const fitting = compared.flatMap((one) => (one.kind === 'fits' ? [one.by] : []));
  const strong = mostTelling(fitting.filter(provesMuch));
  if (strong) return { kind: 'matches', by: strong };
  const weak = mostTelling(fitting);
  return weak ? { kind: 'weak', by: weak } : { kind: 'nothing-to-check' };
}

/** The expectations that contradict one which the bytes meet, and that one. */
function disputedBy(
  expectations: readonly Expectation[],
  facts: FileFacts,
): ReadonlySet<Expectation> {
  const groups = findContradictions(expectations);
  return new Set(
    groups.filter((group) => group.some((one) => compare(one, facts).kind === 'fits')).flat(),
  );
}

/**
 * What is still to be computed of a file with these `digests` to compare it: what is expected of it, and
 * SHA-256 when no digest is, to say what the bytes are. Digits of an unnamed kind are tried under the
 * likeliest algorithm first, and under all the others, at once, only when that does not fit.
 */
export function neededAlgorithms(
  expectations: readonly Expectation[],
  digests: Digests = {},
): DigestAlgorithm[] {
  const ofDigests = expectations.filter((expectation) => expectation.kind === 'digest');
  const wanted = ofDigests.flatMap((expectation) => wantedFor(expectation, digests));
  const needed = new Set<DigestAlgorithm>(ofDigests.length > 0 ? wanted : ['sha256']);
  return [...needed].filter((algorithm) => digests[algorithm] === undefined);
}

function wantedFor(expectation: DigestExpectation, digests: Digests): readonly DigestAlgorithm[] {
  if (fittingAlgorithm(expectation, digests)) return [];
  const likeliest = expectation.digest.algorithm;
  return digests[likeliest] === undefined ? [likeliest] : expectation.orElse;
}

function compare(expectation: Expectation, facts: FileFacts): Comparison {
  const broken = expectation.chain.find((link) => link.broken !== undefined)?.broken;
  // Nobody should have handed such a one in: it vouches for nothing.
  if (broken) return unknown(new Problem(broken), expectation);
  if (expectation.size !== undefined && expectation.size !== facts.size)
    return { kind: 'differs', expected: expectation };
  if (expectation.kind === 'digest') return compareDigest(expectation, facts.digests);
  switch (facts.signatures[expectation.signature.id]) {
    case 'valid':
      return { kind: 'fits', by: expectation };
    case 'broken':
      return expectation.mayBeOverList
        ? fitsNothing(expectation)
        : { kind: 'differs', expected: expectation };
    case undefined:
      return unknown(notDone('The signature over the file was not checked.'), expectation);
  }
}

function compareDigest(expectation: DigestExpectation, digests: Digests): Comparison {
  const algorithm = fittingAlgorithm(expectation, digests);
  if (algorithm) {
    const digest = { algorithm, hex: expectation.digest.hex };
    return { kind: 'fits', by: { ...expectation, digest, orElse: [] } };
  }
  const missing = candidates(expectation).find((one) => digests[one] === undefined);
  return missing
    ? unknown(notDone(`The ${labelOf(missing)} of the file was not computed.`), expectation)
    : { kind: 'differs', expected: expectation };
}

function contradiction(): Verdict {
  const detail = 'What you brought has two different checksums of one kind.';
  return { kind: 'could-not-check', problem: new Problem('check/conflict', detail), chain: [] };
}

function unknown(problem: Problem, { chain }: Expectation): Comparison {
  return { kind: 'unknown', verdict: { kind: 'could-not-check', problem, chain } };
}

function fitsNothing(expectation: SignatureExpectation): Comparison {
  const problem = new Problem('check/bad-signature', 'It fits neither the file nor a list here.');
  const chain = expectation.chain.map((link) =>
    link.kind === 'signature' ? { ...link, broken: problem.code } : link,
  );
  return unknown(problem, { ...expectation, chain });
}

function notDone(detail: string): Problem {
  return new Problem('check/worker', detail);
}

/** What the digits of `expectation` may be, the likeliest first. */
function candidates({ digest, orElse }: DigestExpectation): readonly DigestAlgorithm[] {
  return [digest.algorithm, ...orElse];
}

function fittingAlgorithm(
  expectation: DigestExpectation,
  digests: Digests,
): DigestAlgorithm | undefined {
  const hex = expectation.digest.hex.toLowerCase();
  return candidates(expectation).find((one) => digests[one]?.toLowerCase() === hex);
}

function differs(expected: Expectation, digests: Digests): Verdict {
  return { kind: 'differs', expected, actual: actualDigest(expected, digests) };
}

/** SHA-256 also when a size was enough to tell that the file is another one. */
function actualDigest(expected: Expectation, digests: Digests): Digest {
  const algorithm = expected.kind === 'digest' ? expected.digest.algorithm : 'sha256';
  const hex = digests[algorithm];
  return hex === undefined
    ? { algorithm: 'sha256', hex: digests.sha256 ?? '' }
    : { algorithm, hex };
}

/** Whether it can be the reason for `matches`. */
function provesMuch(fitting: Expectation): boolean {
  return fitting.kind === 'signature' || isStrong(fitting.digest.algorithm);
}
