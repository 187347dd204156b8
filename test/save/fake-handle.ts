/** Stands in for a file on the disk: what is written appears at `close`, as in browsers. */
export class FakeHandle {
  removed = false;
  aborted = false;
  readonly written: number[] = [];
  /** Called at each of these steps; throw to make it fail. */
  on: Partial<Record<'getFile' | 'createWritable' | 'write' | 'close', () => void>> = {};

  constructor(public content = new Blob([])) {}

  /** As the type that browsers give. */
  get handle(): FileSystemFileHandle {
    return this as unknown as FileSystemFileHandle;
  }

  getFile(): Promise<Blob> {
    return this.#step('getFile', () => this.content);
  }

  remove(): Promise<void> {
    this.removed = true;
    return Promise.resolve();
  }

  createWritable() {
    const parts: Blob[] = [];
    return this.#step('createWritable', () => ({
      write: (part: Blob) =>
        this.#step('write', () => {
          parts.push(part);
          this.written.push(part.size);
        }),
      close: () =>
        this.#step('close', () => {
          this.content = new Blob(parts);
        }),
      abort: () => {
        this.aborted = true;
        return Promise.resolve();
      },
    }));
  }

  async #step<T>(name: keyof FakeHandle['on'], work: () => T): Promise<T> {
    await Promise.resolve();
    this.on[name]?.();
    return work();
  }
}
