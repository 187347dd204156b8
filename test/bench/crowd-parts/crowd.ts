/** What a crowd exchanges. */
export interface CrowdFile {
  readonly name: string;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Bytes; stock peers use the same. */
  readonly pieceLength: number;
}

/** What a peer may send, in bytes per second: by the client's own limiter, or by its line. */
export interface Cap {
  readonly by: 'limiter' | 'link' | 'nothing';
  readonly rate: number;
}

export interface CrowdPeer {
  /** Enters the swarm. */
  join(): Promise<void>;
  /** Resolves with ms since 1970 when this percentage is here; 100: all of it, usable. */
  reached(percent: number): Promise<number>;
  /** Bytes handed to data channels so far. */
  sentBytes(): Promise<number>;
  /** Ms since 1970 of the first message from another peer; Infinity before there is one. */
  firstByteAt(): Promise<number>;
  /** Goes without a word, as a closed tab. */
  leave(): Promise<void>;
  /** What went wrong in the page. */
  readonly complaints: () => Promise<readonly string[]>;
}

/** A kind of swarm: ours, or plain webtorrent. */
export interface Crowd {
  /** The publisher's page; it seeds when this resolves. */
  publish(file: CrowdFile, cap: Cap): Promise<CrowdPeer>;
  /** A page that is one step away from joining the publisher's swarm. */
  receiver(cap: Cap): Promise<CrowdPeer>;
  /** Ends whatever is left. */
  close(): Promise<void>;
}
