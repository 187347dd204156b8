import type Wire from 'bittorrent-protocol';
import type { Torrent } from 'webtorrent';
import { pieceSize, type TorrentMetadata } from '../release/torrent-metadata';
import type { DownloadGate } from './limits/download-gate.browser';
import { type Judgement, MirrorReader } from './mirrors/mirror-reader.browser';
import { Assembly } from './requests/assembly';
import type { Block, SourceId } from './requests/block';
import type { Useless } from './requests/open-piece';
import { PeerLine } from './requests/peer-line.browser';
import { PieceIntake } from './requests/piece-intake';
import { RequestBook } from './requests/request-book';
import { Serving } from './serving/serving.browser';
import type { FaultyPeer, MirrorReport } from './transfer';

export interface ExchangeOptions {
  readonly torrent: Torrent;
  readonly metadata: TorrentMetadata;
  readonly held: Iterable<number>;
  readonly mirrors: readonly string[];
  readonly ownId: string;
  /** False when no peers can come: nobody shares the mirrors. */
  readonly expectsPeers: boolean;
  readonly gate: DownloadGate;
  /** Bytes of the file arrived from a mirror, good or not. */
  readonly onMirrorBytes: (bytes: number) => void;
  /** A piece fits and is stored. */
  readonly onPiece: (index: number) => void;
  /** The store gave up on a piece. */
  readonly onFailed: (error: Error) => void;
  readonly signal: AbortSignal;
}

const tickMs = 1_000;
/** When so much waits for storage, peers are asked for no more. */
const mostStoringBytes = 32 * 2 ** 20;

/**
 * What is asked of whom and given to whom in one torrent, once its pieces are known: takes the place of
 * webtorrent's own choice of requests and of peers to serve. The decisions are those of `requests/`,
 * `serving/` and `mirrors/`; here they meet the wires.
 */
export class Exchange {
  readonly #book: RequestBook;
  readonly #intake: PieceIntake;
  readonly #assembly = new Assembly();
  readonly #serving: Serving;
  readonly #lines = new Map<SourceId, PeerLine>();
  readonly #mirrors = new Map<SourceId, MirrorReader>();
  #isAsking = true;
  /** False while storage takes nothing. */
  #hasRoom = true;
  /** Bytes of pieces that wait for storage. */
  #storingBytes = 0;
  /** Connections that claimed the id of another one. */
  #doubles = 0;

  /** To be made when the torrent is `ready`, before its wires are told anything. */
  constructor(private readonly options: ExchangeOptions) {
    const { torrent, metadata, signal } = options;
    this.#book = new RequestBook({
      ...metadata,
      held: options.held,
      speedOf: (id) => this.#speedOf(id),
      random: Math.random,
      onForgotten: (index) => this.#assembly.forget(index),
      onUseless: (requests) => this.#cancel(requests),
    });
    const book = this.#book;
    this.#intake = new PieceIntake({
      metadata,
      book,
      store: (index, bytes) => this.#store(index, bytes),
      onBlamed: (sources) => this.#onBlamed(sources),
    });
    this.#serving = new Serving({
      pieces: book.holdings.pieces,
      pieceLength: metadata.pieceLength,
      isHere: (index) => book.holdings.here.has(index),
      isComplete: () => book.holdings.here.isAll,
      givesOf: (id) => this.#lines.get(id)?.speed ?? 0,
      announced: (id) => book.holdings.of(id)?.size ?? 0,
    });
    torrent._update = () => undefined;
    torrent._updateWireInterest = () => undefined;
    torrent._rechoke = () => this.#serving.assignSlots();
    const timer = setInterval(() => this.#tick(), tickMs);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
    for (const wire of torrent.wires) this.meet(wire);
    this.#wakeMirrors();
  }

  get isComplete(): boolean {
    return this.#book.holdings.here.isAll;
  }

  get wastedBytes(): number {
    return this.#book.trust.wastedBytes;
  }

  get mirrors(): readonly MirrorReport[] {
    return [...this.#mirrors.values()].map((mirror) => mirror.report);
  }

  /** Connected peers that have every piece. */
  get fullCopies(): number {
    return this.#lines.size - this.#receivers.length;
  }

  /** Connected peers that have something that is missing here. */
  get usefulPeers(): number {
    return [...this.#lines.keys()].filter((id) => this.#book.isUseful(id)).length;
  }

  get faultyPeers(): readonly FaultyPeer[] {
    const { trust } = this.#book;
    return trust.faulty
      .filter(({ id }) => !this.#mirrors.has(id))
      .map(({ id, wrong }) => ({
        name: id.slice(32, 40),
        wrongPieces: wrong,
        dropped: trust.isDropped(id),
      }));
  }

  /** A peer's wire is there; to be called at once. */
  meet(wire: Wire): void {
    const id = this.#idOf(wire);
    if (this.#book.trust.isDropped(id)) {
      wire.destroy();
      return;
    }
    this.#serving.welcome(id, wire);
    const line = new PeerLine({
      id,
      wire,
      book: this.#book,
      isAsking: () => this.#isAsking,
      hasRoom: () => this.#hasRoom && this.#storingBytes < mostStoringBytes,
      onBlock: (block, bytes) => this.#onBlock(id, block, bytes),
      onFreed: () => this.#lookAll(),
    });
    this.#lines.set(id, line);
    wire.on('close', () => {
      this.#lines.delete(id);
      this.#book.remove(id);
      this.#serving.farewell(id);
      this.#lookAll();
    });
  }

  setAsking(on: boolean): void {
    this.#isAsking = on;
    if (!on) for (const line of this.#lines.values()) line.cancelAll();
    for (const mirror of this.#mirrors.values()) mirror.setAsking(on);
    this.#lookAll();
  }

  /**
   * Without room nothing more is asked of peers; what is on its way is kept. Mirrors are read no further
   * than a few pieces wait to be stored.
   */
  setRoom(on: boolean): void {
    this.#hasRoom = on;
    this.#lookAll();
  }

  setGiving(on: boolean): void {
    this.#serving.setGiving(on);
  }

  /** Piece `index` is not what it should be after all: it is asked for again. */
  lost(index: number): void {
    this.#book.lost(index);
    this.#lookAll();
  }

  #mirror(url: string): MirrorReader {
    const { metadata, gate, onMirrorBytes, ownId, signal } = this.options;
    return new MirrorReader({
      id: url,
      url,
      metadata,
      book: this.#book,
      crowd: () => ({
        ownId,
        peerIds: this.#receivers,
        peersSpeed: totalSpeed(this.#lines),
        mirrorsSpeed: totalSpeed(this.#mirrors),
        expectsPeers: this.options.expectsPeers,
      }),
      deliver: (id, index, bytes) => this.#deliver(id, index, bytes),
      onBytes: onMirrorBytes,
      gate,
      signal,
    });
  }

  /** Connected peers that lack something, as far as they said. */
  get #receivers(): SourceId[] {
    return [...this.#lines.keys()].filter((id) => !this.#book.holdings.of(id)?.isAll);
  }

  #speedOf(id: SourceId): number {
    return (this.#lines.get(id) ?? this.#mirrors.get(id))?.speed ?? 0;
  }

  /** Several connections may claim one peer id, which is free to choose. */
  #idOf(wire: Wire): SourceId {
    const id = wire.peerId ?? '';
    return this.#lines.has(id) ? `${id}+${this.#doubles++}` : id;
  }

  #tick(): void {
    this.#serving.tick();
    this.#lookAll();
  }

  #lookAll(): void {
    for (const line of this.#lines.values()) line.look();
    this.#wakeMirrors();
  }

  /** Mirrors are read when something is missing: who seeds has no use for them. */
  #wakeMirrors(): void {
    if (!this.#isAsking || this.isComplete) return;
    for (const url of this.options.mirrors) {
      if (!this.#mirrors.has(url)) this.#mirrors.set(url, this.#mirror(url));
    }
    for (const mirror of this.#mirrors.values()) mirror.wake();
  }

  #onBlock(id: SourceId, block: Block, bytes: Uint8Array): void {
    const { index, offset } = block;
    const { isWanted, isWhole, useless } = this.#book.received(id, block);
    this.#cancel(useless);
    if (isWanted) {
      this.#assembly.write(index, pieceSize(this.options.metadata, index), offset, bytes);
    }
    if (isWhole) void this.#takeIn(id, index, this.#assembly.take(index));
    this.#lines.get(id)?.fill();
  }

  async #deliver(id: SourceId, index: number, bytes: Uint8Array<ArrayBuffer>): Promise<Judgement> {
    const { isWanted, useless } = this.#book.receivedWhole(id, index);
    if (!isWanted) return 'unwanted';
    this.#assembly.forget(index);
    this.#cancel(useless);
    return this.#takeIn(id, index, bytes);
  }

  async #takeIn(
    id: SourceId,
    index: number,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<Exclude<Judgement, 'unwanted'>> {
    const judgement = await this.#intake.take(index, bytes);
    if (judgement === 'wrong') {
      // It is free again.
      this.#lookAll();
      return 'wrong';
    }
    // Who gave a right piece may be asked for more than before.
    this.#lines.get(id)?.look();
    return { stored: judgement.stored.then(() => this.#lines.get(id)?.fill()) };
  }

  #cancel(useless: readonly Useless[]): void {
    for (const { id, block } of useless) this.#lines.get(id)?.cancel(block);
  }

  /**
   * Announces the piece and stores it; until that is done it is given from memory. Resolves when it is
   * stored; never when the torrent ended meanwhile.
   */
  #store(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { torrent, onPiece, onFailed } = this.options;
    this.#storingBytes += bytes.length;
    return new Promise((resolve) => {
      torrent.store.put(index, bytes, (error) => {
        this.#storingBytes -= bytes.length;
        if (torrent.destroyed) return;
        if (error) {
          onFailed(error);
          return;
        }
        resolve();
        onPiece(index);
        torrent._checkDone();
      });
      torrent._markVerified(index);
      for (const wire of torrent.wires) wire.have(index);
    });
  }

  #onBlamed(sources: readonly SourceId[]): void {
    for (const id of sources) {
      if (this.#book.trust.isDropped(id)) this.#lines.get(id)?.hangUp();
    }
    if (sources.length > 0) this.#lookAll();
  }
}

/** Bytes per second of all of them. */
function totalSpeed(sources: ReadonlyMap<SourceId, { readonly speed: number }>): number {
  return [...sources.values()].reduce((sum, { speed }) => sum + speed, 0);
}
