import type { KeyRecords, StoredKey } from '../../src/release/stored-key';

/** Remembered keys in memory; `broken` refuses everything, as a browser that stores nothing does. */
export class FakeKeys implements KeyRecords {
  broken = false;

  constructor(readonly stored: StoredKey[] = []) {}

  all(): Promise<readonly StoredKey[]> {
    return this.#unlessBroken(() => [...this.stored]);
  }

  set(key: StoredKey): Promise<void> {
    return this.#unlessBroken(() => void this.stored.push(key));
  }

  remove(fingerprint: string): Promise<void> {
    return this.#unlessBroken(() => {
      const at = this.stored.findIndex((key) => key.fingerprint === fingerprint);
      if (at >= 0) this.stored.splice(at, 1);
    });
  }

  async #unlessBroken<T>(act: () => T): Promise<T> {
    await Promise.resolve();
    if (this.broken) throw new Error('no storage');
    return act();
  }
}
