import { concatBytes } from '../base/bytes';
import { Problem } from '../base/problem';
import type { HashedFile } from '../check/checked-file';
import { neededAlgorithms } from '../check/decide-verdict';
import { ChunkStore } from '../pieces/chunk-store.browser';
import type { PieceRecords } from '../pieces/piece-records.browser';
import { buildInfo } from '../release/build-torrent';
import type { Expectation } from '../release/expectation';
import { choosePieceLength } from '../release/piece-length';
import type { Release } from '../release/release';
import { withMetadata } from '../release/release-from-link';
import { pieceHash } from '../release/torrent-metadata';
import type { Engine } from '../swarm/engine.browser';
import { askSize } from '../swarm/fetch-torrent.browser';
import { PlainMirrors } from '../swarm/plain-mirrors.browser';
import { Swarm } from '../swarm/swarm.browser';
import { noTransfer, type Transfer } from '../swarm/transfer';
import { metadataFromTorrentUrls } from './find-metadata.browser';
import { OrderedCheck } from './ordered-check.browser';
import type { ReceiveMode } from './receive-state';

export interface ArrivalOptions {
  readonly release: Release;
  readonly mode: ReceiveMode;
  readonly pieces: PieceRecords;
  readonly engine: () => Promise<Engine>;
  /** What is expected of the file now, the person's own expectations included. */
  readonly expectations: () => readonly Expectation[];
  /** More is known of the release: its metadata. */
  readonly onRelease: (release: Release) => void;
  /** Storage refused a piece; it waits in memory until `retry`. */
  readonly onStorageFailed: (problem: Problem) => void;
  readonly signal: AbortSignal;
}

/** How long peers are asked for the metadata when mirrors can do without it. */
const peersPatienceMs = 10_000;

/**
 * Brings one release's bytes here: finds the metadata (link, .torrent addresses, peers), takes pieces
 * from peers and mirrors, hashes them on the way; when there is no metadata anywhere, takes plain
 * ranges from the mirrors and rebuilds the metadata from the bytes.
 */
export class Arrival {
  #release: Release;
  #swarm: Swarm | undefined;
  #plain: PlainMirrors | undefined;
  #check: OrderedCheck | undefined;
  #lastTransfer: Transfer = noTransfer;
  /** False from the moment that giving was stopped, whatever is still under way. */
  #mayGive = true;
  readonly #waitingWrites: (() => void)[] = [];

  constructor(private readonly options: ArrivalOptions) {
    this.#release = options.release;
    options.signal.addEventListener('abort', () => void this.stopSeeding(), { once: true });
  }

  get transfer(): Transfer {
    const source = this.#swarm ?? this.#plain;
    if (source) this.#lastTransfer = source.transfer;
    const { size } = this.#release;
    return { ...this.#lastTransfer, size: size ?? 0 };
  }

  get hashedBytes(): number {
    return this.#check?.hashedBytes ?? 0;
  }

  /** True while it is not known what the pieces are. */
  get lacksMetadata(): boolean {
    return this.#check === undefined;
  }

  /** Why no more bytes will come, when that is so. */
  get obstacle(): Problem | undefined {
    const { haveBytes, size, mirrors } = this.transfer;
    if (this.#trackers.length > 0 || this.lacksMetadata || haveBytes === size) return undefined;
    if (mirrors.some((mirror) => mirror.state !== 'off')) return undefined;
    return mirrors.at(-1)?.problem ?? new Problem('swarm/no-source');
  }

  /** Resolves with the whole file, hashed. Throws a Problem, or the signal's reason. */
  async fetch(): Promise<HashedFile> {
    const { signal } = this.options;
    if (!this.#release.metadata) {
      const metadata = await metadataFromTorrentUrls(this.#release, signal);
      if (metadata) this.#learn(withMetadata(this.#release, metadata));
    }
    // Without piece hashes only a digest of the whole file can tell whether mirrors told the truth.
    const plainWorks = this.#release.mirrors.length > 0 && this.options.expectations().length > 0;
    if (this.#release.metadata || this.#trackers.length > 0) {
      const hashed = await this.#fetchFromSwarm(plainWorks ? peersPatienceMs : undefined);
      if (hashed) return hashed;
    }
    if (plainWorks) return this.#fetchPlain();
    throw new Problem(this.#release.mirrors.length > 0 ? 'swarm/no-metadata' : 'swarm/no-source');
  }

  /** Gives to peers (again) what is here. */
  async seed(): Promise<void> {
    const { metadata } = this.#release;
    if (!metadata || this.#trackers.length === 0) return;
    this.#mayGive = true;
    const engine = await this.options.engine();
    const held = await this.options.pieces.held();
    if (!this.#shouldJoin) return;
    this.#swarm = new Swarm(engine, {
      ...this.#swarmOptions(),
      open: () => ({ store: this.#storeFor(metadata), held }),
      onPiece: () => undefined,
      onFailed: () => undefined,
    });
  }

  /** Gives nothing any more; the pieces stay. */
  async stopSeeding(): Promise<void> {
    this.#mayGive = false;
    const swarm = this.#swarm;
    this.#lastTransfer = {
      ...this.transfer,
      peers: 0,
      downloadSpeed: 0,
      uploadSpeed: 0,
      seeding: false,
    };
    this.#swarm = undefined;
    await swarm?.leave();
  }

  /** Tries again to store what storage refused, and asks for more. */
  retryWrites(): void {
    this.#swarm?.resume();
    for (const retry of this.#waitingWrites.splice(0)) retry();
  }

  get #shouldJoin(): boolean {
    return this.#mayGive && !this.#swarm && !this.options.signal.aborted;
  }

  get #trackers(): readonly string[] {
    return this.options.mode === 'swarm' ? this.#release.trackers : [];
  }

  #swarmOptions(): Pick<
    ConstructorParameters<typeof Swarm>[1],
    'infoHash' | 'metadata' | 'trackers' | 'mirrors'
  > {
    const { infoHash, metadata, mirrors } = this.#release;
    return { infoHash, metadata, trackers: this.#trackers, mirrors };
  }

  /** `undefined` when no peer gave the metadata in time. */
  async #fetchFromSwarm(patienceMs: number | undefined): Promise<HashedFile | undefined> {
    const { pieces, signal } = this.options;
    const engine = await this.options.engine();
    const held = await pieces.held();
    signal.throwIfAborted();
    const hashed = await new Promise<HashedFile | undefined>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      this.#swarm = new Swarm(engine, {
        ...this.#swarmOptions(),
        open: (metadata) => {
          this.#learn(withMetadata(this.#release, metadata));
          const store = this.#storeFor(metadata);
          const check = this.#startCheck(metadata, (index) => {
            void pieces.drop(index).then(() => {
              store.forget(index);
              this.#swarm?.drop(index);
            });
          });
          check.done.then(resolve, reject);
          return { store, held };
        },
        onPiece: (index) => this.#check?.offer(index),
        onFailed: reject,
      });
      if (patienceMs === undefined || this.#release.metadata) return;
      setTimeout(() => {
        if (this.lacksMetadata) resolve(undefined);
      }, patienceMs);
    });
    if (!hashed || this.#trackers.length === 0) await this.stopSeeding();
    return hashed;
  }

  async #fetchPlain(): Promise<HashedFile> {
    const { pieces, signal } = this.options;
    const [firstMirror = ''] = this.#release.mirrors;
    const length = this.#release.size ?? (await askSize(firstMirror, signal));
    if (length === undefined) throw new Problem('swarm/no-metadata');
    const pieceLength = this.#release.pieceLength ?? choosePieceLength(length);
    this.#learn({ ...this.#release, size: length });
    const check = this.#startCheck({ length, pieceLength });
    this.#plain = new PlainMirrors({
      mirrors: this.#release.mirrors,
      length,
      pieceLength,
      held: await pieces.held(),
      write: (index, bytes) => this.#writePlain(index, bytes),
      onPiece: (index) => check.offer(index),
      signal,
    });
    await this.#plain.run();
    const hashed = await check.done;
    await this.#rebuildMetadata(length, pieceLength, check.pieceSha1s);
    return hashed;
  }

  /** With the publisher's piece length and name the info dictionary comes out the same. */
  async #rebuildMetadata(
    length: number,
    pieceLength: number,
    pieceSha1s: readonly Uint8Array[],
  ): Promise<void> {
    const { name, infoHash } = this.#release;
    const pieceHashes = concatBytes(pieceSha1s);
    const metadata = await buildInfo({ name, length, pieceLength, pieceHashes });
    if (metadata.infoHash === infoHash) this.#learn(withMetadata(this.#release, metadata));
  }

  #writePlain(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    return this.options.pieces.write(index, bytes).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      this.options.onStorageFailed(error);
      return new Promise((resolve, reject) => {
        this.#waitingWrites.push(() => {
          this.#writePlain(index, bytes).then(resolve, reject);
        });
      });
    });
  }

  #startCheck(
    file: { length: number; pieceLength: number },
    onDamaged: (index: number) => void = () => undefined,
  ): OrderedCheck {
    const { pieces, expectations, signal } = this.options;
    this.#check = new OrderedCheck({
      pieces,
      length: file.length,
      pieceLength: file.pieceLength,
      expectedSha1: (index) => {
        const { metadata } = this.#release;
        return metadata && pieceHash(metadata, index);
      },
      algorithms: neededAlgorithms(expectations()),
      onDamaged,
      signal,
    });
    return this.#check;
  }

  #storeFor(metadata: { length: number; pieceLength: number }): ChunkStore {
    return new ChunkStore(metadata.pieceLength, this.options.pieces, {
      fileLength: metadata.length,
      onWriteFailed: (problem, retry) => {
        this.#waitingWrites.push(retry);
        this.#swarm?.pause();
        this.options.onStorageFailed(problem);
      },
    });
  }

  #learn(release: Release): void {
    this.#release = release;
    this.options.onRelease(release);
  }
}
