import { matchChecksums } from '../check/match-checksums';
import { parseChecksums } from '../check/parse-checksums';
import type { Expectation } from '../release/expectation';
import type { PasteReport } from './receive-state';

/** What is expected of a file: what came with its release, and what the person pasted. */
export class ExpectationBook {
  #text = '';
  #report: PasteReport = { kind: 'empty' };
  #pasted: readonly Expectation[] = [];

  /** What the paste box says about the text in it. */
  get report(): PasteReport {
    return this.#report;
  }

  /** The text as it was pasted. */
  get text(): string {
    return this.#text;
  }

  /** The given expectations and the person's own. */
  with(given: readonly Expectation[]): readonly Expectation[] {
    return [...given, ...this.#pasted];
  }

  /** Takes the whole text of the paste box; a list in it is matched by the file's name. */
  read(text: string, file: { readonly name: string }): void {
    this.#text = text;
    this.#pasted = [];
    if (text.trim() === '') {
      this.#report = { kind: 'empty' };
      return;
    }
    const matched = matchChecksums(parseChecksums(text), file);
    if (matched.kind === 'problem') {
      this.#report = matched;
      return;
    }
    this.#report = { kind: 'recognised', summary: matched.summary };
    this.#pasted = matched.expectations;
  }
}
