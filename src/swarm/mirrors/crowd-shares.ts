/** A page of the crowd, by its peer id. */
export type PageId = string;

export interface SharedFile {
  /** How many pieces there are, and bytes in each. */
  readonly pieces: number;
  readonly pieceLength: number;
}

/** Bytes that one page reads of a mirror before the next page's share begins. */
const runBytes = 2 ** 20;
/** A file has this many runs, so that a crowd can share it, unless it has fewer pieces. */
const leastRuns = 64;

/**
 * Which page of a crowd reads which part of a file from a mirror, without a word between them:
 * rendezvous hashing (Thaler and Ravishankar, 1998). Every page computes the same, as far as it knows
 * the same pages; when one comes or goes, only its own runs change hands.
 */
export class CrowdShares {
  /** Pieces in a run. */
  readonly runLength: number;
  readonly #owners: readonly PageId[];
  readonly #ranks: readonly number[];

  constructor(
    private readonly file: SharedFile,
    readonly ownId: PageId,
    peerIds: readonly PageId[],
  ) {
    this.runLength = runLengthOf(file);
    const own = hashText(ownId);
    const peers = peerIds.filter((id) => id !== ownId).map((id) => ({ id, hash: hashText(id) }));
    const runs = Array.from({ length: Math.ceil(file.pieces / this.runLength) }, (_, run) => run);
    const places = runs.map((run) => placeOf(run, { id: ownId, hash: own }, peers));
    this.#owners = places.map(({ owner }) => owner);
    this.#ranks = places.map(({ rank }) => rank);
  }

  /** How many runs there are. */
  get runs(): number {
    return this.#owners.length;
  }

  /** The page that reads a run. */
  ownerOf(run: number): PageId {
    return this.#owners[run] ?? this.ownId;
  }

  /** How many pages would read a run rather than this one. 0: it is this page's own. */
  ownRank(run: number): number {
    return this.#ranks[run] ?? 0;
  }

  /** Pieces of a run: from the first one up to, and without, the last. */
  piecesOf(run: number): { readonly first: number; readonly end: number } {
    const first = run * this.runLength;
    return { first, end: Math.min(this.file.pieces, first + this.runLength) };
  }
}

/** Where in a file of so many pieces a page begins that does not know its crowd yet. */
export function ownPlace(ownId: PageId, pieces: number): number {
  return Math.floor((mix(hashText(ownId)) / 2 ** 32) * pieces);
}

/** Depends on the file alone: every page of a crowd has to come to the same. */
function runLengthOf({ pieces, pieceLength }: SharedFile): number {
  const most = Math.max(1, Math.floor(pieces / leastRuns));
  return Math.min(most, Math.max(1, Math.round(runBytes / pieceLength)));
}

interface Hashed {
  readonly id: PageId;
  readonly hash: number;
}

function placeOf(run: number, own: Hashed, peers: readonly Hashed[]) {
  const ownWeight = weight(own, run);
  let owner = own.id;
  let heaviest = ownWeight;
  let rank = 0;
  for (const peer of peers) {
    const other = weight(peer, run);
    // Equal weights: the greater id goes first, wherever this is computed.
    if (other > ownWeight || (other === ownWeight && peer.id > own.id)) rank++;
    if (other > heaviest || (other === heaviest && peer.id > owner)) {
      heaviest = other;
      owner = peer.id;
    }
  }
  return { owner, rank };
}

function weight({ hash }: Hashed, run: number): number {
  return mix(hash ^ Math.imul(run + 1, 0x9e3779b1));
}

/** FNV-1a, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** The finalizer of MurmurHash3: every bit of the input changes every bit of the result. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
