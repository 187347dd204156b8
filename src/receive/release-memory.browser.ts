import { blankRecord, type ReleaseChange, type ReleaseRecord } from '../pieces/release-record';
import type { ReleaseRecords } from '../pieces/release-records.browser';
import type { Release } from '../release/release';
import type { ReceiveMode } from './receive-state';

/**
 * Keeps what a later visit needs to know of one release. Changes are written one after another. A
 * browser that stores nothing still receives; it only starts from nothing the next time.
 */
export class ReleaseMemory {
  #last: Promise<void> = Promise.resolve();

  /** @param link the share link that names it, as `link/` wrote it */
  constructor(
    private readonly records: ReleaseRecords,
    private readonly infoHash: string,
    private readonly link: string,
  ) {}

  /** What is remembered; a blank record when nothing is. */
  async recall(): Promise<ReleaseRecord> {
    const { infoHash } = this;
    return (await this.records.get(infoHash).catch(() => undefined)) ?? blankRecord(infoHash);
  }

  /** The person agreed to this link for the release. */
  agree(mode: ReceiveMode, release: Release): void {
    const agreed = { mode, addresses: addressesOf(release) };
    this.remember({ agreed, link: this.link, since: Date.now() });
  }

  /** What the person agreed to before links were kept. */
  completeLink(): void {
    this.update({ link: this.link });
  }

  /** What a person said or brought: makes a record when there is none. */
  remember(change: ReleaseChange): void {
    this.#write(() => this.records.change(this.infoHash, change));
  }

  /** What was found out: of no use once the record was removed. */
  update(change: ReleaseChange): void {
    this.#write(() => this.records.changeKnown(this.infoHash, change));
  }

  #write(write: () => Promise<void>): void {
    this.#last = this.#last.then(write).catch(() => undefined);
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
