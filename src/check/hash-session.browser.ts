import { equalBytes } from '../base/bytes';
import type { DigestAlgorithm } from '../base/digest-algorithms';
import { makeDigest } from './digests/make-digest';
import type { RunningDigest } from './digests/running-digest';
import { freeBuffer } from './free-buffer.browser';
import type { HashReply, HashRequest } from './hash-contract';
import type { Digests } from './verdict';

interface Piece {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha1: Uint8Array<ArrayBuffer>;
}

/**
 * Hashes files, one after the other: what runs in the hash worker, without the worker.
 *
 * A piece is read, and its SHA-1 computed by WebCrypto on another thread, from the moment its request
 * arrives; the whole-file digests take pieces and parts one after the other. So the reading of the next
 * ones costs little time of its own. All in flight are in memory: the page limits how many.
 */
export class HashSession {
  readonly #reply: (reply: HashReply) => void;
  /** Of the file that was started and is not finished. */
  #running: ReadonlyMap<DigestAlgorithm, RunningDigest> | undefined;
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
      case 'add':
        this.#add(request.bytes);
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

  #take(piece: Piece | undefined, expectedSha1: Uint8Array | undefined): HashReply {
    const running = this.#started();
    if (!piece || (expectedSha1 && !equalBytes(piece.sha1, expectedSha1))) {
      this.#skipping = true;
      return { kind: piece ? 'damaged' : 'unreadable' };
    }
    update(running, piece.bytes);
    freeBuffer(piece.bytes.buffer);
    return { kind: 'appended', sha1: piece.sha1 };
  }

  #add(bytes: ArrayBuffer): void {
    this.#inTurn(() => {
      if (this.#skipping) throw new Error('A piece is missing.');
      update(this.#started(), new Uint8Array(bytes));
      freeBuffer(bytes);
      this.#reply({ kind: 'added' });
    });
  }

  async #start(algorithms: readonly DigestAlgorithm[]): Promise<void> {
    const made = algorithms.map(
      async (algorithm) => [algorithm, await makeDigest(algorithm)] as const,
    );
    this.#running = new Map(await Promise.all(made));
  }

  #digests(): Digests {
    if (this.#skipping) throw new Error('A piece is missing.');
    const hexes = [...this.#started()].map(([algorithm, digest]) => [algorithm, digest.finish()]);
    this.#running = undefined;
    return Object.fromEntries(hexes) as Digests;
  }

  #started(): ReadonlyMap<DigestAlgorithm, RunningDigest> {
    if (!this.#running) throw new Error('The hasher was not started, or has finished.');
    return this.#running;
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

/** The only place where bytes go into the digests. */
function update(running: ReadonlyMap<DigestAlgorithm, RunningDigest>, bytes: Uint8Array): void {
  for (const digest of running.values()) digest.update(bytes);
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
