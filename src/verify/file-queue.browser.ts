import type { EvidenceState } from '../check/evidence';
import { narrowEvidence } from './narrow-evidence';
import { QueuedFile } from './queued-file.browser';

/** Files that are checked one at a time, each against the latest evidence. */
export class FileQueue {
  #evidence: EvidenceState;
  #files: readonly QueuedFile[] = [];
  #made = 0;
  #running = false;

  /** @param onStep how far one of the files is has changed */
  constructor(
    evidence: EvidenceState,
    private readonly onStep: () => void,
  ) {
    this.#evidence = evidence;
  }

  /** In the order in which they were brought. */
  get files(): readonly QueuedFile[] {
    return this.#files;
  }

  add(files: readonly File[]): void {
    const { evidence } = this.#evidence;
    for (const file of files) {
      const before = this.#files.find((queued) => queued.isSameAgain(file));
      if (before) this.#drop(before);
      const queued = new QueuedFile(`file-${this.#made++}`, file, evidence, () => this.onStep());
      this.#files = [...this.#files, queued];
    }
    this.#namesChanged();
  }

  remove(id: string): void {
    const queued = this.#find(id);
    if (!queued) return;
    this.#drop(queued);
    this.#namesChanged();
  }

  clear(): void {
    for (const queued of this.#files) this.#drop(queued);
  }

  cancel(id: string): void {
    this.#find(id)?.cancel();
  }

  resume(id: string): void {
    this.#find(id)?.resume();
    void this.#work();
  }

  /** What was judged before is judged anew, from what is known of the bytes; what failed is tried again. */
  follow(evidence: EvidenceState): void {
    this.#evidence = evidence;
    if (!evidence.reading) {
      this.#matchAll();
      for (const queued of this.#files) queued.waitAfter('failed');
    }
    this.#judgeAnew();
  }

  #drop(queued: QueuedFile): void {
    queued.leave();
    this.#files = this.#files.filter((other) => other !== queued);
  }

  /** Which other files there are says for which one a signature is. */
  #namesChanged(): void {
    const { reading, evidence } = this.#evidence;
    if (reading || evidence.signatures.length === 0) {
      void this.#work();
      return;
    }
    this.#matchAll();
    this.#judgeAnew();
  }

  #matchAll(): void {
    const { evidence } = this.#evidence;
    const names = new Set(this.#files.map(({ file }) => file.name));
    for (const queued of this.#files)
      queued.match(narrowEvidence(evidence, queued.file.name, names));
  }

  #judgeAnew(): void {
    for (const queued of this.#files) queued.waitAfter('judged');
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let next = this.#next(); next; next = this.#next())
        await next.check(() => this.#evidence);
    } finally {
      this.#running = false;
    }
  }

  /** What to compute is known once the evidence is read: a pass too many takes longer than that. */
  #next(): QueuedFile | undefined {
    if (this.#evidence.reading) return undefined;
    return this.#files.find((queued) => queued.isReady);
  }

  #find(id: string): QueuedFile | undefined {
    return this.#files.find((queued) => queued.id === id);
  }
}
