import type Wire from 'bittorrent-protocol';
import type { AddOptions, Torrent } from 'webtorrent';
import { concatBytes } from '../base/bytes';
import { defaultLimits } from '../base/limits';
import { Problem, toProblem } from '../base/problem';
import { parseTorrentFile } from '../release/parse-torrent';
import {
  mostPieces,
  pieceCount,
  pieceSize,
  type TorrentMetadata,
} from '../release/torrent-metadata';
import { bitfieldOf } from './bitfield';
import { ObstacleWatch } from './diagnosis/obstacle-watch.browser';
import type { Engine } from './engine.browser';
import { Exchange } from './exchange.browser';
import { gatherMessages } from './gather-messages.browser';
import type { Switches } from './limits/switches';
import { PeerFinder } from './trackers/peer-finder.browser';
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

/** One release's peers and mirrors. Exists from the moment it is joined until `leave`. */
export class Swarm implements Switches {
  /** Aborted by leaving and when the engine let go of the torrent. */
  readonly #end = new AbortController();
  readonly #meter = new TransferMeter();
  readonly #torrent: Torrent;
  readonly #finder: PeerFinder;
  readonly #obstacles: ObstacleWatch;
  /** There once the pieces are known. */
  #exchange: Exchange | undefined;
  #metadata: TorrentMetadata | undefined;
  /** Pieces that were reported as here. */
  readonly #counted = new Set<number>();
  #mostPeers = defaultLimits.mostPeers;
  #hasRoom = true;
  #isAsking = true;
  #isGiving = true;
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
    this.#finder = new PeerFinder(
      engine.client,
      this.#torrent,
      this.#end.signal,
      () => this.#mostPeers,
    );
    this.#obstacles = new ObstacleWatch(trackers);
    this.#listen();
  }

  /** Why nothing happens, when nothing does and it is known. */
  get obstacle(): Problem | undefined {
    if (this.#end.signal.aborted) return undefined;
    return this.#obstacles.look({
      paused: !this.#isAsking || !this.#hasRoom,
      facts: this.#finder.facts,
      transfer: this.transfer,
      usefulPeers: this.#exchange?.usefulPeers ?? 0,
    });
  }

  /** What it is doing now. */
  get transfer(): Transfer {
    const exchange = this.#exchange;
    return {
      ...this.#meter.read({
        nowMs: performance.now(),
        size: this.#metadata?.length ?? 0,
        peers: this.#torrent.wires.length,
        mirrors: exchange?.mirrors ?? [],
        seeding: this.#isSeeding,
      }),
      fullCopies: exchange?.fullCopies ?? 0,
      faultyPeers: exchange?.faultyPeers ?? [],
      wastedBytes: exchange?.wastedBytes ?? 0,
    };
  }

  /** Whether storage takes pieces. Without room peers are asked for no more, mirrors for little. */
  setRoom(on: boolean): void {
    this.#hasRoom = on;
    this.#applySwitches();
  }

  setAsking(on: boolean): void {
    this.#isAsking = on;
    this.#applySwitches();
  }

  setGiving(on: boolean): void {
    this.#isGiving = on;
    this.#applySwitches();
  }

  /** Connections that exist stay. */
  setMostPeers(most: number): void {
    this.#mostPeers = most;
  }

  /** Piece `index` is not what it should be after all: ask for it again. */
  drop(index: number): void {
    if (!this.#metadata || this.#torrent.destroyed || this.#torrent.pieces[index] !== null) return;
    this.#counted.delete(index);
    this.#meter.lost(pieceSize(this.#metadata, index));
    this.#torrent._markUnverified(index);
    this.#torrent._checkDone();
    this.#exchange?.lost(index);
  }

  /** Leaves: no byte is asked for or given any more. Resolves when the engine let go. */
  leave(): Promise<void> {
    this.#end.abort();
    return new Promise((resolve) => {
      if (this.#torrent.destroyed) resolve();
      else this.#torrent.destroy({ destroyStore: false }, resolve);
    });
  }

  get #isSeeding(): boolean {
    const { done, destroyed } = this.#torrent;
    return done && !destroyed && this.#isGiving && this.options.trackers.length > 0;
  }

  #applySwitches(): void {
    this.#exchange?.setAsking(this.#isAsking);
    this.#exchange?.setRoom(this.#hasRoom);
    this.#exchange?.setGiving(this.#isGiving);
  }

  #addOptions(): AddOptions {
    return {
      announce: [...this.options.trackers],
      urlList: [],
      // Our store can read parts of a piece and has a cache of its own.
      storeCacheSlots: 0,
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
    torrent.on('ready', () => this.#begin());
    torrent.on('wire', (wire) => this.#meet(wire));
  }

  /** The pieces are known, and those that are here were counted. */
  #begin(): void {
    const metadata = this.#metadata;
    if (!metadata || this.#end.signal.aborted) return;
    const { client, downloadGate } = this.engine;
    // webtorrent announces no piece that the bitfield vouched for.
    const held = [...this.#torrent.pieces.keys()].filter((at) => this.#torrent.pieces[at] === null);
    for (const index of held) this.#count(index);
    this.#exchange = new Exchange({
      torrent: this.#torrent,
      metadata,
      held,
      mirrors: this.options.mirrors,
      ownId: client.peerId,
      expectsPeers: this.options.trackers.length > 0,
      gate: downloadGate,
      onMirrorBytes: (bytes) => this.#meter.fromMirrors(bytes, performance.now()),
      onPiece: (index) => this.#count(index),
      onFailed: (error) => this.#fail(toProblem(error, 'pieces/write-failed')),
      signal: this.#end.signal,
    });
    this.#applySwitches();
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
    guardWire(wire, () => (this.#metadata ? pieceCount(this.#metadata) : mostPieces));
    gatherMessages(wire);
    wire.on('download', (bytes) => this.#meter.fromPeers(bytes, performance.now()));
    wire.on('upload', (bytes) => this.#meter.toPeers(bytes, performance.now()));
    this.#exchange?.meet(wire);
  }
}

/** The smallest .torrent: the info dictionary alone, so that webtorrent takes nothing else from it. */
function torrentFileOf(metadata: TorrentMetadata): Uint8Array {
  const text = new TextEncoder();
  return concatBytes([text.encode('d4:info'), metadata.infoBytes, text.encode('e')]);
}
