/** An owner that was not heard of for so long is asked; a hidden one has slow timers, and answers. */
const askAfterMs = 2_000;
/** Who was not heard of for so long is frozen, or as good as that. */
const silenceMs = 15_000;
/** How long an answer may take at least. After a computer slept, nobody was heard of for hours. */
const answerMs = 5_000;
/** So that of several followers one is the first. */
const spreadMs = 2_000;

/** A follower's judgement of the tab that owns the release. Clocks are the caller's, in ms. */
export class OwnerWatch {
  #heardAtMs: number;
  /** When it was asked first, and last, since it was heard of. */
  #firstAskedAtMs: number | undefined;
  #lastAskedAtMs: number | undefined;
  readonly #patienceMs: number;

  /** @param chance a number from 0 to 1 */
  constructor(nowMs: number, chance: number) {
    this.#heardAtMs = nowMs;
    this.#patienceMs = silenceMs + chance * spreadMs;
  }

  heard(nowMs: number): void {
    this.#heardAtMs = nowMs;
    this.#firstAskedAtMs = undefined;
    this.#lastAskedAtMs = undefined;
  }

  /** What to do now; to be asked about once a second. `ask` counts as done. */
  look(nowMs: number): 'wait' | 'ask' | 'take' {
    const first = this.#firstAskedAtMs;
    const wasAsked = first !== undefined && nowMs - first >= answerMs;
    if (wasAsked && nowMs - this.#heardAtMs >= this.#patienceMs) return 'take';
    if (nowMs - (this.#lastAskedAtMs ?? this.#heardAtMs) < askAfterMs) return 'wait';
    this.#firstAskedAtMs ??= nowMs;
    this.#lastAskedAtMs = nowMs;
    return 'ask';
  }
}
