import { createMD5, createSHA1, createSHA256, createSHA512, type IHasher } from 'hash-wasm';
import { equalBytes } from '../base/bytes';
import type { DigestAlgorithm } from '../release/expectation';
import type { HashReply, HashRequest } from './hash-contract';
import type { Digests } from './verdict';

const makeHasher: Readonly<Record<DigestAlgorithm, () => Promise<IHasher>>> = {
  md5: createMD5,
  sha1: createSHA1,
  sha256: createSHA256,
  sha512: createSHA512,
};

interface Piece {
  readonly bytes: Uint8Array;
  readonly sha1: Uint8Array<ArrayBuffer>;
}

/**
 * Hashes one file from its pieces: what runs in the hash worker, without the worker.
 *
 * A piece is read, and its SHA-1 computed by WebCrypto on another thread, from the moment its request
 * arrives; the whole-file digests take the pieces one after the other. So the reading of the next
 * pieces costs no time of its own. Every piece in flight is in memory: the page limits how many.
 */
export class HashSession {
  readonly #reply: (reply: HashReply) => void;
  #hashers: ReadonlyMap<DigestAlgorithm, IHasher> | undefined;
  /** From a damaged or unreadable piece until `resume`. */
  #skipping = false;
  #failed = false;
  /** Ends when every request so far is answered; never rejects. */
  #turn: Promise<void> = Promise.resolve();

  constructor(reply: (reply: HashReply) => void) {
    this.#reply = reply;
  }

  /** Answers in the order of the requests. After a `failed` nothing is answered any more. */
  receive(request: HashRequest): void {
    switch (request.kind) {
      case 'start':
        this.#inTurn(() => this.#start(request.algorithms));
        break;
      case 'append':
        this.#append(request.blob, request.expectedSha1);
        break;
      case 'resume':
        this.#inTurn(() => {
          this.#skipping = false;
        });
        break;
      case 'finish':
        this.#inTurn(() => {
          this.#reply({ kind: 'finished', digests: this.#digests() });
        });
    }
  }

  #append(blob: Blob, expectedSha1: Uint8Array | undefined): void {
    const reading = readPiece(blob);
    // It may fail before its turn comes, and must not count as unhandled until then.
    reading.catch(() => undefined);
    this.#inTurn(async () => {
      const piece = await reading;
      this.#reply(this.#skipping ? { kind: 'skipped' } : this.#take(piece, expectedSha1));
    });
  }

  /** The only place where bytes go into the digests. */
  #take(piece: Piece | undefined, expectedSha1: Uint8Array | undefined): HashReply {
    const hashers = this.#started().values();
    if (!piece || (expectedSha1 && !equalBytes(piece.sha1, expectedSha1))) {
      this.#skipping = true;
      return { kind: piece ? 'damaged' : 'unreadable' };
    }
    for (const hasher of hashers) hasher.update(piece.bytes);
    return { kind: 'appended', sha1: piece.sha1 };
  }

  async #start(algorithms: readonly DigestAlgorithm[]): Promise<void> {
    const made = await Promise.all(
      algorithms.map(async (algorithm) => [algorithm, await makeHasher[algorithm]()] as const),
    );
    for (const [, hasher] of made) hasher.init();
    this.#hashers = new Map(made);
  }

  #digests(): Digests {
    if (this.#skipping) throw new Error('A piece is missing.');
    const hexes = [...this.#started()].map(([algorithm, hasher]) => [algorithm, hasher.digest()]);
    this.#hashers = undefined;
    return Object.fromEntries(hexes) as Digests;
  }

  #started(): ReadonlyMap<DigestAlgorithm, IHasher> {
    if (!this.#hashers) throw new Error('The hasher was not started, or has finished.');
    return this.#hashers;
  }

  #inTurn(work: () => void | Promise<void>): void {
    this.#turn = this.#turn.then(async () => {
      if (this.#failed) return;
      try {
        await work();
      } catch (error) {
        this.#failed = true;
        this.#reply({ kind: 'failed', message: String(error) });
      }
    });
  }
}

/** `undefined` when the Blob can't be read. */
async function readPiece(blob: Blob): Promise<Piece | undefined> {
  const bytes = await readBytes(blob);
  return bytes && { bytes, sha1: new Uint8Array(await crypto.subtle.digest('SHA-1', bytes)) };
}

/** Stored files get truncated or deleted behind the browser's back. */
async function readBytes(blob: Blob): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bytes = await blob.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => undefined,
  );
  return bytes?.length === blob.size ? bytes : undefined;
}
