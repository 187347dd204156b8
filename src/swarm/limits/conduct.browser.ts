import { closingAdvice, type ClosingAdvice } from '../diagnosis/closing-advice';
import type { Transfer } from '../transfer';
import { Regulator, type LimitPorts, type Progress } from './regulator';
import { noRestraint, type Restraint } from './restraint';
import type { Switches } from './switches';

/** How the exchange of a release with others stands, for the page to show. */
export interface Standing {
  readonly transfer: Transfer;
  /** Whether the tab can be closed without anybody missing it. */
  readonly closing: ClosingAdvice;
  /** What holds it back: the person, a limit, the device. */
  readonly restraint: Restraint;
}

const refreshMs = 500;

/** What a job does with limits: keeps to those of its release, once that is known, and shows them. */
export class Conduct {
  #regulator: Regulator | undefined;

  /** `onChange` is called when there may be something else to show. */
  constructor(
    private readonly limits: LimitPorts,
    private readonly onChange: () => void,
  ) {}

  /** From now on it is about this release. */
  begin(infoHash: string): void {
    this.close();
    this.#regulator = new Regulator(this.limits, infoHash, this.onChange);
  }

  /** Numbers change by themselves while bytes move: calls `onChange` now and then until the signal. */
  watch(signal: AbortSignal): void {
    const timer = setInterval(this.onChange, refreshMs);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  /** Takes a swarm or the like under control; returns the function that lets go of it. */
  attach(switches: Switches): () => void {
    return this.#regulator?.attach(switches) ?? ((): void => undefined);
  }

  /** Neither asks for pieces nor gives any, until `resume`. Remembered for later visits. */
  pause(): void {
    this.#regulator?.pause();
    this.onChange();
  }

  resume(): void {
    this.#regulator?.resume();
    this.onChange();
  }

  /** Gives in spite of data-saver and battery, for this visit. */
  giveAnyway(): void {
    this.#regulator?.giveAnyway();
  }

  /** To be called again and again: limits depend on how far the release is. */
  report(progress: Progress): void {
    this.#regulator?.report(progress);
  }

  standing(transfer: Transfer): Standing {
    const restraint = this.#regulator?.restraint ?? noRestraint;
    return { transfer, closing: closingAdvice(transfer), restraint };
  }

  /** Commands nothing any more. */
  close(): void {
    this.#regulator?.close();
    this.#regulator = undefined;
  }
}
