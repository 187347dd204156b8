import type { Expectation } from '../release/expectation';
import type { Release } from '../release/release';
import { ExpectationBook } from './expectation-book';
import type { OpenedRelease } from './open-release.browser';
import type { PasteReport, ReceiveMode } from './receive-state';
import { addressesOf, agreedMode, type ReleaseMemory } from './release-memory.browser';

/** The release that a job is about: what is known, expected and remembered of it. */
export class Subject {
  readonly #memory: ReleaseMemory;
  readonly #book = new ExpectationBook();
  #release: Release;
  #withheld: boolean;
  /** With whom the person agreed to exchange bytes, in this visit or an earlier one. */
  mode: ReceiveMode | undefined;

  constructor({ release, memory, record }: OpenedRelease) {
    this.#memory = memory;
    this.#release = release;
    this.#withheld = record.withheld;
    this.#book.read(record.pasted, release);
    this.mode = agreedMode(record, release);
  }

  /** The release with the expectations that came with it. */
  get given(): Release {
    return this.#release;
  }

  /** The release with every expectation that there is, the person's own included. */
  get release(): Release {
    return { ...this.#release, expectations: this.expectations };
  }

  get expectations(): readonly Expectation[] {
    return this.#book.with(this.#release.expectations);
  }

  get book(): ExpectationBook {
    return this.#book;
  }

  get paste(): PasteReport {
    return this.#book.report;
  }

  /** The bytes that are stored were not the expected ones, and are given to nobody. */
  get withheld(): boolean {
    return this.#withheld;
  }

  /** Takes the text in the paste box; false when it is the same as before. */
  read(text: string): boolean {
    if (text === this.#book.text) return false;
    this.#book.read(text, this.#release);
    this.#memory.remember({ pasted: text });
    return true;
  }

  /** More is known of the release. */
  learn(release: Release): void {
    this.#release = release;
    // A list is matched by name, and the name may have changed.
    this.#book.read(this.#book.text, release);
    if (release.metadata) this.#memory.remember({ info: release.metadata.infoBytes });
  }

  agree(mode: ReceiveMode): void {
    this.mode = mode;
    this.#memory.remember({ agreed: { mode, addresses: addressesOf(this.#release) } });
  }

  /** The next visit asks before it contacts anybody. */
  disagree(): void {
    this.mode = undefined;
    this.#memory.remember({ agreed: undefined });
  }

  withhold(withheld: boolean): void {
    if (withheld === this.#withheld) return;
    this.#withheld = withheld;
    this.#memory.remember({ withheld });
  }
}
