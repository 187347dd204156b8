import type { ReleaseRecord, ReleaseRecords } from '../pieces/release-records.browser';

/**
 * Keeps what a later visit needs to know of one release. Changes are written one after another. A
 * browser that stores nothing still receives; it only starts from nothing the next time.
 */
export class ReleaseMemory {
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly records: ReleaseRecords,
    private readonly infoHash: string,
  ) {}

  async recall(): Promise<ReleaseRecord> {
    const blank = { infoHash: this.infoHash, info: undefined, mode: undefined, pasted: '' };
    return (await this.records.get(this.infoHash).catch(() => undefined)) ?? blank;
  }

  remember(change: Partial<ReleaseRecord>): void {
    this.#last = this.#last
      .then(async () => this.records.set({ ...(await this.recall()), ...change }))
      .catch(() => undefined);
  }
}
