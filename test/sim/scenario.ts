/** A crowd: one publisher, and receivers who all start at once unless it says otherwise. */
export interface Scenario {
  readonly name: string;
  /** Bytes of the file and of its pieces. */
  readonly length: number;
  readonly pieceLength: number;
  /** Bytes per second. */
  readonly publisherUpload: number;
  readonly receivers: readonly Receiver[];
  /** After so many copies of the file the publisher closes its page. */
  readonly publisherLeavesAfter?: number;
  /** True: the publisher serves as anybody with everything does. */
  readonly plain?: boolean;
  /** How many a peer serves at once. */
  readonly slots?: number;
  /** Blocks of a wire that are ready to leave: what a peer says later waits behind them. */
  readonly readyBlocks?: number;
  readonly seed?: number;
}

export interface Receiver {
  /** Bytes per second. */
  readonly upload: number;
  /** `undefined`: no limit. */
  readonly download?: number | undefined;
  /** When it comes and goes; by default it comes at 0 and stays. */
  readonly joinsMs?: number;
  readonly leavesMs?: number;
}

/** What became of a crowd. */
export interface Outcome {
  /** When the last of those who stayed had everything; `undefined`: somebody never did. */
  readonly seconds: number | undefined;
  /** Time ÷ least possible time. */
  readonly ratio: number;
  /** Copies of the file that the publisher sent. */
  readonly copies: number;
}
