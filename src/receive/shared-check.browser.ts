import { pieceHash, type TorrentMetadata } from '../release/torrent-metadata';
import type { ArrivalPorts } from './arrival-ports.browser';
import { OrderedCheck } from './ordered-check.browser';
import type { FileShape } from './tab-message';

interface Opened extends FileShape {
  readonly hasHashes: boolean;
  readonly check: OrderedCheck;
  readonly end: AbortController;
}

/**
 * The hash over a release's pieces, whichever way they come: when another tab's work becomes this one's
 * in the middle, what was hashed is not hashed again.
 */
export class SharedCheck {
  #opened: Opened | undefined;
  #onDamaged: (index: number) => void = () => undefined;

  constructor(private readonly ports: Pick<ArrivalPorts, 'pieces' | 'algorithms' | 'signal'>) {}

  /**
   * The check of a file; the one under way when that is of the same pieces. From now on `onDamaged` hears
   * of pieces that are of no use, and nobody else.
   */
  open(
    file: FileShape,
    metadata: TorrentMetadata | undefined,
    onDamaged: (index: number) => void,
  ): OrderedCheck {
    this.#onDamaged = onDamaged;
    const { length, pieceLength } = file;
    const hasHashes = metadata !== undefined;
    const before = this.#opened;
    if (
      before?.length === length &&
      before.pieceLength === pieceLength &&
      before.hasHashes === hasHashes
    )
      return before.check;
    before?.end.abort();
    const end = new AbortController();
    const check = new OrderedCheck({
      ...{ pieces: this.ports.pieces, length, pieceLength },
      expectedSha1: (index) => metadata && pieceHash(metadata, index),
      algorithms: this.ports.algorithms(),
      onDamaged: (index) => this.#onDamaged(index),
      signal: AbortSignal.any([this.ports.signal, end.signal]),
    });
    this.#opened = { length, pieceLength, hasHashes, check, end };
    return check;
  }
}
