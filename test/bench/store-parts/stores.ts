import FSAChunkStore from 'fsa-chunk-store';
import { createStore, get, set } from 'idb-keyval';
import { openPieceDatabase } from '../../../src/pieces/piece-records.browser';
import type { StoreFile, StoreName } from './store-contract';

type Bytes = Uint8Array<ArrayBuffer>;

/** What is measured: pieces, whole. */
export interface Store {
  put(index: number, bytes: Bytes): Promise<void>;
  get(index: number): Promise<Bytes>;
}

const infoHash = '5'.repeat(40);

/** Each call gives a store that knows nothing of what an earlier one has in memory. */
export const stores: Readonly<Record<StoreName, (file: StoreFile) => Store>> = {
  ours: ({ length, pieceLength }) => {
    const pieces = openPieceDatabase('ours')(infoHash);
    pieces.expect(Math.ceil(length / pieceLength));
    return {
      put: (index, bytes) => pieces.write(index, bytes),
      get: async (index) => bytesOf(await pieces.read(index)),
    };
  },
  'keyval-bytes': () => {
    const store = createStore('keyval-bytes', 'pieces');
    return {
      put: (index, bytes) => set([infoHash, index], bytes.buffer, store),
      get: async (index) => bytesOf(await get<ArrayBuffer>([infoHash, index], store)),
    };
  },
  'keyval-blobs': () => {
    const store = createStore('keyval-blobs', 'pieces');
    return {
      put: (index, bytes) => set([infoHash, index], new Blob([bytes]), store),
      get: async (index) => bytesOf(await get<Blob>([infoHash, index], store)),
    };
  },
  opfs: ({ length, pieceLength }) => {
    const files = [{ path: 'file.bin', length, offset: 0 }];
    return promised(new FSAChunkStore(pieceLength, { name: 'file.bin', length, files }));
  },
};

async function bytesOf(stored: Blob | ArrayBuffer | undefined): Promise<Bytes> {
  if (!stored) throw new Error('A piece is not there.');
  return new Uint8Array(stored instanceof Blob ? await stored.arrayBuffer() : stored);
}

/** The part of an abstract-chunk-store that is used here. */
interface Callbacks {
  put(index: number, bytes: Bytes, done: (error: unknown) => void): void;
  get(index: number, range: null, got: (error: unknown, bytes?: Bytes) => void): void;
}

function promised(store: Callbacks): Store {
  return {
    put: (index, bytes) =>
      new Promise((done, failed) => {
        store.put(index, bytes, (error) => (error ? failed(toError(error)) : done()));
      }),
    get: (index) =>
      new Promise((done, failed) => {
        store.get(index, null, (error, bytes) => (bytes ? done(bytes) : failed(toError(error))));
      }),
  };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
