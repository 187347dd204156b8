import type { DigestAlgorithm } from '../base/digest-algorithms';
import { neededAlgorithms } from '../check/decide-verdict';
import {
  EvidenceBook,
  type EvidencePorts,
  type KeptEvidence,
} from '../check/evidence-book.browser';
import type { EvidenceReport, MatchedEvidence } from '../check/evidence';
import { matchEvidence, recogniseBytes } from '../check/match-evidence';
import type { Digests, OpenQuestion } from '../check/verdict';
import { withinLimit } from '../pieces/release-record';
import type { Expectation } from '../release/expectation';
import type { Release } from '../release/release';
import type { OpenedRelease } from './open-release.browser';
import type { ReceiveMode } from './receive-state';
import { agreedMode, type ReleaseMemory } from './release-memory.browser';

/** The release that a job is about: what is known, expected and remembered of it. */
export class Subject {
  readonly #memory: ReleaseMemory;
  readonly #book: EvidenceBook;
  #release: Release;
  #matched: MatchedEvidence;
  #withheld: boolean;
  /** Which text and files are remembered, and whether with their contents. */
  #remembered: string;
  /** With whom the person agreed to exchange bytes, in this visit or an earlier one. */
  mode: ReceiveMode | undefined;

  /** @param onEvidence what was brought has changed, or has been read */
  constructor(
    { release, memory, record }: OpenedRelease,
    ports: EvidencePorts,
    onEvidence: () => void,
  ) {
    this.#memory = memory;
    this.#release = release;
    this.#withheld = record.withheld;
    const kept = { text: record.pasted, files: record.brought };
    this.#book = new EvidenceBook(ports, kept);
    this.#matched = this.#match();
    this.#remembered = markOf(kept);
    this.mode = agreedMode(record, release);
    if (this.mode && record.link === undefined) memory.completeLink();
    this.#book.subscribe(() => {
      this.#matched = this.#match();
      this.#rememberEvidence();
      onEvidence();
    });
  }

  /** The release with the expectations that came with it. */
  get given(): Release {
    return this.#release;
  }

  /** The release with every expectation that there is, the person's own included. */
  get release(): Release {
    return { ...this.#release, expectations: this.expectations };
  }

  /** To be computed while the bytes arrive: what is expected, and SHA-256, by which a saved file is compared. */
  get algorithms(): readonly DigestAlgorithm[] {
    return [...new Set<DigestAlgorithm>(['sha256', ...neededAlgorithms(this.expectations)])];
  }

  get expectations(): readonly Expectation[] {
    return [...this.#release.expectations, ...this.#matched.expectations];
  }

  /** What the person brought that can't be used for this file. */
  get question(): OpenQuestion | undefined {
    return this.#matched.question;
  }

  /** Where the person's own documents go. */
  get book(): EvidenceBook {
    return this.#book;
  }

  get evidence(): EvidenceReport {
    return { ...this.#book.state, matched: this.#matched };
  }

  /** The bytes that are stored were not the expected ones, and are given to nobody. */
  get withheld(): boolean {
    return this.#withheld;
  }

  /** Now that the bytes are known, a list without the file's name may still say what they are. */
  recognise(digests: Digests): void {
    this.#matched = recogniseBytes(this.#matched, this.#book.state.evidence, digests);
  }

  /** More is known of the release. */
  learn(release: Release): void {
    this.#release = release;
    // A list is matched by name, and the name may have changed.
    this.#matched = this.#match();
    if (release.metadata) this.#memory.update({ info: release.metadata.infoBytes });
  }

  agree(mode: ReceiveMode): void {
    this.mode = mode;
    this.#memory.agree(mode, this.#release);
  }

  /** The next visit asks before it contacts anybody. */
  disagree(): void {
    this.mode = undefined;
    this.#memory.update({ agreed: undefined });
  }

  withhold(withheld: boolean): void {
    if (withheld === this.#withheld) return;
    this.#withheld = withheld;
    this.#memory.update({ withheld });
  }

  #match(): MatchedEvidence {
    return matchEvidence(this.#book.state.evidence, this.#release);
  }

  /** From the moment it is brought: a page that is left while it is read has an open question too. */
  #rememberEvidence(): void {
    const { text, files } = this.#book.kept;
    const kept = { text, files: withinLimit(files) };
    const mark = markOf(kept);
    if (mark === this.#remembered) return;
    this.#remembered = mark;
    this.#memory.remember({ pasted: text, brought: kept.files });
  }
}

function markOf({ text, files }: KeptEvidence): string {
  return JSON.stringify([text, files.map(({ name, size, bytes }) => [name, size, !bytes])]);
}
