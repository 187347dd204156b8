/** What is known of a peer when it is decided whom to serve. */
export interface Served {
  readonly id: string;
  /** It wants something that we have. */
  readonly interested: boolean;
  /** Bytes per second that it gets from us, and that we get from it. */
  readonly receivesBytesPerSec: number;
  readonly givesBytesPerSec: number;
  readonly isSeeder: boolean;
  /** Pieces that it has; `undefined` when nothing is known of it. */
  readonly has?: number;
  readonly unchoked: boolean;
  /** Since it was unchoked; of no meaning when it is choked. */
  readonly sinceUnchokeMs: number;
}

export interface SlotsSituation {
  readonly peers: readonly Served[];
  /** Everything is here: nobody can give anything in return. */
  readonly complete: boolean;
  /** How many may be served at once. */
  readonly most: number;
  /** Gives numbers in [0, 1). */
  readonly random: () => number;
}

/** Nobody who was let in is turned away sooner: it would leave pieces in halves. */
const leastStayMs = 20_000;
/** The part of the slots that is for those who give little: some of them just have little to give. */
const optimisticPart = 1 / 3;

/**
 * Whom to unchoke: everyone who wants something when there is room for them, else those who give most
 * and some more, or, when nobody can give anything, each for a while. To be called every ten seconds and
 * whenever somebody became interested or left, so that a free slot is never left empty.
 */
export function uploadSlots(now: SlotsSituation): Set<string> {
  const wanting = now.peers.filter((peer) => peer.interested && !peer.isSeeder);
  if (wanting.length <= now.most) return idsOf(wanting);
  const ranked = shuffled(wanting, now.random);
  // The sort is stable: of equals any is first.
  if (now.complete) return idsOf(ranked.sort(byStay).slice(0, now.most));
  const givers = Math.max(0, now.most - Math.ceil(optimisticPart * now.most));
  ranked.sort((a, b) => b.givesBytesPerSec - a.givesBytesPerSec);
  const best = ranked.slice(0, givers);
  const others = ranked.slice(givers).sort(byStay);
  return idsOf([...best, ...others.slice(0, now.most - best.length)]);
}

/**
 * Those that were let in lately stay, then those that wait, then those that had their time. Of these,
 * those that have least: whom everybody passes over would hold up the crowd at the end.
 */
function byStay(a: Served, b: Served): number {
  return stay(a) - stay(b) || (a.has ?? 0) - (b.has ?? 0);
}

function stay({ unchoked, sinceUnchokeMs }: Served): number {
  if (!unchoked) return 1;
  return sinceUnchokeMs < leastStayMs ? 0 : 2;
}

function idsOf(peers: readonly Served[]): Set<string> {
  return new Set(peers.map(({ id }) => id));
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [copy[last], copy[other]];
    if (a === undefined || b === undefined) continue;
    copy[last] = b;
    copy[other] = a;
  }
  return copy;
}
