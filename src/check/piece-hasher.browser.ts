import { HashedFile } from './checked-file';
import { HashChannel, type HashChannelOptions } from './hash-channel.browser';
import type { HashReply } from './hash-contract';

/** What became of a piece; it is in the digests when it was `appended`, else not. */
export type AppendOutcome = Extract<
  HashReply,
  { kind: 'appended' | 'damaged' | 'unreadable' | 'skipped' }
>;

/**
 * Hashes one file, once, in a worker: pieces are appended in order, then `finish` composes the file of
 * exactly the Blob objects that were hashed. It does not hold a caller back: each append in flight
 * is in the worker's memory, so keep no more than about 4 of them. After a piece that is damaged or
 * unreadable all are skipped, those on their way included, until `resume`.
 */
export class PieceHasher {
  readonly #channel: HashChannel;
  readonly #hashed: Blob[] = [];
  #hashedBytes = 0;

  /** @throws the signal's reason when it is aborted already */
  constructor(options: HashChannelOptions) {
    this.#channel = new HashChannel(options);
  }

  /** Bytes that were appended and hashed. */
  get hashedBytes(): number {
    return this.#hashedBytes;
  }

  /**
   * Hashes the next piece. Outcomes come in the order of the calls.
   *
   * @param expectedSha1 20 bytes; without it no piece is `damaged`
   * @throws Problem `check/worker`, or the signal's reason
   */
  append(blob: Blob, expectedSha1?: Uint8Array): Promise<AppendOutcome> {
    return this.#channel.ask({ kind: 'append', blob, expectedSha1 }, (reply) => {
      if (!isOutcome(reply)) return undefined;
      if (reply.kind === 'appended') {
        this.#hashed.push(blob);
        this.#hashedBytes += blob.size;
      }
      return reply;
    });
  }

  /** The next piece is the one that was damaged or unreadable. Wait for all outcomes before. */
  resume(): void {
    this.#channel.tell({ kind: 'resume' });
  }

  /**
   * The file and its digests, after all appends were answered. Ends the worker.
   *
   * @throws Problem `check/worker`, or the signal's reason
   */
  async finish(): Promise<HashedFile> {
    const digests = await this.#channel.finish();
    const blob = new Blob(this.#hashed, { type: 'application/octet-stream' });
    return new HashedFile(blob, digests);
  }

  /** Ends the worker; what is pending rejects with an AbortError. Does nothing the second time. */
  close(): void {
    this.#channel.close();
  }
}

function isOutcome(reply: HashReply): reply is AppendOutcome {
  return ['appended', 'damaged', 'unreadable', 'skipped'].includes(reply.kind);
}
