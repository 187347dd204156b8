import type { ReleaseRecord, ReleaseRecords } from '../pieces/release-records.browser';
import type { Release } from '../release/release';
import type { ReceiveMode } from './receive-state';

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

  /** What is remembered; a blank record when nothing is. */
  async recall(): Promise<ReleaseRecord> {
    const blank: ReleaseRecord = {
      infoHash: this.infoHash,
      info: undefined,
      agreed: undefined,
      withheld: false,
      pasted: '',
      brought: [],
    };
    return (await this.records.get(this.infoHash).catch(() => undefined)) ?? blank;
  }

  remember(change: Partial<ReleaseRecord>): void {
    this.#last = this.#last
      .then(async () => this.records.set({ ...(await this.recall()), ...change }))
      .catch(() => undefined);
  }
}

/** Every address that a link would have the page contact. */
export function addressesOf(release: Release): string[] {
  return [...release.trackers, ...release.mirrors, ...release.torrentUrls];
}

/**
 * What the person agreed to, if it covers this link: another link for the same release may name
 * addresses that nobody was asked about.
 */
export function agreedMode(record: ReleaseRecord, release: Release): ReceiveMode | undefined {
  const known = new Set(record.agreed?.addresses);
  return addressesOf(release).every((address) => known.has(address))
    ? record.agreed?.mode
    : undefined;
}
