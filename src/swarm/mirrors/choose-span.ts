import type { CrowdShares, PageId } from './crowd-shares';

/** What is known of the pieces. */
export interface SpanView {
  /** How many there are. */
  readonly pieces: number;
  /** True of a piece that is neither here nor on its way, and that the mirror may be asked for. */
  readonly isFree: (index: number) => boolean;
  readonly isHere: (index: number) => boolean;
  /** How many connected peers have it. */
  readonly availability: (index: number) => number;
}

/** What a mirror is read for. */
export type Stance =
  /** Everything that is missing, from piece `from` on and round the end. */
  | { readonly kind: 'anything'; readonly from: number }
  /** What no peer has, shared among the crowd. */
  | {
      readonly kind: 'share';
      readonly shares: CrowdShares;
      /** How many pages, at most, may be ahead of this one in the queue for a run of that owner. */
      readonly helpFor: (owner: PageId) => number;
      /** True of a page that seems to read nothing. */
      readonly isStalled: (owner: PageId) => boolean;
    };

/** Pieces in a row. */
export interface Span {
  readonly first: number;
  readonly count: number;
}

/**
 * What to ask a mirror for next, in one range of at most `most` pieces. `undefined`: nothing for now.
 */
export function chooseSpan(view: SpanView, stance: Stance, most: number): Span | undefined {
  if (most < 1) return undefined;
  if (stance.kind === 'share') return chooseOwn(view, stance, most) ?? chooseOthers(view, stance);
  const from = Math.min(view.pieces, Math.max(0, stance.from));
  return firstSpan(view.isFree, from, view.pieces, most) ?? firstSpan(view.isFree, 0, from, most);
}

type Sharing = Extract<Stance, { kind: 'share' }>;

/** The first of this page's own runs of which something is nowhere yet. */
function chooseOwn(view: SpanView, { shares }: Sharing, most: number): Span | undefined {
  const mayTake = isRare(view);
  for (let run = 0; run < shares.runs; run++) {
    if (shares.ownRank(run) > 0) continue;
    const { first, end } = shares.piecesOf(run);
    const span = firstSpan(mayTake, first, end, most);
    if (span) return span;
  }
  return undefined;
}

/**
 * One piece of another page's run, from the far end. That page reads in order and says nothing of what
 * is on its way, so the run that it must be at is left to it.
 */
function chooseOthers(view: SpanView, stance: Sharing): Span | undefined {
  const { shares, helpFor, isStalled } = stance;
  const mayTake = isRare(view);
  const current = currentRuns(view, shares);
  for (let run = shares.runs - 1; run >= 0; run--) {
    const owner = shares.ownerOf(run);
    if (shares.ownRank(run) > helpFor(owner)) continue;
    if (current.has(run) && !isStalled(owner)) continue;
    const { first, end } = shares.piecesOf(run);
    for (let index = end - 1; index >= first; index--) {
      if (mayTake(index)) return { first: index, count: 1 };
    }
  }
  return undefined;
}

/** Of each other page, the first run of which something is nowhere yet. */
function currentRuns(view: SpanView, shares: CrowdShares): ReadonlySet<number> {
  const seen = new Set<PageId>();
  const current = new Set<number>();
  for (let run = 0; run < shares.runs; run++) {
    const owner = shares.ownerOf(run);
    if (seen.has(owner) || lacking(view, shares, run) === 0) continue;
    seen.add(owner);
    current.add(run);
  }
  return current;
}

/** How many pieces of a run neither this page nor a peer of it has. */
export function lacking(view: SpanView, shares: CrowdShares, run: number): number {
  const { first, end } = shares.piecesOf(run);
  let count = 0;
  for (let index = first; index < end; index++) {
    if (view.availability(index) === 0 && !view.isHere(index)) count++;
  }
  return count;
}

function isRare({ isFree, availability }: SpanView): (index: number) => boolean {
  return (index) => availability(index) === 0 && isFree(index);
}

/** The first pieces in a row, from `from` to before `end`, that may be taken. */
function firstSpan(
  mayTake: (index: number) => boolean,
  from: number,
  end: number,
  most: number,
): Span | undefined {
  let first = from;
  while (first < end && !mayTake(first)) first++;
  if (first >= end) return undefined;
  let count = 1;
  while (count < most && first + count < end && mayTake(first + count)) count++;
  return { first, count };
}
