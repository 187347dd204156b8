import { describe, expect, it } from 'vitest';
import { ByteCache } from '../../src/pieces/byte-cache';

function counting(size: number): { load: () => Promise<Uint8Array<ArrayBuffer>>; loads: number } {
  const source = {
    loads: 0,
    load: () => {
      source.loads++;
      return Promise.resolve(new Uint8Array(size));
    },
  };
  return source;
}

describe('ByteCache', () => {
  it('loads once for two readers at the same time and for later ones', async () => {
    const cache = new ByteCache(100);
    const source = counting(10);
    await Promise.all([cache.get(1, source.load), cache.get(1, source.load)]);
    await cache.get(1, source.load);
    expect(source.loads).toBe(1);
  });

  it('forgets the least recently used beyond its budget', async () => {
    const cache = new ByteCache(25);
    const source = counting(10);
    await cache.get(1, source.load);
    await cache.get(2, source.load);
    await cache.get(1, source.load);
    await cache.get(3, source.load);
    expect(source.loads).toBe(3);
    await cache.get(1, source.load);
    expect(source.loads).toBe(3);
    await cache.get(2, source.load);
    expect(source.loads).toBe(4);
  });

  it('serves what is larger than its budget without keeping it', async () => {
    const cache = new ByteCache(5);
    const source = counting(10);
    expect(await cache.get(1, source.load)).toHaveLength(10);
    await cache.get(1, source.load);
    expect(source.loads).toBe(2);
  });

  it('does not remember a failure', async () => {
    const cache = new ByteCache(100);
    await expect(cache.get(1, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const source = counting(1);
    expect(await cache.get(1, source.load)).toHaveLength(1);
  });

  it('loads anew what it was told to forget', async () => {
    const cache = new ByteCache(100);
    const source = counting(10);
    await cache.get(1, source.load);
    cache.forget(1);
    await cache.get(1, source.load);
    expect(source.loads).toBe(2);
  });
});
