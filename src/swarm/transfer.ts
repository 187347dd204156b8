import type { Problem } from '../base/problem';

/** What one mirror did and how it is. */
export interface MirrorReport {
  readonly url: string;
  /** `trying`: not heard of yet; `off`: given up for this visit. */
  readonly state: 'trying' | 'working' | 'waiting' | 'off';
  readonly receivedBytes: number;
  /** Its last failure. */
  readonly problem: Problem | undefined;
}

/** A peer that sent pieces that don't fit their hashes. */
export interface FaultyPeer {
  /** The last eight digits of its id: enough to tell peers apart on the page. */
  readonly name: string;
  readonly wrongPieces: number;
  /** True when nothing is asked of it any more. */
  readonly dropped: boolean;
}

/** What a swarm is doing, at one moment. Bytes, and bytes per second. */
export interface Transfer {
  /** Bytes of the file that are here and whose pieces verified. */
  readonly haveBytes: number;
  /** 0 when the size is not known yet. */
  readonly size: number;
  readonly downloadSpeed: number;
  readonly uploadSpeed: number;
  readonly secondsLeft: number | undefined;
  /** Connected peers. */
  readonly peers: number;
  readonly mirrors: readonly MirrorReport[];
  /** Bytes that came from peers in this visit; those of the file only, without protocol overhead. */
  readonly fromPeersBytes: number;
  /** Bytes that came from mirrors in this visit, wasted ones included. */
  readonly fromMirrorsBytes: number;
  /** Bytes given to peers in this visit. */
  readonly toPeersBytes: number;
  readonly seeding: boolean;
  /** Connected peers that are known to have every piece. */
  readonly fullCopies: number;
  readonly faultyPeers: readonly FaultyPeer[];
  /** Bytes received in this visit that were of no use: wrong, or here already. */
  readonly wastedBytes: number;
}

export const noTransfer: Transfer = {
  haveBytes: 0,
  size: 0,
  downloadSpeed: 0,
  uploadSpeed: 0,
  secondsLeft: undefined,
  peers: 0,
  mirrors: [],
  fromPeersBytes: 0,
  fromMirrorsBytes: 0,
  toPeersBytes: 0,
  seeding: false,
  fullCopies: 0,
  faultyPeers: [],
  wastedBytes: 0,
};
