import { Observable } from '../base/observable';
import { pastedId } from '../check/evidence';
import type { EvidenceBook } from '../check/evidence-book.browser';
import { FileQueue } from './file-queue.browser';
import { findMissing, nothingMissing, type Missing } from './find-missing';
import { isEvidence } from './is-evidence';
import type { QueuedFile } from './queued-file.browser';
import { resultOf, wayOn } from './result-of';
import type { FileToVerify, VerifyState } from './verify-state';

/** Checks files that are on the disk already against what a person brings. */
export class VerifyJob extends Observable<VerifyState> {
  readonly #book: EvidenceBook;
  readonly #queue: FileQueue;
  /** Files that came to be checked, and are evidence by their names. */
  #taken: readonly File[] = [];
  /** Kept, because a list can have 60,000 lines and progress is shown many times a second. */
  #missing: Missing = nothingMissing;
  #round = 0;

  constructor(book: EvidenceBook) {
    super({
      evidence: book.state,
      files: [],
      missing: nothingMissing,
      takenAsEvidence: [],
      round: 0,
    });
    this.#book = book;
    this.#queue = new FileQueue(book.state, () => this.#publish());
    book.subscribe(() => {
      this.#queue.follow(book.state);
      this.#compareNames();
    });
  }

  /** Files to check; those that are evidence by their names are brought as that. */
  addFiles(files: readonly File[]): void {
    const evidence = files.filter(isEvidence);
    this.#add(files.filter((file) => !isEvidence(file)));
    if (evidence.length === 0) return;
    this.#taken = [...this.#taken, ...evidence];
    this.bringFiles(evidence);
  }

  paste(text: string): void {
    this.#book.setText(text);
  }

  bringFiles(files: readonly File[]): void {
    this.#book.addFiles([...files]);
  }

  removeDocument(id: string): void {
    if (id === pastedId) this.#book.setText('');
    else this.#book.remove(id);
  }

  rememberKey(fingerprint: string): void {
    this.#book.remember(fingerprint);
  }

  forgetKey(fingerprint: string): void {
    this.#book.forget(fingerprint);
  }

  /** Checks a document that was taken for evidence as the file that it was brought as. */
  checkAsFile(documentId: string): void {
    const file = this.#taken.find((taken) => this.#documentOf(taken) === documentId);
    if (!file) return;
    this.#taken = this.#taken.filter((other) => other !== file);
    this.#book.remove(documentId);
    this.#add([file]);
  }

  cancel(id: string): void {
    this.#queue.cancel(id);
  }

  resume(id: string): void {
    this.#queue.resume(id);
  }

  remove(id: string): void {
    this.#queue.remove(id);
    this.#compareNames();
  }

  startOver(): void {
    this.#queue.clear();
    this.#taken = [];
    this.#round++;
    for (const { id } of this.#book.state.files) this.#book.remove(id);
    this.#book.setText('');
    this.#compareNames();
  }

  #add(files: readonly File[]): void {
    this.#queue.add(files);
    this.#compareNames();
  }

  /** The document that `file` is in the evidence, while it is there. */
  #documentOf(file: File): string | undefined {
    const { files } = this.#book.state;
    return files.findLast(({ name, size }) => name === file.name && size === file.size)?.id;
  }

  /** Which files are missing changes with the files and with the lists. */
  #compareNames(): void {
    const { evidence, files } = this.#book.state;
    const here = this.#queue.files.map(({ file }) => file.name);
    const documents = files.map(({ name }) => name);
    this.#missing = findMissing(evidence, here, documents);
    this.#publish();
  }

  #publish(): void {
    this.set({
      evidence: this.#book.state,
      files: this.#queue.files.map(shown),
      missing: this.#missing,
      takenAsEvidence: this.#taken.flatMap((file) => this.#documentOf(file) ?? []),
      round: this.#round,
    });
  }
}

function shown({ id, file: { name, size }, matched, step }: QueuedFile): FileToVerify {
  const { question } = step.kind === 'judged' ? step : matched;
  return {
    id,
    name,
    size,
    matched: { ...matched, question },
    step,
    result: resultOf(step),
    wayOn: wayOn(step),
  };
}
