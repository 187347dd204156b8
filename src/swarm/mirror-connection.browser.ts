import Wire from 'bittorrent-protocol';
import { equalBytes, toHex } from '../base/bytes';
import { Problem, toProblem } from '../base/problem';
import { sha1 } from '../base/sha1';
import {
  pieceCount,
  pieceHash,
  pieceSize,
  type TorrentMetadata,
} from '../release/torrent-metadata';
import { fullBitfield } from './bitfield';
import { fetchRange } from './fetch-range.browser';

export interface MirrorEvents {
  /** Bytes arrived, good or not. */
  readonly onBytes: (bytes: number) => void;
  /** A range was answered as asked. */
  readonly onAnswer: () => void;
  /** Called once: the connection ended, with a problem when that is the mirror's doing. */
  readonly onClosed: (problem?: Problem) => void;
}

/**
 * A mirror seen as a peer that has every piece (BEP 19): requests on the wire become HTTP ranges.
 * Whole pieces are checked here, before they are handed on, so that a bad mirror is known at once
 * and poisons nothing. The first failure ends the connection; what was being asked for goes back to
 * the others, and `MirrorSeat` decides when to connect again.
 */
export class MirrorConnection extends Wire {
  /** Under which the engine knows it; one connection per mirror at a time. */
  readonly connId: string;
  readonly #abort = new AbortController();

  constructor(
    private readonly url: string,
    private readonly metadata: TorrentMetadata,
    private readonly events: MirrorEvents,
  ) {
    super();
    this.connId = url;
    this.once('handshake', (infoHash) => void this.#greet(infoHash));
    this.once('interested', () => this.unchoke());
    this.once('close', () => this.#close());
    this.on('request', (index, offset, length, respond) => {
      this.#answer(index, offset, length).then(
        (bytes) => respond(null, bytes),
        (error: unknown) => this.#fail(error),
      );
    });
  }

  override destroy(): void {
    this.#close();
    super.destroy();
  }

  /** A peer id is 20 bytes that differ between peers; a mirror's is made from its address. */
  async #greet(infoHash: string): Promise<void> {
    const peerId = await sha1(new TextEncoder().encode(this.url));
    if (this.#abort.signal.aborted) return;
    this.handshake(infoHash, toHex(peerId));
    this.bitfield(fullBitfield(pieceCount(this.metadata)));
  }

  async #answer(index: number, offset: number, length: number): Promise<Uint8Array> {
    const bytes = await fetchRange({
      url: this.url,
      start: index * this.metadata.pieceLength + offset,
      length,
      signal: this.#abort.signal,
      onBytes: this.events.onBytes,
    });
    const whole = offset === 0 && length === pieceSize(this.metadata, index);
    if (whole && !equalBytes(await sha1(bytes), pieceHash(this.metadata, index))) {
      throw new Problem('swarm/mirror-wrong-bytes', `${this.url}: piece ${index}`);
    }
    this.events.onAnswer();
    return bytes;
  }

  #fail(error: unknown): void {
    if (this.#abort.signal.aborted) return;
    this.#close(toProblem(error, 'swarm/mirror-unreachable'));
    this.destroy();
  }

  #close(problem?: Problem): void {
    if (this.#abort.signal.aborted) return;
    this.#abort.abort();
    this.events.onClosed(problem);
  }
}
