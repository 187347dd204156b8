import { rowOf } from '../base/digest-algorithms';
import type { Expectation, ExpectationSource } from '../release/expectation';

/** The one to show of those that fit: the most telling source; within one, the strongest algorithm. */
export function mostTelling(expectations: readonly Expectation[]): Expectation | undefined {
  return first(expectations, (a, b) => bySource(a, b) || byStrength(a, b));
}

/**
 * The one to show of those that differ: what a person brought, then what the site says, then the link;
 * within these, strong before weak.
 */
export function firstToWarnOf(expectations: readonly Expectation[]): Expectation | undefined {
  return first(
    expectations,
    (a, b) => broughtRank(b) - broughtRank(a) || byStrength(a, b) || bySource(a, b),
  );
}

type Order = (a: Expectation, b: Expectation) => number;

/** How independent of the link each source is; the greater, the more its word says. */
const sourceRank: Readonly<Record<ExpectationSource, number>> = {
  signature: 4,
  'signed-list': 4,
  list: 3,
  pasted: 2,
  site: 1,
  link: 0,
};

function bySource(a: Expectation, b: Expectation): number {
  return sourceRank[b.source] - sourceRank[a.source];
}

/** The stronger one first. */
function byStrength(a: Expectation, b: Expectation): number {
  return strength(b) - strength(a);
}

/** A signature comes before any digest: nobody else can have made it. */
function strength(expectation: Expectation): number {
  if (expectation.kind === 'signature') return 100;
  return rowOf(expectation.digest.algorithm).strength;
}

function broughtRank(expectation: Expectation): number {
  return Math.min(sourceRank[expectation.source], sourceRank.pasted);
}

function first(expectations: readonly Expectation[], order: Order): Expectation | undefined {
  return [...expectations].sort(order)[0];
}
