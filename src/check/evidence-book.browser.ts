import { Observable } from '../base/observable';
import { toProblem } from '../base/problem';
import type { KeyRecords, StoredKey } from '../release/stored-key';
import {
  noEvidence,
  pastedId,
  type BroughtDocument,
  type Evidence,
  type EvidenceState,
  type KnownKey,
} from './evidence';
import {
  holdFile,
  holdKept,
  type FileContent,
  type HeldFile,
  type KeptFile,
} from './hold-file.browser';

export interface EvidencePorts {
  /** Reads documents, given the remembered keys and the time in milliseconds since 1970. */
  readonly read: (
    documents: readonly BroughtDocument[],
    keys: readonly KnownKey[],
    now: number,
    signal: AbortSignal,
  ) => Promise<Evidence>;
  readonly keys: KeyRecords;
  readonly now: () => number;
}

/** What one visit leaves to the next. */
export interface KeptEvidence {
  readonly text: string;
  readonly files: readonly KeptFile[];
}

/**
 * Holds what a person brings to check a file by, and reads it in a worker after each change. The latest
 * change wins: what an earlier one was about is given up. Nothing here throws: what can't be read is a
 * question that stays open.
 */
export class EvidenceBook extends Observable<EvidenceState> {
  #files: readonly HeldFile[] = [];
  #fileCount = 0;
  /** The files that were read, as of the last reading, by their ids. */
  #documents: ReadonlyMap<string, BroughtDocument> = new Map();
  #reading = new AbortController();
  #latest: Promise<void> = Promise.resolve();
  /** Changes to the remembered keys, one after another. */
  #writes: Promise<void> = Promise.resolve();

  constructor(
    private readonly ports: EvidencePorts,
    kept: KeptEvidence = { text: '', files: [] },
  ) {
    super({ reading: false, text: kept.text, files: [], evidence: noEvidence });
    this.#files = kept.files.map((file) => holdKept(this.#newId(), file));
    if (kept.text !== '' || this.#files.length > 0) this.#change();
    else void this.#showKeys();
  }

  /** What the next visit needs. The bytes of a file are there once it has been read. */
  get kept(): KeptEvidence {
    const files = this.#files.map(({ id, name, size }) => {
      return { name, size, bytes: this.#documents.get(id)?.bytes };
    });
    return { text: this.state.text, files };
  }

  /** Takes the whole text of the paste box. */
  setText(text: string): void {
    if (text === this.state.text) return;
    this.#change(text);
  }

  /** Takes lists, signatures and keys that were dropped or chosen. */
  addFiles(files: readonly File[]): void {
    if (files.length === 0) return;
    for (const file of files) {
      // Brought again, it is there for the one of which only the name was left.
      const lost = this.#files.find(({ name, isLost }) => isLost && name === file.name);
      const left = this.#files.filter((held) => held !== lost);
      this.#files = [...left, holdFile(this.#newId(), file)];
    }
    this.#change();
  }

  /** Takes one document away; `pastedId` is the text in the paste box. */
  remove(id: string): void {
    if (id === pastedId) this.setText('');
    const left = this.#files.filter((file) => file.id !== id);
    if (left.length === this.#files.length) return;
    this.#files = left;
    this.#change();
  }

  /** Stores a key that is at hand: only ever because the person said so. */
  remember(fingerprint: string): void {
    const key = this.state.evidence.keys.find((one) => one.fingerprint === fingerprint);
    if (key?.trust.kind !== 'brought') return;
    const { scheme, bytes, owner } = key;
    const since = this.ports.now();
    this.#write(() => this.ports.keys.set({ fingerprint, scheme, bytes, owner, since }));
  }

  /** Removes a key from storage. */
  forget(fingerprint: string): void {
    this.#write(() => this.ports.keys.remove(fingerprint));
  }

  /** Resolves when everything that was brought has been read. */
  async settled(): Promise<void> {
    do {
      await this.#writes;
      await this.#latest;
    } while (this.state.reading);
  }

  /** What storage refused is not there when the keys are read again, and the page shows that. */
  #write(write: () => Promise<void>): void {
    this.#writes = this.#writes.then(write).catch(() => undefined);
    this.#change();
  }

  #newId(): string {
    return `file-${++this.#fileCount}`;
  }

  /** Without anything to read, remembered keys are still shown, to be forgotten. */
  async #showKeys(): Promise<void> {
    const keys = await this.#rememberedKeys();
    if (keys.length > 0 && !this.state.reading && this.#isEmpty) this.#change();
  }

  get #isEmpty(): boolean {
    return this.state.text.trim() === '' && this.#files.length === 0;
  }

  /** From here on the evidence in the state is out of date, until it has been read again. */
  #change(text = this.state.text): void {
    this.#reading.abort();
    const { signal } = (this.#reading = new AbortController());
    const files = this.#files.map(({ id, name, size }) => ({ id, name, size }));
    this.#latest = this.#read(text, signal).then((evidence) => {
      if (!signal.aborted) this.set({ reading: false, text, files, evidence });
    });
    this.set({ reading: true, text, files, evidence: this.state.evidence });
  }

  async #read(text: string, signal: AbortSignal): Promise<Evidence> {
    const contents = await Promise.all(this.#files.map(({ content }) => content));
    await this.#writes;
    const keys = (await this.#rememberedKeys()).map(knownKey);
    if (signal.aborted) return noEvidence;
    const read = contents.flatMap((one) => (one.kind === 'document' ? [one.document] : []));
    this.#documents = new Map(read.map((document) => [document.id, document]));
    const documents = [...pastedDocument(text), ...read];
    const evidence = await this.#ask(documents, keys, signal);
    return withUnusable(evidence, contents);
  }

  async #ask(
    documents: readonly BroughtDocument[],
    keys: readonly KnownKey[],
    signal: AbortSignal,
  ): Promise<Evidence> {
    if (documents.length === 0 && keys.length === 0) return noEvidence;
    try {
      return await this.ports.read(documents, keys, this.ports.now(), signal);
    } catch (error) {
      // Without a document there is no question that could be open.
      if (documents.length === 0) return noEvidence;
      const problem = toProblem(error, 'check/worker');
      return { ...noEvidence, questions: [{ problem, chain: [] }] };
    }
  }

  async #rememberedKeys(): Promise<readonly StoredKey[]> {
    // A browser that stores nothing remembers nobody.
    return this.ports.keys.all().catch(() => []);
  }
}

function pastedDocument(text: string): BroughtDocument[] {
  if (text.trim() === '') return [];
  return [{ id: pastedId, name: undefined, bytes: new TextEncoder().encode(text) }];
}

function knownKey({ since, ...key }: StoredKey): KnownKey {
  return { ...key, trust: { kind: 'remembered', since } };
}

/** Files that can't be used at all leave a question open, like any other. */
function withUnusable(evidence: Evidence, contents: readonly FileContent[]): Evidence {
  const lost = contents.filter((one) => one.kind === 'unusable');
  const questions = lost.map(({ problem }) => ({ problem, chain: [] }));
  return {
    ...evidence,
    items: [...lost.map(({ item }) => item), ...evidence.items],
    questions: [...questions, ...evidence.questions],
  };
}
