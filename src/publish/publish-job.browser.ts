import { Observable } from '../base/observable';
import { Problem, toProblem } from '../base/problem';
import { ChunkStore } from '../pieces/chunk-store.browser';
import { filePieces } from '../pieces/file-pieces.browser';
import type { Engine } from '../swarm/engine.browser';
import { Conduct } from '../swarm/limits/conduct.browser';
import type { LimitPorts } from '../swarm/limits/regulator';
import { SpeedMeter } from '../swarm/speed-meter';
import { Swarm } from '../swarm/swarm.browser';
import { noTransfer } from '../swarm/transfer';
import { describeFile, type DescribedFile } from './describe-file.browser';
import type { Published, PublishState } from './publish-state';
import { readMirrors } from './read-mirrors';
import { writeRelease } from './write-release';

export interface PublishPorts {
  /** True only when the page itself is on loopback. */
  readonly loopbackAllowed: boolean;
  /** The page's own address; its fragment is replaced. */
  readonly pageUrl: string;
  /** This site's trackers, absolute. */
  readonly trackers: readonly string[];
  readonly engine: () => Promise<Engine>;
  readonly limits: LimitPorts;
}

/** Turns one chosen file into a release and gives it to peers, straight from the person's disk. */
export class PublishJob extends Observable<PublishState> {
  readonly #conduct: Conduct;
  #attempt = new AbortController();
  #file: DescribedFile | undefined;
  #swarm: Swarm | undefined;
  /** What is handed out, and the lines of the mirror box that could not be. */
  #written:
    { readonly published: Published; readonly mirrorProblems: readonly Problem[] } | undefined;
  /** Why peers can't have it from here, when that is so. */
  #problem: Problem | undefined;

  constructor(private readonly ports: PublishPorts) {
    super({ stage: 'choosing', problem: undefined });
    this.#conduct = new Conduct(ports.limits, () => this.#show());
  }

  choose(file: File): void {
    void this.#publish(file);
  }

  cancel(): void {
    if (this.state.stage === 'hashing') this.startOver();
  }

  /** Stops giving the file and asks for another one. */
  startOver(): void {
    this.#stop();
    this.set({ stage: 'choosing', problem: undefined });
  }

  /** Gives nothing until `resume`. */
  pause(): void {
    this.#conduct.pause();
  }

  resume(): void {
    this.#conduct.resume();
  }

  /** Gives in spite of data-saver and battery, for this visit. */
  giveAnyway(): void {
    this.#conduct.giveAnyway();
  }

  /** Takes the whole text of the mirror box: https addresses, one a line. */
  setMirrors(text: string): void {
    this.#write(text);
    this.#show();
  }

  async #publish(file: File): Promise<void> {
    this.#stop();
    const { signal } = (this.#attempt = new AbortController());
    const speed = new SpeedMeter();
    let counted = 0;
    const onProgress = (hashedBytes: number): void => {
      const nowMs = performance.now();
      speed.add(hashedBytes - counted, nowMs);
      counted = hashedBytes;
      const { name, size } = file;
      this.set({ stage: 'hashing', name, size, hashedBytes, speed: speed.rate(nowMs) });
    };
    try {
      onProgress(0);
      this.#file = await describeFile(file, { signal, onProgress });
      signal.throwIfAborted();
    } catch (error) {
      if (signal.aborted) return;
      this.set({ stage: 'choosing', problem: toProblem(error, 'publish/unreadable') });
      return;
    }
    this.#write('');
    this.#show();
    try {
      await this.#seed(file, this.#file, signal);
    } catch (error) {
      if (!signal.aborted) this.#report(toProblem(error, 'swarm/engine'));
    }
  }

  async #seed(file: File, { metadata }: DescribedFile, signal: AbortSignal): Promise<void> {
    const { infoHash, pieceLength } = metadata;
    const engine = await this.ports.engine();
    signal.throwIfAborted();
    const store = new ChunkStore(pieceLength, filePieces(file, pieceLength), {
      fileLength: metadata.length,
      onReadFailed: ({ detail }) => this.#report(new Problem('publish/unreadable', detail)),
    });
    this.#swarm = new Swarm(engine, {
      infoHash,
      metadata,
      trackers: this.ports.trackers,
      mirrors: [],
      open: () => ({ store, held: 'all' }),
      onPiece: () => undefined,
      onFailed: (problem) => this.#report(problem),
    });
    this.#conduct.begin(infoHash);
    // A file that is chosen again is meant to be given.
    this.#conduct.resume();
    this.#conduct.attach(this.#swarm);
    this.#conduct.watch(signal);
    this.#show();
  }

  #report(problem: Problem): void {
    this.#problem = problem;
    this.#show();
  }

  #write(mirrorsText: string): void {
    if (!this.#file) return;
    const { loopbackAllowed, pageUrl, trackers } = this.ports;
    const { mirrors, problems } = readMirrors(mirrorsText, { loopbackAllowed });
    const published = writeRelease(this.#file, { trackers, mirrors, pageUrl });
    this.#written = { published, mirrorProblems: problems };
  }

  #show(): void {
    if (!this.#written) return;
    const transfer = this.#swarm?.transfer ?? noTransfer;
    this.#conduct.report({
      complete: true,
      size: this.#written.published.size,
      toPeersBytes: transfer.toPeersBytes,
      withPeers: true,
    });
    const problem = this.#problem ?? this.#swarm?.obstacle;
    const standing = this.#conduct.standing(transfer);
    this.set({ stage: 'published', ...this.#written, ...standing, problem });
  }

  #stop(): void {
    this.#attempt.abort();
    this.#conduct.close();
    void this.#swarm?.leave();
    this.#swarm = undefined;
    this.#file = undefined;
    this.#written = undefined;
    this.#problem = undefined;
  }
}
