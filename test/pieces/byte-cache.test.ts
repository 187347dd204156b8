import { describe, expect, it } from 'vitest';
import { ByteCache } from '../../src/pieces/byte-cache';

type Bytes = Uint8Array<ArrayBuffer>;

/** Loads that end when the test says so. */
class Source {
  /** Keys in the order in which their loads began. */
  readonly begun: number[] = [];
  readonly #ends = new Map<number, { give: (bytes: Bytes) => void; fail: (e: Error) => void }>();

  load(key: number): () => Promise<Bytes> {
    return () => {
      this.begun.push(key);
      return new Promise((give, fail) => this.#ends.set(key, { give, fail }));
    };
  }

  give(key: number, size: number): void {
    this.#ends.get(key)?.give(new Uint8Array(size));
  }

  fail(key: number): void {
    this.#ends.get(key)?.fail(new Error('no'));
  }
}

function counting(size: number): { load: () => Promise<Bytes>; loads: number } {
  const source = {
    loads: 0,
    load: () => {
      source.loads++;
      return Promise.resolve(new Uint8Array(size));
    },
  };
  return source;
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('ByteCache', () => {
  it('loads once for two readers at the same time and for later ones', async () => {
    const cache = new ByteCache(100);
    const source = counting(10);
    await Promise.all([cache.get(1, 10, source.load), cache.get(1, 10, source.load)]);
    expect(await cache.get(1, 10, source.load)).toHaveLength(10);
    expect(source.loads).toBe(1);
  });

  it('forgets the least recently used when there is no room', async () => {
    const cache = new ByteCache(25);
    const source = counting(10);
    for (const key of [1, 2, 1, 3]) await cache.get(key, 10, source.load);
    expect(source.loads).toBe(3);
    await cache.get(1, 10, source.load);
    expect(source.loads).toBe(3);
    await cache.get(2, 10, source.load);
    expect(source.loads).toBe(4);
  });

  it('begins no load for which there is no room, however many are asked for', async () => {
    const cache = new ByteCache(20);
    const source = new Source();
    const gets = Array.from({ length: 1_000 }, (_, key) => cache.get(key, 10, source.load(key)));
    for (let key = 0; key < gets.length; key += 2) {
      await turn();
      expect(source.begun.length).toBe(key + 2);
      source.give(key, 10);
      source.give(key + 1, 10);
    }
    expect((await Promise.all(gets)).length).toBe(1_000);
    expect(source.begun).toEqual(Array.from({ length: 1_000 }, (_, key) => key));
  });

  it('fills its budget to the last byte', async () => {
    const cache = new ByteCache(20);
    const source = new Source();
    for (const key of [1, 2, 3]) void cache.get(key, key === 3 ? 1 : 10, source.load(key));
    await turn();
    expect(source.begun).toEqual([1, 2]);
    source.give(2, 10);
    await turn();
    expect(source.begun).toEqual([1, 2, 3]);
  });

  it('does not remember a failure, and gives its room to the next', async () => {
    const cache = new ByteCache(10);
    const source = new Source();
    const failing = cache.get(1, 10, source.load(1));
    const next = cache.get(2, 10, source.load(2));
    await turn();
    source.fail(1);
    await expect(failing).rejects.toThrow('no');
    await turn();
    source.give(2, 10);
    expect(await next).toHaveLength(10);
    void cache.get(1, 10, source.load(1));
    await turn();
    expect(source.begun).toEqual([1, 2, 1]);
  });

  it('loads anew what it was told to forget, here or on its way', async () => {
    const cache = new ByteCache(20);
    const source = new Source();
    const before = cache.get(1, 10, source.load(1));
    await turn();
    cache.forget(1);
    void cache.get(1, 10, source.load(1));
    await turn();
    expect(source.begun).toEqual([1, 1]);
    source.give(1, 10);
    await turn();
    cache.forget(1);
    void cache.get(1, 10, source.load(1));
    cache.forget(2);
    await turn();
    expect(source.begun).toEqual([1, 1, 1]);
    await Promise.race([before, turn()]);
  });

  it('has all its room again after everything was forgotten', async () => {
    const cache = new ByteCache(30);
    const source = counting(10);
    for (let round = 0; round < 5; round++) {
      await Promise.all([1, 2, 3].map((key) => cache.get(key, 10, source.load)));
      for (const key of [1, 2, 3]) cache.forget(key);
    }
    expect(source.loads).toBe(15);
  });

  it('gives what was put into it without loading', async () => {
    const cache = new ByteCache(10);
    const source = counting(4);
    const bytes = new Uint8Array(4).fill(7);
    cache.put(1, bytes);
    expect(await cache.get(1, 4, source.load)).toBe(bytes);
    expect(source.loads).toBe(0);
  });

  it('has room for what is put only after others were forgotten, and none for more than it holds', async () => {
    const cache = new ByteCache(10);
    const source = counting(6);
    cache.put(1, new Uint8Array(6));
    cache.put(2, new Uint8Array(6));
    cache.put(3, new Uint8Array(11));
    for (const key of [3, 1]) await cache.get(key, 6, source.load);
    expect(source.loads).toBe(2);
  });

  it('puts nothing in the place of a load that is on its way', async () => {
    const cache = new ByteCache(10);
    const source = new Source();
    const coming = cache.get(1, 10, source.load(1));
    cache.put(2, new Uint8Array(1));
    await turn();
    source.give(1, 10);
    await coming;
    const again = counting(1);
    await cache.get(2, 1, again.load);
    expect(again.loads).toBe(1);
  });
});
