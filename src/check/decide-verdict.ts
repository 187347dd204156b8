import { Problem } from '../base/problem';
import type { DigestAlgorithm, Expectation, ExpectationSource } from '../release/expectation';
import { digestAlgorithms, isStrong, labelOf } from './digest-algorithms';
import type { Digests, Verdict } from './verdict';

/**
 * Compares what a file is (`digests`) with everything that is expected of it. One expectation that
 * differs outweighs any number that match. Full digests are compared, in lower case, never a prefix.
 */
export function decideVerdict(expectations: readonly Expectation[], digests: Digests): Verdict {
  const differing = preferred(
    expectations.filter((e) => !equals(e, digests) && digests[e.digest.algorithm] !== undefined),
    byWhatToWarnOf,
  );
  if (differing) return differs(differing, digests);
  const missing = expectations.find((e) => digests[e.digest.algorithm] === undefined);
  if (missing) return couldNotCheck(missing);
  const strong = preferred(
    expectations.filter((e) => isStrong(e.digest.algorithm)),
    byWhoseWordItIs,
  );
  if (strong) return { kind: 'matches', by: strong };
  const weak = preferred(expectations, byWhoseWordItIs);
  return weak ? { kind: 'weak', by: weak } : { kind: 'nothing-to-check' };
}

/** What to compute of a file: what is expected of it, and always SHA-256, to say what the bytes are. */
export function neededAlgorithms(expectations: readonly Expectation[]): DigestAlgorithm[] {
  return [...new Set<DigestAlgorithm>(['sha256', ...expectations.map((e) => e.digest.algorithm)])];
}

function equals(expectation: Expectation, digests: Digests): boolean {
  const { algorithm, hex } = expectation.digest;
  return digests[algorithm]?.toLowerCase() === hex.toLowerCase();
}

function differs(expected: Expectation, digests: Digests): Verdict {
  const { algorithm } = expected.digest;
  const actual = { algorithm, hex: digests[algorithm] ?? '' };
  return { kind: 'differs', expected, actual };
}

function couldNotCheck(missing: Expectation): Verdict {
  const detail = `The ${labelOf(missing.digest.algorithm)} of the file was not computed.`;
  return { kind: 'could-not-check', problem: new Problem('check/worker', detail) };
}

type Order = (a: Expectation, b: Expectation) => number;

/** How independent of the link each source is; the greater, the more its word says. */
const sourceRank: Readonly<Record<ExpectationSource, number>> = {
  'signed-list': 4,
  list: 3,
  pasted: 2,
  site: 1,
  link: 0,
};

/** The most telling source first; within one source, the strongest algorithm. */
const byWhoseWordItIs: Order = (a, b) => bySource(a, b) || byStrength(a, b);

/** What a person brought, then what the site says, then the link; within these, strong before weak. */
const byWhatToWarnOf: Order = (a, b) =>
  broughtRank(b) - broughtRank(a) || byStrength(a, b) || bySource(a, b);

function bySource(a: Expectation, b: Expectation): number {
  return sourceRank[b.source] - sourceRank[a.source];
}

function byStrength(a: Expectation, b: Expectation): number {
  return (
    digestAlgorithms[b.digest.algorithm].strength - digestAlgorithms[a.digest.algorithm].strength
  );
}

function broughtRank(expectation: Expectation): number {
  return Math.min(sourceRank[expectation.source], sourceRank.pasted);
}

function preferred(expectations: readonly Expectation[], order: Order): Expectation | undefined {
  return [...expectations].sort(order)[0];
}
