import { Observable } from '../base/observable';
import { toProblem, type Problem } from '../base/problem';
import type { Consent, HashedFile } from '../check/checked-file';
import type { EvidencePorts } from '../check/evidence-book.browser';
import type { PieceRecords } from '../pieces/piece-records.browser';
import type { ReleaseRecords } from '../pieces/release-records.browser';
import type { Engine } from '../swarm/engine.browser';
import type { DownloadGate } from '../swarm/limits/download-gate.browser';
import { Regulator, type LimitPorts } from '../swarm/limits/regulator';
import { noRestraint } from '../swarm/limits/restraint';
import { closingAdvice } from '../swarm/diagnosis/closing-advice';
import { noTransfer } from '../swarm/transfer';
import { AfterArrival } from './after-arrival.browser';
import { Arrival } from './arrival.browser';
import { openRelease } from './open-release.browser';
import type { ReceiveMode, ReceiveState } from './receive-state';
import { Subject } from './subject.browser';

export interface ReceivePorts {
  /** True only when the page itself is on loopback. */
  readonly loopbackAllowed: boolean;
  readonly engine: () => Promise<Engine>;
  readonly pieces: (infoHash: string) => PieceRecords;
  readonly records: ReleaseRecords;
  readonly evidence: EvidencePorts;
  readonly downloadGate: DownloadGate;
  readonly limits: LimitPorts;
}

const refreshMs = 500;
/** How long what an earlier visit left may take to be read before the bytes are fetched anyway. */
const readingPatienceMs = 1_000;

/** Walks one share link from reading it to a saved file, and goes on seeding. */
export class ReceiveJob extends Observable<ReceiveState> {
  /** Absent until the link was read. */
  #subject: Subject | undefined;
  #regulator: Regulator | undefined;
  #arrival: Arrival | undefined;
  /** There once all bytes are here. */
  #after: AfterArrival | undefined;
  /** Why storage refused a piece that waits in memory. */
  #storageProblem: Problem | undefined;
  /** Ends what this job is doing with the release. */
  #attempt = new AbortController();

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
    this.#subject?.book.setText(text);
  }

  bringFiles(files: readonly File[]): void {
    this.#subject?.book.addFiles(files);
  }

  removeDocument(id: string): void {
    this.#subject?.book.remove(id);
  }

  rememberKey(fingerprint: string): void {
    this.#subject?.book.remember(fingerprint);
  }

  forgetKey(fingerprint: string): void {
    this.#subject?.book.forget(fingerprint);
  }

  save(): void {
    this.#after?.save();
  }

  saveAnyway(consent: Exclude<Consent, undefined>): void {
    this.#after?.saveAnyway(consent);
  }

  cancelSave(): void {
    this.#after?.cancelSave();
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

  /** Neither asks for pieces nor gives any, but stays. Remembered for later visits. */
  pause(): void {
    this.#regulator?.pause();
    this.#refresh();
  }

  resume(): void {
    this.#regulator?.resume();
    this.#refresh();
  }

  /** Gives in spite of data-saver and battery, for this visit. */
  giveAnyway(): void {
    this.#regulator?.giveAnyway();
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
      const subject = (this.#subject = new Subject(opened, this.ports.evidence, () =>
        this.#evidenceChanged(subject),
      ));
      this.#regulator?.close();
      const { infoHash } = subject.given;
      this.#regulator = new Regulator(this.ports.limits, infoHash, () => this.#refresh());
      if (subject.mode) await this.#start(subject);
      else this.#showChoice();
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  #showChoice(): void {
    if (!this.#subject) return;
    const { release, evidence } = this.#subject;
    const mirrorsOnly = release.mirrors.length > 0 ? 'possible' : 'no-mirror';
    this.set({ stage: 'choosing', mirrorsOnly, release, evidence });
  }

  #agree(mode: ReceiveMode): void {
    if (!this.#subject) return;
    this.#subject.agree(mode);
    this.#regulator?.resume();
    void this.#start(this.#subject);
  }

  /** Ends what was going on, whatever it was. */
  #newAttempt(): AbortController {
    this.#attempt.abort();
    this.#attempt = new AbortController();
    this.#after?.leave();
    this.#after = undefined;
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
      // What an earlier visit left says which digests to compute on the way.
      await Promise.race([subject.book.settled(), afterMs(readingPatienceMs)]);
      signal.throwIfAborted();
      const hashed = await arrival.fetch();
      signal.throwIfAborted();
      await this.#newAfter(subject, hashed).compare();
    } catch (error) {
      if (signal.aborted) return;
      this.#newAttempt();
      this.#fail(error);
    }
  }

  #newAfter(subject: Subject, hashed: HashedFile): AfterArrival {
    return (this.#after = new AfterArrival(subject, hashed, {
      show: (stage) => this.set({ ...stage, ...this.#live() }),
      onJudged: () => this.#giveUnless(subject.withheld),
    }));
  }

  /** A person brought something, or took it away, or it has been read by now. */
  #evidenceChanged(subject: Subject): void {
    if (subject !== this.#subject) return;
    if (this.#after) this.#after.expectationsChanged();
    else this.#refresh();
  }

  #newArrival(subject: Subject, signal: AbortSignal): Arrival {
    return new Arrival({
      release: subject.given,
      mode: subject.mode ?? 'mirrors-only',
      withheld: subject.withheld,
      pieces: this.ports.pieces(subject.given.infoHash),
      engine: this.ports.engine,
      downloadGate: this.ports.downloadGate,
      regulate: (switches) => this.#regulator?.attach(switches) ?? ((): void => undefined),
      algorithms: () => subject.algorithms,
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

  /** Brings limits and the shown state up to date with what the swarm and the hash are doing. */
  #refresh(): void {
    this.#regulate();
    const { state } = this;
    switch (state.stage) {
      case 'choosing':
        this.#showChoice();
        return;
      case 'receiving':
        this.#showReceiving();
        return;
      case 'checking':
        if (this.#after) this.set({ ...state, ...this.#live() });
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

  #regulate(): void {
    const { size, haveBytes, toPeersBytes } = this.#arrival?.transfer ?? noTransfer;
    this.#regulator?.report({
      complete: size > 0 && haveBytes === size,
      size,
      toPeersBytes,
      storageFull: this.#storageProblem !== undefined,
      withPeers: this.#subject?.mode === 'swarm' && !this.#subject.withheld,
    });
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
    const { release, evidence, mode = 'mirrors-only' } = this.#subject;
    const transfer = this.#arrival?.transfer ?? noTransfer;
    const restraint = this.#regulator?.restraint ?? noRestraint;
    const closing = closingAdvice(transfer);
    return { release, evidence, mode, transfer, closing, restraint };
  }

  #giveUnless(withheld: boolean): void {
    const done = withheld ? this.#arrival?.stopSeeding() : this.#arrival?.seed();
    // Not giving is no reason to keep the file from the person; the page shows whether it is given.
    done?.catch(() => undefined);
  }

  #fail(error: unknown): void {
    const problem = toProblem(error, 'swarm/engine');
    this.set({ stage: 'failed', problem, release: this.#subject?.release });
  }
}

function afterMs(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
