import type { DigestExpectation, Expectation, ExpectationSource } from '../release/expectation';

/** Sources of what a person brought. To what the link or the site expects, it is a difference. */
const brought: ReadonlySet<ExpectationSource> = new Set(['pasted', 'list', 'signed-list']);

/**
 * Digests of one kind that a person brought for one file, and that are not the same: no more than one
 * of them can be the file's. Each group has two different ones at least.
 */
export function findContradictions(
  expectations: readonly Expectation[],
): (readonly DigestExpectation[])[] {
  const byKind = new Map<string, DigestExpectation[]>();
  for (const one of expectations) {
    if (one.kind !== 'digest' || !brought.has(one.source)) continue;
    const kind = [one.digest.algorithm, ...one.orElse].join();
    const same = byKind.get(kind);
    if (same) same.push(one);
    else byKind.set(kind, [one]);
  }
  return [...byKind.values()].filter(
    ([first, ...others]) => first && others.some(({ digest }) => digest.hex !== first.digest.hex),
  );
}
