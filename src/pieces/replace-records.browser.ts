import { promisifyRequest, type UseStore } from 'idb-keyval';
import { readRecord, type RecordPieces, type RecordValue, withoutPieces } from './record-layout';
import { writePersistently } from './write-persistently.browser';

/** A record that is to be stored. */
export interface NewRecord {
  readonly pieces: RecordPieces;
  readonly value: RecordValue;
}

/** A change of one release's records. */
export interface Replacement {
  readonly infoHash: string;
  readonly records: readonly NewRecord[];
  /** Records that have pieces of `gone`. */
  readonly outdated: readonly RecordPieces[];
  /** Pieces that are not to be in `outdated` any more. */
  readonly gone: ReadonlySet<number>;
  /** False: the other pieces of `outdated` are given up. */
  readonly keepOthers: boolean;
}

/**
 * Puts records and takes pieces out of others, all or nothing. The other pieces of these are stored under
 * a new key, from the stored Blob; nothing of it comes into memory.
 *
 * @returns the records of these other pieces
 */
export async function replaceRecords(
  database: UseStore,
  { infoHash, records, outdated, gone, keepOthers }: Replacement,
): Promise<RecordPieces[]> {
  const key = (pieces: RecordPieces) => [infoHash, ...pieces];
  let left: RecordPieces[] = [];
  await writePersistently(database, async (store) => {
    const leftOf = async (pieces: RecordPieces): Promise<RecordPieces[]> => {
      if (!keepOthers || pieces.every((piece) => gone.has(piece))) return [];
      const stored = readRecord(await promisifyRequest(store.get(key(pieces))), pieces.length);
      const others = stored && withoutPieces(stored, pieces, gone);
      if (!others) return [];
      store.put(others.value, key(others.pieces));
      return [others.pieces];
    };
    const others = Promise.all(outdated.map(leftOf));
    // Should a request below throw, nobody waits for these.
    others.catch(() => undefined);
    // Requests are carried out in the order in which they are made: a new record may have an old key.
    for (const pieces of outdated) store.delete(key(pieces));
    for (const { pieces, value } of records) store.put(value, key(pieces));
    left = (await others).flat();
  });
  return left;
}
