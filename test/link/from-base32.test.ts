import { expect, it } from 'vitest';
import { fromBase32 } from '../../src/link/from-base32';

// RFC 4648 section 10, as far as its examples need no padding.
it.each([
  ['', ''],
  ['MZXW6YTB', 'fooba'],
  ['mzxw6ytb', 'fooba'],
  ['MZXW6YTBMZXW6YTB', 'foobafooba'],
])('%s', (text, plain) => {
  expect(fromBase32(text)).toEqual(new TextEncoder().encode(plain));
});

it('reads all 32 letters', () => {
  expect(fromBase32('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')).toEqual(
    Uint8Array.from('00443214c74254b635cf84653a56d7c675be77df'.match(/../g) ?? [], (hex) =>
      Number.parseInt(hex, 16),
    ),
  );
});

it.each(['M', 'MZXW6YT', 'MZXW6YT=', 'MZXW6YT1', 'MZXW6YT0', 'MZXW6YT8', 'MZXW6YTä', 'MZXW 6YT'])(
  '%s is none',
  (text) => {
    expect(fromBase32(text)).toBeUndefined();
  },
);
