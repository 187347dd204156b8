import { concatBytes } from '../base/bytes';
import { Problem } from '../base/problem';
import { HashedFile } from '../check/checked-file';
import { buildInfo } from '../release/build-torrent';
import { choosePieceLength } from '../release/piece-length';
import type { Release } from '../release/release';
import { withMetadata } from '../release/release-from-link';
import type { TorrentMetadata } from '../release/torrent-metadata';
import { canReachPeers } from '../swarm/can-reach-peers.browser';
import { askSize } from '../swarm/mirrors/fetch-torrent.browser';
import { noTransfer, type Transfer } from '../swarm/transfer';
import { metadataFromTorrentUrls } from './find-metadata.browser';
import type { ArrivalPorts } from './arrival-ports.browser';
import { PlainArrival } from './plain-arrival.browser';
import type { ReceiveMode } from './receive-state';
import type { SharedCheck } from './shared-check.browser';
import type { Source } from './source';
import { StoredArrival } from './stored-arrival.browser';
import { SwarmArrival } from './swarm-arrival.browser';
import type { FileShape } from './tab-message';

export interface ArrivalOptions extends ArrivalPorts {
  readonly release: Release;
  readonly mode: ReceiveMode;
  /** Whether anything is expected of the whole file. */
  readonly isExpected: () => boolean;
  /** The bytes that are here were not the expected ones the last time: look before giving any. */
  readonly withheld: boolean;
  readonly check: SharedCheck;
  /** More is known of the release: its metadata. */
  readonly onRelease: (release: Release) => void;
}

/** How long .torrent addresses are waited for before peers are asked as well. */
const urlsPatienceMs = 3_000;
/** How long peers are asked for the metadata when mirrors can do without it. */
const peersPatienceMs = 10_000;

/**
 * Brings one release's bytes here: finds the metadata (link, .torrent addresses, peers) and takes
 * pieces from peers and mirrors; when there is no metadata anywhere, takes plain ranges from the
 * mirrors and rebuilds the metadata from the bytes. Afterwards gives them to others.
 */
export class Arrival {
  #release: Release;
  /** From where the bytes come. */
  #source: Source | undefined;
  /** To whom they go: the swarm that they came from, or one that was joined for that. */
  #swarm: SwarmArrival | undefined;
  /** Resolves when the last swarm was left. */
  #left: Promise<void> = Promise.resolve();

  constructor(private readonly options: ArrivalOptions) {
    this.#release = options.release;
    options.signal.addEventListener('abort', () => void this.stopSeeding(), { once: true });
  }

  get transfer(): Transfer {
    const came = this.#source?.transfer ?? noTransfer;
    const size = this.#release.size ?? 0;
    const goes = this.#swarm?.transfer;
    if (!goes || this.#swarm === this.#source) return { ...came, size };
    const { peers, uploadSpeed, toPeersBytes, seeding } = goes;
    return { ...came, size, peers, uploadSpeed, toPeersBytes, seeding };
  }

  get hashedBytes(): number {
    return this.#source?.hashedBytes ?? 0;
  }

  /** True while it is not known what the pieces are. */
  get lacksMetadata(): boolean {
    return this.#source?.lacksMetadata ?? true;
  }

  /** Where there is no metadata: in which pieces the file is stored. */
  get file(): FileShape | undefined {
    return this.#source instanceof PlainArrival ? this.#source.file : undefined;
  }

  /** Why no more bytes will come, when that is so. */
  get deadEnd(): Problem | undefined {
    const { haveBytes, size, mirrors } = this.transfer;
    const arrived = size > 0 && haveBytes === size;
    if (arrived || this.lacksMetadata || this.#trackers.length > 0) return undefined;
    if (mirrors.some((mirror) => mirror.state !== 'off')) return undefined;
    return this.#noPeers ?? mirrors.at(-1)?.problem ?? new Problem('swarm/no-source');
  }

  /** Why nothing happens, when that is known. */
  get obstacle(): Problem | undefined {
    return this.#noPeers ?? this.#source?.obstacle;
  }

  /** Resolves with the whole file, hashed. Throws a Problem, or the signal's reason. */
  async fetch(): Promise<HashedFile> {
    const { release, isExpected, withheld, signal } = this.options;
    const fromUrls = release.metadata
      ? Promise.resolve(undefined)
      : metadataFromTorrentUrls(release, signal);
    this.#learn(await Promise.race([fromUrls, afterMs(urlsPatienceMs)]));
    signal.throwIfAborted();
    const stored = withheld ? await this.#fetchStored() : undefined;
    if (stored) return stored;
    // Without piece hashes only a digest of the whole file can tell whether mirrors told the truth.
    const plainWorks = release.mirrors.length > 0 && isExpected();
    if (!this.#release.metadata && this.#trackers.length > 0) {
      const patience = plainWorks ? [afterMs(peersPatienceMs)] : [];
      const asking = this.#fetchFromSwarm();
      const metadataFirst = fromUrls.then((metadata) => metadata ?? never);
      const hashed = await Promise.race([asking, metadataFirst, ...patience]);
      if (hashed instanceof HashedFile) return hashed;
      // Peers may have given the metadata while the addresses were waited for.
      if (!this.lacksMetadata) return asking;
      asking.catch(() => undefined);
      await this.stopSeeding();
      this.#learn(hashed);
    }
    if (this.#release.metadata) return this.#fetchFromSwarm();
    if (plainWorks) return this.#fetchPlain();
    if (this.#noPeers) throw this.#noPeers;
    throw new Problem(release.mirrors.length > 0 ? 'swarm/no-metadata' : 'swarm/no-source');
  }

  /** Gives to peers (again) what is here. */
  async seed(): Promise<void> {
    if (!this.#release.metadata || this.#trackers.length === 0 || this.#swarm) return;
    this.#swarm = this.#newSwarm();
    await this.#swarm.give();
  }

  /** Gives nothing any more; the pieces stay. Resolves when the swarm was left. */
  stopSeeding(): Promise<void> {
    const swarm = this.#swarm;
    this.#swarm = undefined;
    if (swarm) this.#left = swarm.leave();
    return this.#left;
  }

  /** Somebody says that piece `index` is not what it should be. */
  async recheck(index: number): Promise<void> {
    await this.#swarm?.recheck(index);
  }

  /** Tries again to store what storage refused. */
  retryWrites(): void {
    this.#source?.retryWrites();
  }

  /** Only those that can be of use: a tracker has nothing but peers to offer. */
  get #trackers(): readonly string[] {
    return canReachPeers() ? this.#wantedTrackers : [];
  }

  get #wantedTrackers(): readonly string[] {
    return this.options.mode === 'swarm' ? this.#release.trackers : [];
  }

  /** Set when the person agreed to peers and this browser can talk to none. */
  get #noPeers(): Problem | undefined {
    const isMissed = this.#wantedTrackers.length > 0 && !canReachPeers();
    return isMissed ? new Problem('swarm/no-webrtc') : undefined;
  }

  async #fetchStored(): Promise<HashedFile | undefined> {
    const { metadata } = this.#release;
    if (!metadata) return undefined;
    const source = new StoredArrival(this.options, metadata);
    this.#source = source;
    return source.fetch();
  }

  async #fetchFromSwarm(): Promise<HashedFile> {
    const swarm = this.#newSwarm();
    this.#swarm = swarm;
    this.#source = swarm;
    const hashed = await swarm.fetch();
    // Mirrors have nothing to be given.
    if (this.#trackers.length === 0) await this.stopSeeding();
    return hashed;
  }

  #newSwarm(): SwarmArrival {
    const { infoHash, metadata, mirrors } = this.#release;
    return new SwarmArrival({
      ...this.options,
      infoHash,
      metadata,
      mirrors,
      trackers: this.#trackers,
      onMetadata: (known) => this.#learn(known),
    });
  }

  async #fetchPlain(): Promise<HashedFile> {
    const { mirrors, name, infoHash } = this.#release;
    const length = this.#release.size ?? (await askSize(mirrors, this.options.signal));
    if (length === undefined) throw new Problem('swarm/no-metadata');
    const pieceLength = this.#release.pieceLength ?? choosePieceLength(length);
    this.#release = { ...this.#release, size: length };
    this.options.onRelease(this.#release);
    const source = new PlainArrival({ ...this.options, mirrors, length, pieceLength });
    this.#source = source;
    const { hashed, pieceSha1s } = await source.fetch();
    // With the publisher's name and piece length the info dictionary comes out the same. If it does
    // not, the file is here all the same; only peers can't be given its pieces.
    const pieceHashes = concatBytes(pieceSha1s);
    const rebuilt = await buildInfo({ name, length, pieceLength, pieceHashes }).catch(
      () => undefined,
    );
    if (rebuilt?.infoHash === infoHash) this.#learn(rebuilt);
    return hashed;
  }

  #learn(metadata: TorrentMetadata | undefined): void {
    if (!metadata) return;
    this.#release = withMetadata(this.#release, metadata);
    this.options.onRelease(this.#release);
  }
}

const never = new Promise<never>(() => undefined);

function afterMs(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}
