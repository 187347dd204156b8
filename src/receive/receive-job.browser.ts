import { Observable } from '../base/observable';
import { toProblem, type Problem } from '../base/problem';
import { CheckedFile, type Consent, type HashedFile } from '../check/checked-file';
import { hashBlob } from '../check/hash-blob.browser';
import { parseLink } from '../link/parse-link';
import type { PieceRecords } from '../pieces/piece-records.browser';
import type { ReleaseRecords } from '../pieces/release-records.browser';
import type { Expectation } from '../release/expectation';
import type { Release } from '../release/release';
import { releaseFromLink, withMetadata } from '../release/release-from-link';
import { saveFile } from '../save/save-file.browser';
import type { Engine } from '../swarm/engine.browser';
import { noTransfer } from '../swarm/transfer';
import { Arrival } from './arrival.browser';
import { metadataFromInfo } from './find-metadata.browser';
import { ExpectationBook } from './expectation-book';
import { judge } from './judge.browser';
import type { Checked, ReceiveMode, ReceiveState } from './receive-state';
import { ReleaseMemory } from './release-memory.browser';

export interface ReceivePorts {
  /** True only when the page itself is on loopback. */
  readonly loopbackAllowed: boolean;
  readonly engine: () => Promise<Engine>;
  readonly pieces: (infoHash: string) => PieceRecords;
  readonly records: ReleaseRecords;
}

const refreshMs = 500;

/** Walks one share link from reading it to a saved file, and goes on seeding. */
export class ReceiveJob extends Observable<ReceiveState> {
  #release: Release | undefined;
  #mode: ReceiveMode = 'mirrors-only';
  readonly #book = new ExpectationBook();
  #memory: ReleaseMemory | undefined;
  #consent: Consent;
  #arrival: Arrival | undefined;
  /** Why storage refused a piece that waits in memory. */
  #storageProblem: Problem | undefined;
  #hashed: HashedFile | undefined;
  /** Ends what this job is doing with the release. */
  #attempt = new AbortController();
  /** Ends a comparison or a save that the person or a new expectation overtook. */
  #step = new AbortController();

  constructor(
    private readonly link: string,
    private readonly ports: ReceivePorts,
  ) {
    super({ stage: 'reading-link' });
    void this.#readLink();
  }

  /** The info hash, once the link was read. */
  get infoHash(): string | undefined {
    return this.#release?.infoHash;
  }

  join(): void {
    void this.#start('swarm');
  }

  joinMirrorsOnly(): void {
    void this.#start('mirrors-only');
  }

  /** Takes the text in the paste box, all of it, whenever it changes. */
  paste(text: string): void {
    if (!this.#release || text === this.#book.text) return;
    this.#book.read(text, this.#release);
    this.#memory?.remember({ pasted: text });
    // What was agreed to was agreed to without this.
    this.#consent = undefined;
    if (this.#hashed) void this.#judge(this.#hashed);
    else this.#refresh();
  }

  removePasted(): void {
    this.paste('');
  }

  save(): void {
    const { state } = this;
    if ((state.stage === 'ready' || state.stage === 'saved') && state.file) {
      void this.#save(state, state.file);
    }
  }

  saveAnyway(consent: Exclude<Consent, undefined>): void {
    const { state } = this;
    if ((state.stage !== 'ready' && state.stage !== 'saved') || !this.#hashed) return;
    this.#consent = consent;
    const { verdict, release } = state;
    const file = CheckedFile.openGate(this.#hashed, release.name, verdict, consent);
    if (file) void this.#save({ ...state, file }, file);
  }

  cancelSave(): void {
    if (this.state.stage === 'saving') this.#step.abort();
  }

  /** Throws away what is here and fetches it again. */
  fetchAgain(): void {
    const release = this.#release;
    if (!release) return;
    this.#attempt.abort();
    void this.ports
      .pieces(release.infoHash)
      .clear()
      .then(
        () => this.#start(this.#mode),
        (error: unknown) => this.#fail(error),
      );
  }

  retry(): void {
    const { state } = this;
    if (state.stage === 'failed') {
      if (this.#arrival) void this.#start(this.#mode);
      else void this.#readLink();
    } else if (state.stage === 'receiving' && state.activity === 'paused') {
      if (this.#arrival?.obstacle) {
        void this.#start(this.#mode);
        return;
      }
      this.#storageProblem = undefined;
      this.#arrival?.retryWrites();
      this.#refresh();
    }
  }

  /** Leaves the swarm. What arrived is kept; the person is asked again before it goes on. */
  stop(): void {
    this.#attempt.abort();
    this.#hashed = undefined;
    this.#memory?.remember({ mode: undefined });
    this.#showChoice();
  }

  async #readLink(): Promise<void> {
    try {
      this.set({ stage: 'reading-link' });
      const { loopbackAllowed, records } = this.ports;
      const link = parseLink(this.link, { loopbackAllowed });
      const release = releaseFromLink(link);
      this.#memory = new ReleaseMemory(records, release.infoHash);
      const record = await this.#memory.recall();
      const metadata =
        (await metadataFromInfo(record.info, release.infoHash)) ??
        (await metadataFromInfo(link.info, release.infoHash));
      this.#release = metadata ? withMetadata(release, metadata) : release;
      this.#book.read(record.pasted, this.#release);
      if (record.mode) await this.#start(record.mode);
      else this.#showChoice();
    } catch (error) {
      this.#fail(error);
    }
  }

  #showChoice(): void {
    const { release } = this;
    if (!release) return;
    const mirrorsOnly = release.mirrors.length > 0 ? 'possible' : 'no-mirror';
    this.set({ stage: 'choosing', mirrorsOnly, release, paste: this.#book.report });
  }

  async #start(mode: ReceiveMode): Promise<void> {
    if (!this.#release) return;
    this.#attempt.abort();
    this.#step.abort();
    const { signal } = (this.#attempt = new AbortController());
    this.#mode = mode;
    this.#hashed = undefined;
    this.#consent = undefined;
    this.#storageProblem = undefined;
    this.#memory?.remember({ mode });
    const arrival = this.#newArrival(this.#release, signal);
    const timer = setInterval(() => this.#refresh(), refreshMs);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
    this.#showReceiving();
    try {
      const hashed = await arrival.fetch();
      signal.throwIfAborted();
      await this.#judge(hashed);
    } catch (error) {
      if (signal.aborted) return;
      this.#attempt.abort();
      this.#fail(error);
    }
  }

  #newArrival(release: Release, signal: AbortSignal): Arrival {
    const arrival = new Arrival({
      release,
      mode: this.#mode,
      pieces: this.ports.pieces(release.infoHash),
      engine: this.ports.engine,
      expectations: () => this.#expectations,
      onRelease: (known) => {
        this.#release = known;
        // A list is matched by name, and the name may have changed.
        this.#book.read(this.#book.text, known);
        if (known.metadata) this.#memory?.remember({ info: known.metadata.infoBytes });
      },
      onStorageFailed: (problem) => {
        this.#storageProblem = problem;
        this.#refresh();
      },
      signal,
    });
    this.#arrival = arrival;
    return arrival;
  }

  /** Brings the shown state up to date with what the swarm and the hash are doing. */
  #refresh(): void {
    const { state } = this;
    switch (state.stage) {
      case 'choosing':
        this.#showChoice();
        return;
      case 'receiving':
        this.#showReceiving();
        return;
      case 'checking':
        if (this.#hashed) this.set({ ...state, ...this.#live() });
        else this.#showReceiving();
        return;
      case 'ready':
      case 'saving':
      case 'saved':
        this.set({ ...state, ...this.#live() });
        return;
      case 'reading-link':
      case 'failed':
        return;
    }
  }

  /** `receiving` until all bytes are here, then `checking` until they are hashed. */
  #showReceiving(): void {
    const arrival = this.#arrival;
    if (!arrival) return;
    const live = this.#live();
    const { haveBytes, size } = live.transfer;
    if (size > 0 && haveBytes === size) {
      this.set({ stage: 'checking', hashedBytes: arrival.hashedBytes, ...live });
      return;
    }
    const problem = this.#storageProblem ?? arrival.obstacle;
    const activity = problem ? 'paused' : arrival.lacksMetadata ? 'metadata' : 'pieces';
    this.set({ stage: 'receiving', activity, problem, ...live });
  }

  #live() {
    const { release } = this;
    if (!release) throw new Error('no release yet');
    const transfer = this.#arrival?.transfer ?? noTransfer;
    return { release, paste: this.#book.report, mode: this.#mode, transfer };
  }

  /** The release with every expectation that there is, the person's own included. */
  get release(): Release | undefined {
    return this.#release && { ...this.#release, expectations: this.#expectations };
  }

  get #expectations(): readonly Expectation[] {
    return this.#book.with(this.#release?.expectations ?? []);
  }

  /** Compares what is here with what is expected. Save is off until that is done. */
  async #judge(hashed: HashedFile): Promise<void> {
    this.#step.abort();
    const { signal } = (this.#step = new AbortController());
    this.#hashed = hashed;
    const release = this.#release;
    if (!release) return;
    const judgement = await judge(hashed, release, this.#book, {
      consent: this.#consent,
      signal,
      onProgress: (hashedBytes) => {
        if (!signal.aborted) this.set({ stage: 'checking', hashedBytes, ...this.#live() });
      },
    }).catch(() => undefined);
    // Overtaken by another expectation.
    if (!judgement || signal.aborted) return;
    const { verdict, file } = judgement;
    this.#hashed = judgement.hashed;
    if (verdict.kind === 'differs') void this.#arrival?.stopSeeding();
    else void this.#arrival?.seed();
    const { digests } = this.#hashed;
    this.set({ stage: 'ready', verdict, digests, file, problem: undefined, ...this.#live() });
  }

  async #save(checked: Checked, file: CheckedFile): Promise<void> {
    const { signal } = (this.#step = new AbortController());
    // The picker opens only within the click that asked for it: nothing is awaited before this.
    const saved = saveFile(file, {
      signal,
      onProgress: (savedBytes) => {
        const { state } = this;
        if (state.stage === 'saving' && !signal.aborted) this.set({ ...state, savedBytes });
      },
      verifyWritten: (written) => hasSameDigest(written, file, signal),
    });
    const { verdict, digests } = checked;
    const before = { verdict, digests, file };
    this.set({ stage: 'saving', savedBytes: 0, ...before, ...this.#live() });
    try {
      const how = await saved;
      if (this.state.stage === 'saving')
        this.set({ stage: 'saved', how, ...before, ...this.#live() });
    } catch (error) {
      // A new expectation may have overtaken this save, and then its verdict is shown.
      if (this.state.stage !== 'saving') return;
      const problem = isAbort(error) ? undefined : toProblem(error, 'save/write-failed');
      this.set({ stage: 'ready', problem, ...before, ...this.#live() });
    }
  }

  #fail(error: unknown): void {
    const problem = toProblem(error, 'swarm/engine');
    this.set({ stage: 'failed', problem, release: this.release });
  }
}

async function hasSameDigest(
  written: Blob,
  file: CheckedFile,
  signal: AbortSignal,
): Promise<boolean> {
  const { digests } = await hashBlob(written, { algorithms: ['sha256'], signal });
  return digests.sha256 !== undefined && digests.sha256 === file.digests.sha256;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
