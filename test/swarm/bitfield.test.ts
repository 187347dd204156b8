import { describe, expect, it } from 'vitest';
import { bitfieldOf } from '../../src/swarm/bitfield';

describe('bitfieldOf', () => {
  it.each([
    ['nothing of nothing', [], 0, []],
    ['nothing of one', [], 1, [0]],
    ['the only one', [0], 1, [0x80]],
    ['the ends of a byte', [0, 7], 8, [0x81]],
    ['one in the second byte', [8], 9, [0, 0x80]],
    ['what is beyond the end', [2, 3, 4_294_967_294], 3, [0x20]],
  ])('%s', (_what, held, count, bits) => {
    expect([...bitfieldOf(held, count)]).toEqual(bits);
  });
});
