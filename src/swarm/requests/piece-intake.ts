import { equalBytes } from '../../base/bytes';
import { sha1 } from '../../base/sha1';
import { pieceHash, type TorrentMetadata } from '../../release/torrent-metadata';
import type { SourceId } from './block';
import { blockDigests } from './block-digests';
import type { RequestBook } from './request-book';

export interface PieceIntakeOptions {
  readonly metadata: TorrentMetadata;
  readonly book: RequestBook;
  /** Resolves once the piece is stored, however long storage refuses it. */
  readonly store: (index: number, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Sources turned out to have sent wrong bytes. */
  readonly onBlamed: (sources: readonly SourceId[]) => void;
}

/**
 * Looks whether whole pieces fit, and lets in those that do. They count as here at once: peers can have
 * them from memory while storage takes its time.
 */
export class PieceIntake {
  constructor(private readonly options: PieceIntakeOptions) {}

  /**
   * To be called once for a piece that `RequestBook` called whole. Resolves when it is known whether it
   * fits; `stored` then resolves when it is in storage, or rejects with what `store` did.
   */
  async take(
    index: number,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<{ readonly stored: Promise<void> } | 'wrong'> {
    const { metadata, book, store, onBlamed } = this.options;
    if (!equalBytes(await sha1(bytes), pieceHash(metadata, index))) {
      onBlamed(book.fails(index, await blockDigests(bytes)));
      return 'wrong';
    }
    const digests = book.trust.isSuspicious(index) ? await blockDigests(bytes) : [];
    onBlamed(book.fits(index, digests));
    return { stored: store(index, bytes) };
  }
}
