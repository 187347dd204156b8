import { Observable } from '../base/observable';
import { toProblem } from '../base/problem';
import type { HashedFile } from '../check/checked-file';
import type { Computed } from '../check/compute-missing.browser';
import { pastedId, type MatchedEvidence } from '../check/evidence';
import type { EvidenceBook } from '../check/evidence-book.browser';
import { matchEvidence } from '../check/match-evidence';
import { findMissing, nothingMissing, type Missing } from './find-missing';
import { isEvidence } from './is-evidence';
import { resultOf } from './result-of';
import { hashAsNeeded, judgeFile } from './verify-file.browser';
import type { FileStep, VerifyState } from './verify-state';

/** A file, with what is known of it so far. */
interface Entry {
  readonly id: string;
  readonly file: File;
  matched: MatchedEvidence;
  step: FileStep;
  hashed: HashedFile | undefined;
  /** Ends what is being done with it. */
  abort: AbortController;
}

/** Checks files that are on the disk already against what a person brings, one file at a time. */
export class VerifyJob extends Observable<VerifyState> {
  readonly #book: EvidenceBook;
  #entries: readonly Entry[] = [];
  /** Files that came to be checked, and are evidence by their names. */
  #taken: readonly File[] = [];
  /** Kept, because a list can have 60,000 lines and progress is shown many times a second. */
  #missing: Missing = nothingMissing;
  #made = 0;
  #round = 0;
  #running = false;

  constructor(book: EvidenceBook) {
    super({
      evidence: book.state,
      files: [],
      missing: nothingMissing,
      takenAsEvidence: [],
      round: 0,
    });
    this.#book = book;
    book.subscribe(() => this.#followEvidence());
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

  /** Stops computing; what is known of the file stays. */
  cancel(id: string): void {
    const entry = this.#find(id);
    if (entry?.step.kind !== 'hashing' && entry?.step.kind !== 'waiting') return;
    entry.abort.abort();
    this.#show(entry, { kind: 'stopped' });
  }

  /** Goes on with one that was stopped or could not be read. */
  resume(id: string): void {
    const entry = this.#find(id);
    if (entry?.step.kind !== 'stopped' && entry?.step.kind !== 'failed') return;
    this.#show(entry, { kind: 'waiting' });
    void this.#work();
  }

  remove(id: string): void {
    this.#find(id)?.abort.abort();
    this.#entries = this.#entries.filter((entry) => entry.id !== id);
    this.#compareNames();
  }

  startOver(): void {
    for (const { abort } of this.#entries) abort.abort();
    this.#entries = [];
    this.#taken = [];
    this.#round++;
    for (const { id } of this.#book.state.files) this.#book.remove(id);
    this.#book.setText('');
    this.#compareNames();
  }

  #add(files: readonly File[]): void {
    for (const file of files) {
      const before = this.#entries.find((entry) => isSameAgain(entry, file));
      if (before) this.remove(before.id);
      const { evidence } = this.#book.state;
      const entry: Entry = {
        id: `file-${this.#made++}`,
        file,
        matched: matchEvidence(evidence, { name: file.name }),
        step: { kind: 'waiting' },
        hashed: undefined,
        abort: new AbortController(),
      };
      this.#entries = [...this.#entries, entry];
    }
    this.#compareNames();
    void this.#work();
  }

  /** What was judged before is judged anew, from what is known of the bytes. */
  #followEvidence(): void {
    const { reading, evidence } = this.#book.state;
    for (const entry of this.#entries) {
      if (!reading) entry.matched = matchEvidence(evidence, { name: entry.file.name });
      if (entry.step.kind === 'judged') entry.step = { kind: 'waiting' };
    }
    this.#compareNames();
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let next = this.#next(); next; next = this.#next()) await this.#check(next);
    } finally {
      this.#running = false;
    }
  }

  /** The next that something can be done about. Bytes can be hashed while evidence is being read. */
  #next(): Entry | undefined {
    const { reading } = this.#book.state;
    return this.#entries.find(
      ({ step, hashed }) => step.kind === 'waiting' && !(reading && hashed),
    );
  }

  /** Hashes what is needed and judges; leaves the file waiting when the evidence changed meanwhile. */
  async #check(entry: Entry): Promise<void> {
    const { matched, file } = entry;
    const { signal } = (entry.abort = new AbortController());
    const onProgress = (doneBytes: number): void => {
      if (!signal.aborted) this.#show(entry, { kind: 'hashing', doneBytes });
    };
    // What is known already is judged at once.
    if (!entry.hashed) onProgress(0);
    try {
      const computed = await hashAsNeeded(file, entry.hashed, matched, { signal, onProgress });
      signal.throwIfAborted();
      entry.hashed = computed.hashed;
      this.#show(entry, this.#judge(entry, computed, matched));
    } catch (error) {
      if (signal.aborted) return;
      // Chosen again or resumed, it is read from the start: it may be another one by then.
      entry.hashed = undefined;
      this.#show(entry, { kind: 'failed', problem: toProblem(error, 'check/worker') });
    }
  }

  #judge({ file, matched }: Entry, computed: Computed, computedFor: MatchedEvidence): FileStep {
    const { reading, evidence } = this.#book.state;
    if (reading || matched !== computedFor) return { kind: 'waiting' };
    return judgeFile(file.name, computed, matched, evidence);
  }

  #find(id: string): Entry | undefined {
    return this.#entries.find((entry) => entry.id === id);
  }

  /** The document that `file` is in the evidence, while it is there. */
  #documentOf(file: File): string | undefined {
    const { files } = this.#book.state;
    return files.findLast(({ name, size }) => name === file.name && size === file.size)?.id;
  }

  #show(entry: Entry, step: FileStep): void {
    entry.step = step;
    this.#publish();
  }

  /** Which files are missing changes with the files and with the lists. */
  #compareNames(): void {
    const { evidence, files } = this.#book.state;
    const here = this.#entries.map(({ file }) => file.name);
    const documents = files.map(({ name }) => name);
    this.#missing = findMissing(evidence, here, documents);
    this.#publish();
  }

  #publish(): void {
    this.set({
      evidence: this.#book.state,
      files: this.#entries.map(({ id, file: { name, size }, matched, step }) => {
        const { question } = step.kind === 'judged' ? step : matched;
        return { id, name, size, matched: { ...matched, question }, step, result: resultOf(step) };
      }),
      missing: this.#missing,
      takenAsEvidence: this.#taken.flatMap((file) => this.#documentOf(file) ?? []),
      round: this.#round,
    });
  }
}

/** The same file chosen once more, or the one to replace another of its name that could not be read. */
function isSameAgain({ file, step }: Entry, again: File): boolean {
  if (file.name !== again.name) return false;
  return (
    step.kind === 'failed' || (file.size === again.size && file.lastModified === again.lastModified)
  );
}
