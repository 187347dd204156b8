import { Problem } from '../base/problem';
import { matchChecksums } from '../check/match-checksums';
import { otherNames } from '../check/other-names';
import { parseChecksums, type ParsedChecksums } from '../check/parse-checksums';
import type { Digests } from '../check/verdict';
import type { Expectation } from '../release/expectation';
import type { PasteReport } from './receive-state';

/** What is expected of a file: what came with its release, and what the person pasted. */
export class ExpectationBook {
  #text = '';
  #parsed: ParsedChecksums | undefined;
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
    this.#parsed = text.trim() === '' ? undefined : parseChecksums(text);
    if (!this.#parsed) {
      this.#report = { kind: 'empty' };
      return;
    }
    const matched = matchChecksums(this.#parsed, file);
    if (matched.kind === 'problem') {
      this.#report = matched;
      return;
    }
    this.#report = { kind: 'recognised', summary: matched.summary };
    this.#pasted = matched.expectations;
  }

  /** Now that the bytes are known, a list without the file's name may still say what they are. */
  recognise(digests: Digests): void {
    if (this.#report.kind !== 'problem' || !this.#parsed) return;
    const names = otherNames(this.#parsed, digests);
    if (names.length === 0) return;
    const detail = `In the list, these bytes are ${names.join(', ')}.`;
    this.#report = { kind: 'problem', problem: new Problem('check/other-file', detail) };
  }
}
