/** What a source of pieces can be told while it works; harmless after it ended. Mirrors take less. */
export interface Switches {
  /** Whether to ask peers and mirrors for pieces. */
  setAsking?(on: boolean): void;
  /** Whether to give pieces to peers. */
  setGiving?(on: boolean): void;
  /** Peer connections at most. */
  setMostPeers?(most: number): void;
}
