import { toProblem } from '../base/problem';
import type { HashedFile } from '../check/checked-file';
import type { Evidence, EvidenceState, MatchedEvidence } from '../check/evidence';
import { matchEvidence } from '../check/match-evidence';
import { hashAsNeeded, judgeFile } from './verify-file.browser';
import { wayOn } from './result-of';
import type { FileStep } from './verify-state';

/** A file to check, with what is known of it so far. */
export class QueuedFile {
  #matched: MatchedEvidence;
  #step: FileStep = { kind: 'waiting' };
  #hashed: HashedFile | undefined;
  /** Ends what is being done with it. */
  #abort = new AbortController();

  /** @param onStep how far it is has changed */
  constructor(
    readonly id: string,
    readonly file: File,
    evidence: Evidence,
    private readonly onStep: () => void,
  ) {
    this.#matched = matchEvidence(evidence, { name: file.name });
  }

  get step(): FileStep {
    return this.#step;
  }

  /** What the evidence says of it. */
  get matched(): MatchedEvidence {
    return this.#matched;
  }

  /** Something can be done about it. */
  get isReady(): boolean {
    return this.#step.kind === 'waiting';
  }

  match(evidence: Evidence): void {
    this.#matched = matchEvidence(evidence, { name: this.file.name });
  }

  /** Puts it back into the queue, if it is one of these. */
  waitAfter(...kinds: FileStep['kind'][]): void {
    if (kinds.includes(this.#step.kind)) this.#step = { kind: 'waiting' };
  }

  /** Stops computing; what is known of the file stays. */
  cancel(): void {
    if (this.#step.kind !== 'hashing' && this.#step.kind !== 'waiting') return;
    this.leave();
    this.#show({ kind: 'stopped' });
  }

  /** Goes on when it was stopped, and tries again what failed. */
  resume(): void {
    if (wayOn(this.#step)) this.#show({ kind: 'waiting' });
  }

  /** Ends what is being done, whatever becomes of the file. */
  leave(): void {
    this.#abort.abort();
  }

  /** The same file chosen once more, or the one to replace this, which could not be read. */
  isSameAgain({ name, size, lastModified }: File): boolean {
    const { file } = this;
    if (file.name !== name) return false;
    return (
      this.#step.kind === 'failed' || (file.size === size && file.lastModified === lastModified)
    );
  }

  /**
   * Hashes what is needed and judges; waits again when the evidence changed meanwhile.
   *
   * @param evidence the latest, whenever it is asked for
   */
  async check(evidence: () => EvidenceState): Promise<void> {
    const matched = this.#matched;
    const { signal } = (this.#abort = new AbortController());
    const onProgress = (doneBytes: number): void => {
      if (!signal.aborted) this.#show({ kind: 'hashing', doneBytes });
    };
    // What is known already is judged at once.
    if (!this.#hashed) onProgress(0);
    try {
      const options = { signal, onProgress };
      const computed = await hashAsNeeded(this.file, this.#hashed, matched, options);
      signal.throwIfAborted();
      this.#hashed = computed.hashed;
      const { reading, evidence: latest } = evidence();
      const isOvertaken = reading || matched !== this.#matched;
      this.#show(
        isOvertaken ? { kind: 'waiting' } : judgeFile(this.file.name, computed, matched, latest),
      );
    } catch (error) {
      if (signal.aborted) return;
      // Chosen again or tried again, it is read from the start: it may be another one by then.
      this.#hashed = undefined;
      this.#show({ kind: 'failed', problem: toProblem(error, 'check/worker') });
    }
  }

  #show(step: FileStep): void {
    this.#step = step;
    this.onStep();
  }
}
