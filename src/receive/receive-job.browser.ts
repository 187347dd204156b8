import { Observable } from '../base/observable';
import { toProblem, type Problem } from '../base/problem';
import type { CheckedFile, Consent, HashedFile } from '../check/checked-file';
import { neededAlgorithms } from '../check/decide-verdict';
import type { PieceRecords } from '../pieces/piece-records.browser';
import type { ReleaseRecords } from '../pieces/release-records.browser';
import type { Engine } from '../swarm/engine.browser';
import { noTransfer } from '../swarm/transfer';
import { Arrival } from './arrival.browser';
import { judge } from './judge.browser';
import { openRelease } from './open-release.browser';
import type { Checked, ReceiveMode, ReceiveState } from './receive-state';
import { saveChecked } from './save-checked.browser';
import { Subject } from './subject.browser';

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
  /** Absent until the link was read. */
  #subject: Subject | undefined;
  #consent: Consent;
  #arrival: Arrival | undefined;
  #hashed: HashedFile | undefined;
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
    if (this.state.stage === 'choosing') this.#agree('swarm');
  }

  joinMirrorsOnly(): void {
    if (this.state.stage === 'choosing') this.#agree('mirrors-only');
  }

  /** Takes the text in the paste box, all of it, whenever it changes. */
  paste(text: string): void {
    if (!this.#subject?.read(text)) return;
    // What was agreed to was agreed to without this.
    this.#consent = undefined;
    if (this.#hashed) void this.#judge(this.#subject, this.#hashed);
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
    if ((stage !== 'ready' && stage !== 'saved') || !this.#subject || !this.#hashed) return;
    this.#consent = consent;
    // Every digest that this asks for is there, so the click still counts when the picker is opened.
    void this.#judge(this.#subject, this.#hashed).then(() => this.save());
  }

  cancelSave(): void {
    if (this.state.stage === 'saving') this.#step.abort();
  }

  /** Throws away what is here and fetches it again. */
  fetchAgain(): void {
    const subject = this.#subject;
    if (!subject) return;
    const { signal } = this.#newAttempt();
    subject.withhold(false);
    this.ports
      .pieces(subject.given.infoHash)
      .clear()
      .then(
        () => {
          if (!signal.aborted) void this.#start(subject);
        },
        (error: unknown) => {
          if (!signal.aborted) this.#fail(error);
        },
      );
  }

  retry(): void {
    const { state } = this;
    const subject = this.#subject;
    if (state.stage === 'failed') {
      if (subject?.mode) void this.#start(subject);
      else void this.#readLink();
    } else if (subject && state.stage === 'receiving' && state.activity === 'paused') {
      if (!this.#storageProblem) {
        void this.#start(subject);
        return;
      }
      this.#storageProblem = undefined;
      this.#arrival?.retryWrites();
      this.#refresh();
    }
  }

  /** Leaves the swarm. What arrived is kept; the person is asked again before it goes on. */
  stop(): void {
    this.#newAttempt();
    this.#subject?.disagree();
    this.#showChoice();
  }

  async #readLink(): Promise<void> {
    const { signal } = this.#newAttempt();
    try {
      this.set({ stage: 'reading-link' });
      const opened = await openRelease(this.link, this.ports);
      signal.throwIfAborted();
      const subject = (this.#subject = new Subject(opened));
      if (subject.mode) await this.#start(subject);
      else this.#showChoice();
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  #showChoice(): void {
    if (!this.#subject) return;
    const { release, paste } = this.#subject;
    const mirrorsOnly = release.mirrors.length > 0 ? 'possible' : 'no-mirror';
    this.set({ stage: 'choosing', mirrorsOnly, release, paste });
  }

  #agree(mode: ReceiveMode): void {
    if (!this.#subject) return;
    this.#subject.agree(mode);
    void this.#start(this.#subject);
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

  async #start(subject: Subject): Promise<void> {
    const { signal } = this.#newAttempt();
    const arrival = (this.#arrival = this.#newArrival(subject, signal));
    const timer = setInterval(() => this.#refresh(), refreshMs);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
    this.#showReceiving();
    try {
      const hashed = await arrival.fetch();
      signal.throwIfAborted();
      await this.#judge(subject, hashed);
    } catch (error) {
      if (signal.aborted) return;
      this.#newAttempt();
      this.#fail(error);
    }
  }

  #newArrival(subject: Subject, signal: AbortSignal): Arrival {
    return new Arrival({
      release: subject.given,
      mode: subject.mode ?? 'mirrors-only',
      withheld: subject.withheld,
      pieces: this.ports.pieces(subject.given.infoHash),
      engine: this.ports.engine,
      algorithms: () => neededAlgorithms(subject.expectations),
      isExpected: () => subject.expectations.length > 0,
      onRelease: (release) => subject.learn(release),
      onStorageFailed: (problem) => {
        if (signal.aborted) return;
        this.#storageProblem = problem;
        this.#refresh();
      },
      signal,
    });
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
    if (!this.#subject) throw new Error('no release yet');
    const { release, paste, mode = 'mirrors-only' } = this.#subject;
    return { release, paste, mode, transfer: this.#arrival?.transfer ?? noTransfer };
  }

  #newStep(): AbortSignal {
    this.#step.abort();
    this.#step = new AbortController();
    return this.#step.signal;
  }

  /** Compares what is here with what is expected. Save is off from the first moment of it. */
  async #judge(subject: Subject, hashed: HashedFile): Promise<void> {
    const signal = this.#newStep();
    const show = (hashedBytes: number): void => {
      if (!signal.aborted) this.set({ stage: 'checking', hashedBytes, ...this.#live() });
    };
    this.#hashed = hashed;
    show(0);
    const judgement = await judge(hashed, subject.given, subject.book, {
      consent: this.#consent,
      signal,
      onProgress: show,
    }).catch(() => undefined);
    // Overtaken: by another expectation, or because the release was left.
    if (!judgement || signal.aborted) return;
    const { verdict, file } = judgement;
    this.#hashed = judgement.hashed;
    subject.withhold(verdict.kind === 'differs');
    this.#giveUnless(subject.withheld);
    const { digests } = this.#hashed;
    this.set({ stage: 'ready', verdict, digests, file, problem: undefined, ...this.#live() });
  }

  #giveUnless(withheld: boolean): void {
    const done = withheld ? this.#arrival?.stopSeeding() : this.#arrival?.seed();
    // Not giving is no reason to keep the file from the person; the page shows whether it is given.
    done?.catch(() => undefined);
  }

  async #save(checked: Checked, file: CheckedFile): Promise<void> {
    const signal = this.#newStep();
    const { verdict, digests } = checked;
    const before = { verdict, digests, file };
    // The picker opens only within the click that asked for it: nothing is awaited before this.
    const saved = saveChecked(file, {
      signal,
      onProgress: (savedBytes) => {
        if (!signal.aborted) this.set({ stage: 'saving', savedBytes, ...before, ...this.#live() });
      },
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
    this.set({ stage: 'failed', problem, release: this.#subject?.release });
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
