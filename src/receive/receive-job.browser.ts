import { Observable } from '../base/observable';
import { toProblem, type Problem } from '../base/problem';
import type { CheckedFile, Consent, HashedFile } from '../check/checked-file';
import { neededAlgorithms } from '../check/decide-verdict';
import { hashBlob } from '../check/hash-blob.browser';
import type { PieceRecords } from '../pieces/piece-records.browser';
import type { ReleaseRecords } from '../pieces/release-records.browser';
import type { Expectation } from '../release/expectation';
import type { Release } from '../release/release';
import { saveFile } from '../save/save-file.browser';
import type { Engine } from '../swarm/engine.browser';
import { noTransfer } from '../swarm/transfer';
import { Arrival } from './arrival.browser';
import { ExpectationBook } from './expectation-book';
import { judge } from './judge.browser';
import { openRelease } from './open-release.browser';
import type { Checked, ReceiveMode, ReceiveState } from './receive-state';
import { addressesOf, agreedMode, type ReleaseMemory } from './release-memory.browser';

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
  readonly #book = new ExpectationBook();
  #release: Release | undefined;
  #memory: ReleaseMemory | undefined;
  #mode: ReceiveMode = 'mirrors-only';
  #consent: Consent;
  #arrival: Arrival | undefined;
  #hashed: HashedFile | undefined;
  /** The bytes that are stored were not the expected ones. */
  #withheld = false;
  /** Why storage refused a piece that waits in memory. */
  #storageProblem: Problem | undefined;
  /** Ends what this job is doing with the release. */
  #attempt = new AbortController();
  /** Ends the comparison or the save under way: there is one of them at a time. */
  #step = new AbortController();

  constructor(
    private readonly link: string,
    private readonly ports: ReceivePorts,
  ) {
    super({ stage: 'reading-link' });
    void this.#readLink();
  }

  join(): void {
    if (this.state.stage === 'choosing') void this.#start('swarm');
  }

  joinMirrorsOnly(): void {
    if (this.state.stage === 'choosing') void this.#start('mirrors-only');
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
    const { stage } = this.state;
    if ((stage !== 'ready' && stage !== 'saved') || !this.#hashed) return;
    this.#consent = consent;
    // Every digest that this asks for is there, so the click still counts when the picker is opened.
    void this.#judge(this.#hashed).then(() => this.save());
  }

  cancelSave(): void {
    if (this.state.stage === 'saving') this.#step.abort();
  }

  /** Throws away what is here and fetches it again. */
  fetchAgain(): void {
    const release = this.#release;
    if (!release) return;
    const { signal } = this.#newAttempt();
    this.#withheld = false;
    this.#memory?.remember({ withheld: false });
    this.ports
      .pieces(release.infoHash)
      .clear()
      .then(
        () => {
          if (!signal.aborted) void this.#start(this.#mode);
        },
        (error: unknown) => {
          if (!signal.aborted) this.#fail(error);
        },
      );
  }

  retry(): void {
    const { state } = this;
    if (state.stage === 'failed') {
      if (this.#arrival) void this.#start(this.#mode);
      else void this.#readLink();
    } else if (state.stage === 'receiving' && state.activity === 'paused') {
      const stuck = !this.#storageProblem;
      this.#storageProblem = undefined;
      this.#arrival?.retryWrites();
      if (stuck) void this.#start(this.#mode);
      else this.#refresh();
    }
  }

  /** Leaves the swarm. What arrived is kept; the person is asked again before it goes on. */
  stop(): void {
    this.#newAttempt();
    this.#memory?.remember({ agreed: undefined });
    this.#showChoice();
  }

  async #readLink(): Promise<void> {
    const { signal } = this.#newAttempt();
    try {
      this.set({ stage: 'reading-link' });
      const { release, memory, record } = await openRelease(this.link, this.ports);
      signal.throwIfAborted();
      this.#release = release;
      this.#memory = memory;
      this.#withheld = record.withheld;
      this.#book.read(record.pasted, release);
      const mode = agreedMode(record, release);
      if (mode) await this.#start(mode);
      else this.#showChoice();
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  #showChoice(): void {
    const { release } = this;
    if (!release) return;
    const mirrorsOnly = release.mirrors.length > 0 ? 'possible' : 'no-mirror';
    this.set({ stage: 'choosing', mirrorsOnly, release, paste: this.#book.report });
  }

  /** Ends what was going on, whatever it was. */
  #newAttempt(): AbortController {
    this.#attempt.abort();
    this.#newStep();
    this.#attempt = new AbortController();
    this.#hashed = undefined;
    this.#consent = undefined;
    this.#storageProblem = undefined;
    return this.#attempt;
  }

  async #start(mode: ReceiveMode): Promise<void> {
    const release = this.#release;
    if (!release) return;
    const { signal } = this.#newAttempt();
    this.#mode = mode;
    this.#memory?.remember({ agreed: { mode, addresses: addressesOf(release) } });
    const arrival = this.#newArrival(release, signal);
    const timer = setInterval(() => this.#refresh(), refreshMs);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
    this.#showReceiving();
    try {
      const hashed = await arrival.fetch();
      signal.throwIfAborted();
      await this.#judge(hashed);
    } catch (error) {
      if (signal.aborted) return;
      this.#newAttempt();
      this.#fail(error);
    }
  }

  #newArrival(release: Release, signal: AbortSignal): Arrival {
    const arrival = new Arrival({
      release,
      mode: this.#mode,
      withheld: this.#withheld,
      pieces: this.ports.pieces(release.infoHash),
      engine: this.ports.engine,
      algorithms: () => neededAlgorithms(this.#expectations),
      isExpected: () => this.#expectations.length > 0,
      onRelease: (known) => {
        this.#release = known;
        // A list is matched by name, and the name may have changed.
        this.#book.read(this.#book.text, known);
        if (known.metadata) this.#memory?.remember({ info: known.metadata.infoBytes });
      },
      onStorageFailed: (problem) => {
        if (signal.aborted) return;
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
    const stopped = this.#storageProblem ?? arrival.deadEnd;
    const activity = stopped ? 'paused' : arrival.lacksMetadata ? 'metadata' : 'pieces';
    this.set({ stage: 'receiving', activity, problem: stopped ?? arrival.obstacle, ...live });
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

  #newStep(): AbortSignal {
    this.#step.abort();
    this.#step = new AbortController();
    return this.#step.signal;
  }

  /** Compares what is here with what is expected. Save is off from the first moment of it. */
  async #judge(hashed: HashedFile): Promise<void> {
    const release = this.#release;
    if (!release) return;
    const signal = this.#newStep();
    const show = (hashedBytes: number): void => {
      if (!signal.aborted) this.set({ stage: 'checking', hashedBytes, ...this.#live() });
    };
    this.#hashed = hashed;
    show(0);
    const judgement = await judge(hashed, release, this.#book, {
      consent: this.#consent,
      signal,
      onProgress: show,
    }).catch(() => undefined);
    // Overtaken: by another expectation, or because the release was left.
    if (!judgement || signal.aborted) return;
    const { verdict, file } = judgement;
    this.#hashed = judgement.hashed;
    this.#giveOrWithhold(verdict.kind === 'differs');
    const { digests } = this.#hashed;
    this.set({ stage: 'ready', verdict, digests, file, problem: undefined, ...this.#live() });
  }

  #giveOrWithhold(withheld: boolean): void {
    if (withheld !== this.#withheld) this.#memory?.remember({ withheld });
    this.#withheld = withheld;
    const arrival = this.#arrival;
    const done = withheld ? arrival?.stopSeeding() : arrival?.seed();
    // Not giving is no reason to keep the file from the person; the page shows whether it is given.
    done?.catch(() => undefined);
  }

  async #save(checked: Checked, file: CheckedFile): Promise<void> {
    const signal = this.#newStep();
    const { verdict, digests } = checked;
    const before = { verdict, digests, file };
    // The picker opens only within the click that asked for it: nothing is awaited before this.
    const saved = saveFile(file, {
      signal,
      onProgress: (savedBytes) => {
        if (!signal.aborted) this.set({ stage: 'saving', savedBytes, ...before, ...this.#live() });
      },
      verifyWritten: (written) => hasSameDigest(written, file, signal),
    });
    const step = this.#step;
    this.set({ stage: 'saving', savedBytes: 0, ...before, ...this.#live() });
    try {
      const how = await saved;
      if (step === this.#step) this.set({ stage: 'saved', how, ...before, ...this.#live() });
    } catch (error) {
      // What overtook this save shows its own verdict.
      if (step !== this.#step) return;
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
