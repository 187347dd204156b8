import { createStore, delMany, entries, set } from 'idb-keyval';
import { toHex } from '../base/bytes';
import {
  maxStoredKeyBytes,
  minisignFingerprint,
  type KeyRecords,
  type StoredKey,
} from '../release/stored-key';

type Entry = readonly [at: IDBValidKey, stored: unknown];

/** Opens the database of remembered keys. Nothing happens until the first read or write. */
export function openKeyRecords(name = 'samesum-keys'): KeyRecords {
  const database = createStore(name, 'keys');
  const all = () => entries<IDBValidKey, unknown>(database);
  return {
    all: async () => (await all()).flatMap(readEntry),
    set: async (key) => {
      if (key.bytes.length > maxStoredKeyBytes) throw new RangeError('the key is too long');
      await set(key.fingerprint, key, database);
    },
    remove: async (fingerprint) => {
      const isOurs = (entry: Entry) =>
        readEntry(entry).some((key) => key.fingerprint === fingerprint);
      const ours = (await all()).filter(isOurs).map(([at]) => at);
      await delMany(ours, database);
    },
  };
}

/** Whatever was stored is hostile input: what is no key in shape can be seen and removed, and not used. */
function readEntry([at, stored]: Entry): StoredKey[] {
  if (typeof at !== 'string') return [];
  const nothing = {
    scheme: 'openpgp',
    bytes: new Uint8Array(0),
    owner: undefined,
    since: 0,
  } as const;
  return [readKey(at, stored) ?? { fingerprint: at, ...nothing }];
}

function readKey(at: string, stored: unknown): StoredKey | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { scheme, bytes, owner, since, ...rest } = stored as Record<keyof StoredKey, unknown>;
  if (rest.fingerprint !== at || (scheme !== 'openpgp' && scheme !== 'minisign')) return undefined;
  if (!(bytes instanceof Uint8Array) || bytes.length > maxStoredKeyBytes) return undefined;
  if (typeof since !== 'number' || !Number.isSafeInteger(since) || since < 0) return undefined;
  return {
    fingerprint: scheme === 'minisign' ? wholeFingerprint(at, bytes) : at,
    scheme,
    bytes: new Uint8Array(bytes),
    owner: typeof owner === 'string' ? owner : undefined,
    since,
  };
}

/** Earlier versions stored minisign keys under their key id: bytes 2 to 9 from the last to the first. */
function wholeFingerprint(at: string, bytes: Uint8Array): string {
  const id = toHex(bytes.slice(2, 10).reverse()).toUpperCase();
  return at === id ? minisignFingerprint(bytes) : at;
}
