import type { EvidencePorts } from '../../src/check/evidence-book.browser';
import { noEvidence, type BroughtDocument, type Evidence } from '../../src/check/evidence';
import type { KnownKey } from '../../src/check/evidence';

export interface Reading {
  readonly documents: readonly BroughtDocument[];
  /** What the documents say, as text. */
  readonly texts: readonly string[];
  readonly keys: readonly KnownKey[];
  readonly now: number;
  readonly signal: AbortSignal;
  readonly answer: (evidence: Partial<Evidence>) => void;
  readonly fail: (error: unknown) => void;
}

/** Stands for the evidence worker: every reading waits for the test to answer it. */
export class FakeReader {
  readonly readings: Reading[] = [];
  #asked: () => void = () => undefined;

  readonly read: EvidencePorts['read'] = (documents, keys, now, signal) =>
    new Promise((resolve, reject) => {
      const texts = documents.map(({ bytes }) => new TextDecoder().decode(bytes));
      const answer = (evidence: Partial<Evidence>): void => resolve({ ...noEvidence, ...evidence });
      this.readings.push({ documents, texts, keys, now, signal, answer, fail: reject });
      this.#asked();
    });

  /** The reading with this number, counted from 0, once it was asked for. */
  async reading(index: number): Promise<Reading> {
    for (;;) {
      const reading = this.readings[index];
      if (reading) return reading;
      await new Promise<void>((resolve) => (this.#asked = resolve));
    }
  }
}
