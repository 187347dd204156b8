import type { SourceId } from './block';
import type { OpenPiece } from './open-piece';

export type SourceKind = 'peer' | 'mirror';

/** A connected peer or mirror: what it goes on asking for, and what it is not asked for. */
export class Source {
  /** Pieces that it goes on asking for, in the order in which it began. */
  readonly open = new Set<OpenPiece>();
  /** When it was asked for something last. */
  askedMs = 0;
  /** Pieces that it gave wrong or would not give, and until when it isn't asked for them (ms). */
  readonly #refused = new Map<number, number>();

  constructor(
    readonly id: SourceId,
    readonly kind: SourceKind,
  ) {}

  /** The first answer that there is, without asking any further. */
  first<T>(ask: (piece: OpenPiece) => T | undefined): T | undefined {
    for (const piece of this.open) {
      const answer = ask(piece);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  /** It isn't asked for piece `index` for a while. `Infinity`: as long as it is connected. */
  refuse(index: number, untilMs: number): void {
    this.#refused.set(index, untilMs);
  }

  /** It may be asked for piece `index` again. */
  forgive(index: number): void {
    this.#refused.delete(index);
  }

  isRefused(index: number, nowMs: number): boolean {
    return this.#refused.size > 0 && (this.#refused.get(index) ?? -Infinity) > nowMs;
  }
}
