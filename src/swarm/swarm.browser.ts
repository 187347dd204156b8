import type Wire from 'bittorrent-protocol';
import type { AddOptions, Torrent } from 'webtorrent';
import { concatBytes } from '../base/bytes';
import { Problem, toProblem } from '../base/problem';
import { parseTorrentFile } from '../release/parse-torrent';
import {
  mostPieces,
  pieceCount,
  pieceSize,
  type TorrentMetadata,
} from '../release/torrent-metadata';
import { bitfieldOf } from './bitfield';
import type { Engine } from './engine.browser';
import { keepConnecting, letOneOfTwoOffersWin, pickRarestFirst } from './engine-repairs.browser';
import type { MirrorEvents } from './mirror-connection.browser';
import { MirrorSeat } from './mirror-seat.browser';
import { rangesAtOnce } from './mirror-policy';
import { TrackerWatch } from './tracker-watch.browser';
import { TransferMeter } from './transfer-meter';
import type { Transfer } from './transfer';
import { guardWire } from './wire-guard.browser';

/** Where the swarm puts pieces and gets them from: an abstract-chunk-store. */
export type PieceStore = object;

export interface SwarmOptions {
  readonly infoHash: string;
  /** When it is not known, peers are asked for it. */
  readonly metadata: TorrentMetadata | undefined;
  /** None: no tracker is contacted and no RTCPeerConnection made. */
  readonly trackers: readonly string[];
  readonly mirrors: readonly string[];
  /** Called once the metadata is known. `held: 'all'` for a publisher's own file. */
  readonly open: (metadata: TorrentMetadata) => {
    readonly store: PieceStore;
    readonly held: readonly number[] | 'all';
  };
  /** A piece verified and was stored; at the start, once for each piece held. */
  readonly onPiece: (index: number) => void;
  /** Called at most once: the engine gave up on this torrent. */
  readonly onFailed: (problem: Problem) => void;
}

/** Connections beyond this are not asked for. */
const enoughPeers = 40;

/** One release's peers and mirrors. Exists from the moment it is joined until `leave`. */
export class Swarm {
  /** Aborted by leaving and when the engine let go of the torrent. */
  readonly #end = new AbortController();
  readonly #meter = new TransferMeter();
  readonly #torrent: Torrent;
  readonly #trackers: TrackerWatch;
  #metadata: TorrentMetadata | undefined;
  /** Pieces that were reported as here. */
  readonly #counted = new Set<number>();
  #mirrors: MirrorSeat[] = [];
  #paused = false;
  #failed = false;

  /** Joins at once. Throws `swarm/already-here` when this page is in that swarm. */
  constructor(
    private readonly engine: Engine,
    private readonly options: SwarmOptions,
  ) {
    const { metadata, infoHash, trackers } = options;
    if (engine.joined.has(infoHash)) throw new Problem('swarm/already-here');
    this.#torrent = metadata
      ? engine.client.add(torrentFileOf(metadata), {
          ...this.#addOptions(),
          ...this.#open(metadata),
        })
      : engine.client.add({ infoHash, announce: [...trackers] }, this.#addOptions());
    engine.joined.add(infoHash);
    if (!metadata) this.#validateMetadata();
    letOneOfTwoOffersWin(engine.client, this.#torrent);
    keepConnecting(this.#torrent, this.#end.signal);
    this.#trackers = new TrackerWatch(this.#torrent, this.#end.signal);
    this.#listen();
  }

  /** Why no peers can be found, when that is so. */
  get obstacle(): Problem | undefined {
    if (this.#end.signal.aborted) return undefined;
    const { trackers } = this.options;
    const code = this.#trackers.obstacle(trackers.length);
    return code && new Problem(code, trackers.join(' '));
  }

  /** What it is doing now. */
  get transfer(): Transfer {
    return this.#meter.read({
      nowMs: performance.now(),
      size: this.#metadata?.length ?? 0,
      peers: this.#torrent.wires.filter((wire) => wire.type === 'webrtc').length,
      mirrors: this.#mirrors.map((mirror) => mirror.report),
      seeding: this.#torrent.done && !this.#torrent.destroyed && this.options.trackers.length > 0,
    });
  }

  /** Stops asking for pieces; goes on giving them. */
  pause(): void {
    this.#paused = true;
    this.#applyPause();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    if (this.#metadata && this.#isSelectable) {
      this.#torrent.select(0, pieceCount(this.#metadata) - 1);
    }
  }

  /** Piece `index` is not what it should be after all: ask for it again. */
  drop(index: number): void {
    if (!this.#metadata || this.#torrent.destroyed || this.#torrent.pieces[index] !== null) return;
    this.#counted.delete(index);
    this.#meter.lost(pieceSize(this.#metadata, index));
    this.#torrent._markUnverified(index);
    // That selected it.
    this.#applyPause();
    this.#torrent._checkDone();
    this.#seatMirrors(this.#metadata);
  }

  /** Leaves: no byte is asked for or given any more. Resolves when the engine let go. */
  leave(): Promise<void> {
    this.#end.abort();
    return new Promise((resolve) => {
      if (this.#torrent.destroyed) resolve();
      else this.#torrent.destroy({ destroyStore: false }, resolve);
    });
  }

  /** False before the engine has the pieces, and when it is done with them. */
  get #isSelectable(): boolean {
    return this.#torrent.ready && !this.#torrent.destroyed;
  }

  #applyPause(): void {
    // webtorrent's own pause() only stops new connections; without a selection it asks for nothing.
    if (this.#paused && this.#metadata && this.#isSelectable) {
      this.#torrent.deselect(0, pieceCount(this.#metadata) - 1);
    }
  }

  #addOptions(): AddOptions {
    return {
      announce: [...this.options.trackers],
      urlList: [],
      // Our store can read parts of a piece and has a cache of its own.
      storeCacheSlots: 0,
      strategy: 'rarest',
      // Each range on its way is a piece that a reload fetches again.
      maxWebConns: rangesAtOnce,
      getAnnounceOpts: () => (this.#torrent.numPeers >= enoughPeers ? { numwant: 0 } : {}),
    };
  }

  #open(metadata: TorrentMetadata): Partial<AddOptions> {
    this.#metadata = metadata;
    const { store, held } = this.options.open(metadata);
    return held === 'all'
      ? { preloadedStore: store, skipVerify: true }
      : { preloadedStore: store, bitfield: bitfieldOf(held, pieceCount(metadata)) };
  }

  /** Stands between the peers' metadata and webtorrent's own lenient parser. */
  #validateMetadata(): void {
    const torrent = this.#torrent;
    const takeMetadata = torrent._onMetadata.bind(torrent);
    torrent._onMetadata = async (received) => {
      if (!(received instanceof Uint8Array)) return;
      try {
        const metadata = await parseTorrentFile(new Uint8Array(received), this.options.infoHash);
        // Several peers may answer at once; the first one will do.
        if (this.#end.signal.aborted || this.#metadata !== undefined) return;
        torrent._preloadedStore = this.#open(metadata).preloadedStore;
        await takeMetadata(torrentFileOf(metadata));
      } catch (error) {
        this.#fail(toProblem(error, 'release/bad-metadata'));
      }
    };
  }

  #listen(): void {
    const torrent = this.#torrent;
    torrent.on('error', (error) => this.#fail(toProblem(error, 'swarm/engine')));
    torrent.on('close', () => {
      this.engine.joined.delete(this.options.infoHash);
      this.#end.abort();
    });
    torrent.on('verified', (index) => this.#count(index));
    torrent.on('metadata', () => pickRarestFirst(torrent));
    torrent.on('ready', () => {
      this.#applyPause();
      // webtorrent announces no piece that the bitfield vouched for.
      torrent.pieces.forEach((piece, index) => piece ?? this.#count(index));
      if (this.#metadata && !torrent.done) this.#seatMirrors(this.#metadata);
    });
    torrent.on('wire', (wire) => this.#meet(wire));
  }

  #fail(problem: Problem): void {
    if (this.#failed || this.#end.signal.aborted) return;
    this.#failed = true;
    this.options.onFailed(problem);
  }

  #count(index: number): void {
    if (!this.#metadata || this.#counted.has(index)) return;
    this.#counted.add(index);
    this.#meter.have(pieceSize(this.#metadata, index));
    this.options.onPiece(index);
  }

  #meet(wire: Wire): void {
    if (wire.type !== 'webrtc') return;
    guardWire(wire, () => (this.#metadata ? pieceCount(this.#metadata) : mostPieces));
    wire.on('download', (bytes) => this.#meter.fromPeers(bytes, performance.now()));
    wire.on('upload', (bytes) => this.#meter.toPeers(bytes, performance.now()));
  }

  #seatMirrors(metadata: TorrentMetadata): void {
    if (this.#mirrors.length > 0 || this.#end.signal.aborted) return;
    this.#mirrors = this.options.mirrors.map(
      (url) =>
        new MirrorSeat({
          url,
          connect: (events) => this.#connect(url, metadata, events),
          onBytes: (bytes) => this.#meter.fromMirrors(bytes, performance.now()),
          signal: this.#end.signal,
        }),
    );
  }

  #connect(url: string, metadata: TorrentMetadata, events: MirrorEvents): void {
    const connection = new this.engine.MirrorConnection(url, metadata, events);
    if (!this.#torrent.destroyed) this.#torrent.addWebSeed(connection);
    // The engine takes none while it still has another of that address.
    if (this.#torrent._peers?.get(url)?.conn !== connection) connection.destroy();
  }
}

/** The smallest .torrent: the info dictionary alone, so that webtorrent takes nothing else from it. */
function torrentFileOf(metadata: TorrentMetadata): Uint8Array {
  const text = new TextEncoder();
  return concatBytes([text.encode('d4:info'), metadata.infoBytes, text.encode('e')]);
}
