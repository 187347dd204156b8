import { Observable } from '../base/observable';
import { toProblem } from '../base/problem';
import type { Consent } from '../check/checked-file';
import type { EvidencePorts } from '../check/evidence-book.browser';
import type { ReleaseRecords } from '../pieces/release-records.browser';
import { AfterArrival } from './after-arrival.browser';
import { openRelease } from './open-release.browser';
import type { ReceiveMode, ReceiveState } from './receive-state';
import { Receiving, type ReceivingPorts } from './receiving.browser';
import { Subject } from './subject.browser';
import type { TabMessage } from './tab-message';

export interface ReceivePorts extends ReceivingPorts {
  /** True only when the page itself is on loopback. */
  readonly loopbackAllowed: boolean;
  readonly records: ReleaseRecords;
  readonly evidence: EvidencePorts;
}

/** Walks one share link from reading it to a saved file, and goes on seeding. */
export class ReceiveJob extends Observable<ReceiveState> {
  /** Absent until the link was read. */
  #receiving: Receiving | undefined;
  /** There once all bytes are here. */
  #after: AfterArrival | undefined;
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
    const receiving = this.#receiving;
    if (!receiving) return;
    if (receiving.isFollowing) {
      receiving.tell({ kind: 'wish', wish: 'fetch-again' });
      return;
    }
    const { subject } = receiving;
    const { signal } = this.#newAttempt();
    subject.withhold(false);
    this.ports
      .pieces(subject.given.infoHash)
      .clear()
      .then(
        () => {
          if (signal.aborted) return;
          void this.#start(receiving);
          receiving.tell({ kind: 'cleared' });
        },
        (error: unknown) => {
          if (!signal.aborted) this.#fail(error);
        },
      );
  }

  retry(): void {
    const { state } = this;
    const receiving = this.#receiving;
    if (state.stage === 'failed') {
      if (receiving?.subject.mode) void this.#start(receiving);
      else void this.#readLink();
    } else if (receiving && state.stage === 'receiving' && state.activity === 'paused') {
      if (!receiving.retryWrites()) void this.#start(receiving);
    }
  }

  /** Neither asks for pieces nor gives any, but stays. Remembered for later visits. */
  pause(): void {
    this.#receiving?.conduct.pause();
    this.#receiving?.hurryOwner();
  }

  resume(): void {
    this.#receiving?.conduct.resume();
    this.#receiving?.hurryOwner();
  }

  /** Gives in spite of data-saver and battery, for this visit. */
  giveAnyway(): void {
    this.#receiving?.conduct.giveAnyway();
    if (this.#receiving?.isFollowing) this.#receiving.tell({ kind: 'wish', wish: 'give-anyway' });
  }

  /**
   * Leaves the swarm, in all tabs. What arrived is kept; the person is asked again before it goes on.
   */
  stop(): void {
    this.#receiving?.tell({ kind: 'stopped' });
    this.#stop();
  }

  /** Ends it for good, and lets go of the bytes: the release is not to be kept here any longer. */
  end(): void {
    this.#newAttempt();
    this.#receiving?.conduct.close();
    this.#receiving?.leave();
    this.#receiving = undefined;
    this.set({ stage: 'reading-link' });
  }

  get #subject(): Subject | undefined {
    return this.#receiving?.subject;
  }

  async #readLink(): Promise<void> {
    const { signal } = this.#newAttempt();
    try {
      this.set({ stage: 'reading-link' });
      const opened = await openRelease(this.link, this.ports);
      signal.throwIfAborted();
      const subject = new Subject(opened, this.ports.evidence, () =>
        this.#evidenceChanged(subject),
      );
      this.#receiving?.conduct.close();
      this.#receiving?.leave();
      this.#receiving = new Receiving(subject, this.ports, {
        onChange: () => this.#refresh(),
        onTold: (message) => this.#heed(message),
      });
      if (subject.mode) await this.#start(this.#receiving);
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
    // A file of this site's own, which takes half a second. That it failed is told to who joins.
    this.ports.engine().catch(() => undefined);
  }

  #agree(mode: ReceiveMode): void {
    const receiving = this.#receiving;
    if (!receiving) return;
    receiving.subject.agree(mode);
    receiving.conduct.resume();
    void this.#start(receiving);
  }

  /** Ends what was going on, whatever it was. */
  #newAttempt(): AbortController {
    this.#attempt.abort();
    this.#attempt = new AbortController();
    this.#after?.leave();
    this.#after = undefined;
    return this.#attempt;
  }

  async #start(receiving: Receiving): Promise<void> {
    const { signal } = this.#newAttempt();
    try {
      const fetching = receiving.fetch(signal);
      this.#showReceiving();
      const hashed = await fetching;
      signal.throwIfAborted();
      this.#after = new AfterArrival(receiving.subject, hashed, {
        show: (stage) => this.set({ ...stage, ...receiving.live }),
        onJudged: () => receiving.give(),
      });
      await this.#after.compare();
    } catch (error) {
      if (signal.aborted) return;
      this.#newAttempt();
      this.#fail(error);
    }
  }

  #stop(): void {
    this.#newAttempt();
    this.#receiving?.leave();
    this.#subject?.disagree();
    this.#showChoice();
  }

  /** What was done in another tab, or is for this one to do. */
  #heed(message: TabMessage): void {
    const receiving = this.#receiving;
    if (!receiving) return;
    if (message.kind === 'stopped') this.#stop();
    if (message.kind === 'cleared' && receiving.isFollowing) {
      receiving.subject.withhold(false);
      void this.#start(receiving);
    }
    if (message.kind !== 'wish' || receiving.isFollowing) return;
    if (message.wish === 'fetch-again') this.fetchAgain();
    if (message.wish === 'retry') this.retry();
    if (message.wish === 'give-anyway') this.giveAnyway();
  }

  /** A person brought something, or took it away, or it has been read by now. */
  #evidenceChanged(subject: Subject): void {
    if (subject !== this.#subject) return;
    if (this.#after) this.#after.expectationsChanged();
    else this.#refresh();
  }

  /** Brings limits and the shown state up to date with what the swarm and the hash are doing. */
  #refresh(): void {
    const receiving = this.#receiving;
    if (!receiving) return;
    receiving.report();
    const { state } = this;
    switch (state.stage) {
      case 'choosing':
        this.#showChoice();
        return;
      case 'receiving':
        this.#showReceiving();
        return;
      case 'checking':
        if (this.#after) this.set({ ...state, ...receiving.live });
        else this.#showReceiving();
        return;
      case 'ready':
      case 'saving':
      case 'saved':
        this.set({ ...state, ...receiving.live });
        return;
      case 'reading-link':
      case 'failed':
        return;
    }
  }

  #showReceiving(): void {
    const stage = this.#receiving?.stage;
    if (stage) this.set(stage);
  }

  #fail(error: unknown): void {
    const problem = toProblem(error, 'swarm/engine');
    // Another tab may fare better.
    this.#receiving?.leave();
    this.set({ stage: 'failed', problem, release: this.#subject?.release });
  }
}
