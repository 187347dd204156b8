import type { UseStore } from 'idb-keyval';
import { keepsBlobs } from './keeps-blobs.browser';

/** What a database's records hold: Blobs, or plain bytes where the session refuses Blobs. */
export type RecordKind = 'blobs' | 'bytes';

/** Finds out once; again while it can't be told. Then Blobs are tried, and their failure is reported. */
export function recordKind(database: UseStore): () => Promise<RecordKind> {
  let known: RecordKind | undefined;
  let asking: Promise<RecordKind> | undefined;
  const ask = async (): Promise<RecordKind> => {
    try {
      const keeps = await keepsBlobs(database);
      if (keeps !== undefined) known = keeps ? 'blobs' : 'bytes';
      return known ?? 'blobs';
    } finally {
      asking = undefined;
    }
  };
  return async () => known ?? (asking ??= ask());
}
