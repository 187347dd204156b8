/**
 * What a torrent says about one file (BEP 3 info dictionary), after strict validation against its
 * info hash. Nothing else may be handed to the swarm engine.
 */
export interface TorrentMetadata {
  /** SHA-1 of `infoBytes`, 40 lower-case hexadecimal digits. */
  readonly infoHash: string;
  /** The canonical bencoding of the info dictionary. */
  readonly infoBytes: Uint8Array<ArrayBuffer>;
  /** `name`: hostile text. */
  readonly name: string;
  /** `length`: bytes, at least 1. */
  readonly length: number;
  /** `piece length`: bytes, a power of two from 16 KiB to 64 MiB. */
  readonly pieceLength: number;
  /** `pieces`: the SHA-1 of every piece, 20 bytes each, concatenated. */
  readonly pieceHashes: Uint8Array<ArrayBuffer>;
}

/**
 * Files of more pieces than this are refused: an info dictionary of 16 MiB holds about as many
 * hashes, and lists that are kept for every piece stay bearable. A link may claim any size.
 */
export const mostPieces = 800_000;

/** How many pieces a file of `length` bytes has. */
export function pieceCount(file: { length: number; pieceLength: number }): number {
  return Math.ceil(file.length / file.pieceLength);
}

/** Bytes in piece `index`: `pieceLength`, less for the last one. */
export function pieceSize(file: { length: number; pieceLength: number }, index: number): number {
  return Math.min(file.pieceLength, file.length - index * file.pieceLength);
}

/** The expected SHA-1 of piece `index` (20 bytes). */
export function pieceHash(metadata: TorrentMetadata, index: number): Uint8Array<ArrayBuffer> {
  return metadata.pieceHashes.slice(20 * index, 20 * index + 20);
}
