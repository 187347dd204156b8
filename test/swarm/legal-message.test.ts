import { describe, expect, it } from 'vitest';
import { announcedLength, isLegalMessage, longestMessage } from '../../src/swarm/legal-message';

const have = 0x04;
const indexed = [0x04, 0x06, 0x07, 0x08, 0x0d, 0x10, 0x11];

/** A message in the middle of a larger buffer, as the wire hands them on. */
function message(kind: number, index: number): Uint8Array {
  const bytes = new Uint8Array(20);
  bytes[7] = kind;
  new DataView(bytes.buffer).setUint32(8, index);
  return bytes.subarray(7);
}

describe('isLegalMessage', () => {
  it.each(indexed)('takes kind %i for the first and the last piece only', (kind) => {
    expect(isLegalMessage(message(kind, 0), 1)).toBe(true);
    expect(isLegalMessage(message(kind, 9), 10)).toBe(true);
    expect(isLegalMessage(message(kind, 10), 10)).toBe(false);
    expect(isLegalMessage(message(kind, 2_147_483_647), 800_000)).toBe(false);
    expect(isLegalMessage(message(kind, 4_294_967_294), 800_000)).toBe(false);
  });

  it('refuses an index when there are no pieces', () => {
    expect(isLegalMessage(message(have, 0), 0)).toBe(false);
  });

  it.each([1, 4])('refuses an index cut short to %i bytes in all', (length) => {
    expect(isLegalMessage(message(have, 0).subarray(0, length), 10)).toBe(false);
  });

  it.each([0x00, 0x01, 0x02, 0x03, 0x05, 0x09, 0x0e, 0x0f, 20, 255])(
    'leaves kind %i alone, which has no index',
    (kind) => {
      expect(isLegalMessage(message(kind, 4_294_967_295), 1)).toBe(true);
    },
  );

  it('leaves an empty message alone', () => {
    expect(isLegalMessage(new Uint8Array(), 1)).toBe(true);
  });
});

describe('announcedLength', () => {
  it.each([
    [[0, 0, 0, 0], 0],
    [[0, 0, 0, 13], 13],
    [[0, 4, 0, 0], longestMessage],
    [[0x80, 0, 0, 0], 2_147_483_648],
    [[255, 255, 255, 255], 4_294_967_295],
  ])('of %j is %i', (prefix, length) => {
    expect(announcedLength(new Uint8Array(prefix))).toBe(length);
  });
});
