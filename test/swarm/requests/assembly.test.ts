import { describe, expect, it } from 'vitest';
import { Assembly } from '../../../src/swarm/requests/assembly';

describe('Assembly', () => {
  it('puts blocks together in any order', () => {
    const assembly = new Assembly();
    // A view into a larger buffer, as the wire hands it on.
    assembly.write(3, 5, 2, new Uint8Array([9, 3, 4, 5, 9]).subarray(1, 4));
    assembly.write(3, 5, 0, new Uint8Array([1, 2]));
    expect([...assembly.take(3)]).toEqual([1, 2, 3, 4, 5]);
  });

  it('keeps nothing of what was taken or forgotten', () => {
    const assembly = new Assembly();
    for (const index of [0, 1]) assembly.write(index, 1, 0, new Uint8Array([7]));
    assembly.take(0);
    assembly.forget(1);
    assembly.forget(2);
    for (const index of [0, 1, 2]) expect(() => assembly.take(index)).toThrow(RangeError);
  });

  it('has the later of two blocks count', () => {
    const assembly = new Assembly();
    for (const byte of [1, 2]) assembly.write(0, 1, 0, new Uint8Array([byte]));
    expect([...assembly.take(0)]).toEqual([2]);
  });
});
