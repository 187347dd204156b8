/** webtorrent's store of choice in browsers, as far as a bench uses it: one file in OPFS for each piece. */
declare module 'fsa-chunk-store' {
  export default class FSAChunkStore {
    constructor(
      chunkLength: number,
      options: {
        readonly name: string;
        readonly length: number;
        readonly files: { path: string; length: number; offset: number }[];
      },
    );
    put(index: number, bytes: Uint8Array, done: (error: unknown) => void): void;
    get(
      index: number,
      range: null,
      got: (error: unknown, bytes?: Uint8Array<ArrayBuffer>) => void,
    ): void;
  }
}
